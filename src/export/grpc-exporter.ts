// SPDX-License-Identifier: Apache-2.0
import { decodeExportResults } from "../../generated/ts/export-results.js";
import { GRPC_STATUS_OF_HTTP } from "../../generated/ts/grpc-answers.js";
import type { RequestHeaders } from "../config/resolve-headers.js";
import { binaryRequestChunks } from "../internal/wire/export-request.js";
import type { UnaryAnswer, UnaryTransport } from "../transport/unary-transport.js";
import { findGrpcAnswer, type GrpcCondition } from "./classify-answer.js";
import { toConnectionFault } from "./connection-fault.js";
import { answerHint } from "./endpoint-hint.js";
import { createFailure, createFault, type ExportFailure } from "./export-failure.js";
import type { ItemResult, ProtobufExporter } from "./generation-exporter.js";
import { waitForCredentials } from "./pending-credentials.js";
import { readRetryInfoMs } from "./retry-info.js";
import { type Confidential, maskResults, serverText } from "./server-text.js";

export interface GrpcExporterOptions {
  /** Called once, with the first batch; undefined where the runtime cannot speak HTTP/2. */
  readonly connect: () => UnaryTransport | undefined;
  /** `/sigil.v1.GenerationIngestService/ExportGenerations`. */
  readonly method: string;
  /** Resolved for every attempt, so that rotated credentials are used. */
  readonly headers: () => Promise<RequestHeaders>;
  readonly maxResponseBytes: number;
}

const OK = 0;
const UNKNOWN = 2;
const UNIMPLEMENTED = 12;
const PREFIX_BYTES = 5;

/** Sends batches as unary gRPC calls (contract wire.3). */
export function createGrpcExporter(options: GrpcExporterOptions): ProtobufExporter {
  let transport: UnaryTransport | undefined;
  return {
    format: "protobuf",
    export: async (batch, { signal }) => {
      transport ??= options.connect();
      if (transport === undefined)
        throw createFault("missing_dependency", "this runtime has no node:http2; use generationExport.protocol http");
      const { headers, secrets } = await waitForCredentials(signal, options.headers());
      const { method: path, maxResponseBytes } = options;
      const request = { path, headers, message: binaryRequestChunks(batch), signal, maxResponseBytes };
      const answer = await transport.call(request).catch((error: unknown) => Promise.reject(toConnectionFault(error)));
      const confidential = { secrets, batch };
      if (answer.grpcStatus !== OK) throw toFailure(answer, confidential);
      return maskResults(readResults(answer.body), confidential);
    },
    shutdown: () => transport?.close(),
  };
}

function readResults(body: Uint8Array): readonly ItemResult[] {
  const message = readMessage(body);
  try {
    return decodeExportResults(message);
  } catch (cause) {
    throw createFault("unexpected_body", "the ingest answered with unreadable bytes", cause);
  }
}

/** The one message of the answer; none counts as an empty one. */
function readMessage(body: Uint8Array): Uint8Array {
  if (body.byteLength === 0) return body;
  if (body[0] !== 0) throw createFault("content_encoding", "the answer is compressed, which was not asked for");
  const length = body.byteLength < PREFIX_BYTES ? Infinity : new DataView(body.buffer, body.byteOffset).getUint32(1);
  const end = PREFIX_BYTES + length;
  if (body.byteLength < end) throw createFault("unexpected_body", "the ingest's answer is cut off");
  if (body.byteLength > end) throw createFault("extra_message", "the ingest answered with more than one message");
  return body.subarray(PREFIX_BYTES, end);
}

function toFailure(answer: UnaryAnswer, confidential: Confidential): ExportFailure {
  const { grpcStatus, httpStatus, grpcMessage } = answer;
  const status = grpcStatus ?? GRPC_STATUS_OF_HTTP[httpStatus] ?? UNKNOWN;
  const retryInfoMs = readRetryInfoMs(answer.statusDetails);
  const conditions = new Set<GrpcCondition>();
  if (grpcStatus === undefined) conditions.add("no_server_status");
  if (grpcStatus === undefined && httpStatus === 413) conditions.add("http_413");
  if (retryInfoMs !== undefined) conditions.add("retry_info");
  const row = findGrpcAnswer(status, grpcMessage, conditions);
  const what = grpcStatus === undefined ? `HTTP ${httpStatus} without a gRPC status` : `gRPC ${row?.name ?? status}`;
  const answerClass = row?.class ?? "permanent";
  const hint = answerHint(answerClass, status === UNIMPLEMENTED);
  return createFailure(answerClass, `the ingest answered ${what}${hint}${serverText(grpcMessage, confidential)}`, {
    details: grpcStatus === undefined ? { httpStatus } : { status },
    retryAfterMs: row?.hint === "retry_info" ? retryInfoMs : undefined,
  });
}
