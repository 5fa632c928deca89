// SPDX-License-Identifier: Apache-2.0
import type { TransportFault } from "../../generated/ts/answers.js";
import { errorText } from "../errors/sigil-error.js";
import { isRecord } from "../internal/is-record.js";
import { ResponseTooLargeError } from "../transport/http-transport.js";
import { createFault, ExportFailure } from "./export-failure.js";

/** Prefixes of the platform's error codes; the first that fits names the fault. */
const FAULTS_BY_CODE: readonly (readonly [prefix: string, fault: TransportFault])[] = [
  ["ENOTFOUND", "dns"],
  ["EAI_", "dns"],
  ["ECONNREFUSED", "connect"],
  ["EHOSTUNREACH", "connect"],
  ["ENETUNREACH", "connect"],
  ["ETIMEDOUT", "timeout"],
  ["ECONNRESET", "reset"],
  ["EPIPE", "reset"],
  ["HPE_", "malformed"],
  ["ERR_TLS", "tls"],
  ["ERR_SSL", "tls"],
  ["CERT_", "tls"],
  ["DEPTH_ZERO", "tls"],
  ["SELF_SIGNED", "tls"],
  ["UNABLE_TO", "tls"],
];

/** A failure of node:http or fetch as a fault of the spec. fetch hides the platform's error in `cause`. */
export function toHttpFault(error: unknown): ExportFailure {
  if (error instanceof ExportFailure) return error;
  if (error instanceof ResponseTooLargeError) return createFault("response_too_large", error.message);
  const code = codeOf(error) ?? codeOf(isRecord(error) ? error["cause"] : undefined) ?? "";
  const isStale = isRecord(error) && error["isReusedSocket"] === true;
  const fault = FAULTS_BY_CODE.find(([prefix]) => code.startsWith(prefix))?.[1] ?? "closed_early";
  const reused = isStale && (fault === "reset" || fault === "closed_early") ? "stale_connection" : fault;
  return createFault(reused, code === "" ? errorText(error) : `${code}: ${errorText(error)}`, error);
}

function codeOf(error: unknown): string | undefined {
  return isRecord(error) && typeof error["code"] === "string" ? error["code"] : undefined;
}
