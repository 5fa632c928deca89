// SPDX-License-Identifier: Apache-2.0
import type { TransportFault } from "../../generated/ts/answers.js";
import { isRecord } from "../internal/is-record.js";
import { ResponseTooLargeError } from "../transport/http-transport.js";
import { readConnectionError } from "./connection-error.js";
import { connectionHint } from "./endpoint-hint.js";
import { createFault, ExportFailure } from "./export-failure.js";

/** Prefixes of the platform's error codes; the first that fits names the fault. */
const FAULTS_BY_CODE: readonly (readonly [prefix: string, fault: TransportFault])[] = [
  ["ENOTFOUND", "dns"],
  ["EAI_", "dns"],
  ["ECONNREFUSED", "connect"],
  ["ERR_PROXY", "connect"],
  ["EHOSTUNREACH", "connect"],
  ["ENETUNREACH", "connect"],
  ["ETIMEDOUT", "timeout"],
  ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
  ["ECONNRESET", "reset"],
  ["EPIPE", "reset"],
  ["HPE_", "malformed"],
  ["UND_ERR_HEADERS_OVERFLOW", "malformed"],
  ["ERR_HTTP2_ERROR", "malformed"],
  ["ERR_HTTP2_", "reset"],
  ["Z_", "content_encoding"],
  ["EPROTO", "tls"],
  ["ERR_TLS", "tls"],
  ["ERR_SSL", "tls"],
  ["ERR_OSSL", "tls"],
  ["CERT_", "tls"],
  ["DEPTH_ZERO", "tls"],
  ["SELF_SIGNED", "tls"],
  ["UNABLE_TO", "tls"],
];

/** A failure of node:http, node:http2 or fetch as a fault of the spec. */
export function toConnectionFault(error: unknown): ExportFailure {
  if (error instanceof ExportFailure) return error;
  if (error instanceof ResponseTooLargeError) return createFault("response_too_large", error.message, error);
  const { source, code, problem } = readConnectionError(error);
  const fault = FAULTS_BY_CODE.find(([prefix]) => code.startsWith(prefix))?.[1] ?? "closed_early";
  const isStale =
    isRecord(error) && error["isReusedSocket"] === true && (fault === "reset" || fault === "closed_early");
  const hint = connectionHint(fault, code, source);
  return createFault(isStale ? "stale_connection" : fault, problem + hint, error);
}
