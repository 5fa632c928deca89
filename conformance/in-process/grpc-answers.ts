// SPDX-License-Identifier: Apache-2.0
import { constants, type ServerHttp2Stream } from "node:http2";
import type { ScriptedAnswer } from "../../src/local/index.js";
import { createGrpcAnswer } from "../receivers/grpc-status.js";
import { answerWithItems, sentIds } from "../receivers/scripted-ingest.js";
import { observeDelivery } from "./observe-delivery.js";
import type { Outcome, Persistence } from "./outcomes.js";
import { findClosedPort, type RawCall, startRawGrpc } from "./raw-servers.js";

/** A gRPC answer of a scenario. */
export interface GrpcAnswerData {
  readonly status: string;
  readonly details?: string;
  /** False when no server said so: the client's library made the status up. */
  readonly server_status?: false;
  readonly http_status?: number;
  readonly retry_info_ms?: number;
  /** The client's own limit was exceeded. */
  readonly own_limit?: true;
}

/** An answer that the server gives itself. OK is answered as usual. */
export function grpcScript(answer: GrpcAnswerData): () => ScriptedAnswer | undefined {
  if (answer.status === "OK") return () => undefined;
  return () => createGrpcAnswer(answer.status, answer.details, answer.retry_info_ms);
}

/** Provokes what makes grpc-js come up with a status by itself. */
export async function observeWithoutServerStatus(
  answer: GrpcAnswerData,
  ids: readonly string[],
  persistence: Persistence,
): Promise<Outcome> {
  if (answer.details?.startsWith("No connection")) return observeUnreachable(ids, persistence);
  const respond = responseOf(answer);
  await using server = await startRawGrpc((call) => {
    if (persistence === "always" || call.index === 0) respond(call.stream);
    else sendMessages(call.stream, [acceptingMessage(call)]);
  });
  return await observeDelivery({
    options: { generationExport: { protocol: "grpc", endpoint: server.host, responseMaxBytes: 1000 } },
    ids,
  });
}

/** Nothing listens; a later attempt that gets through is the business of the other cases. */
async function observeUnreachable(ids: readonly string[], persistence: Persistence): Promise<Outcome> {
  const endpoint = await findClosedPort();
  const delivery = await observeDelivery({ options: { generationExport: { protocol: "grpc", endpoint } }, ids });
  return persistence === "always" ? delivery : { ...delivery, delivered: ids.length, dropped: {} };
}

function responseOf(answer: GrpcAnswerData): (stream: ServerHttp2Stream) => void {
  if (answer.own_limit === true) return (stream) => sendMessages(stream, [new Uint8Array(5000)]);
  if (answer.http_status === undefined) return (stream) => stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  const httpStatus = answer.http_status;
  return (stream) => {
    const type = httpStatus === 200 ? "application/grpc" : "text/html";
    stream.respond({ ":status": httpStatus, "content-type": type });
    stream.end();
  };
}

/** Success with these messages; a unary call has one. */
export function sendMessages(stream: ServerHttp2Stream, messages: readonly Uint8Array[]): void {
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
  for (const message of messages) {
    const header = Buffer.alloc(5);
    header.writeUInt32BE(message.byteLength, 1);
    stream.write(Buffer.concat([header, message]));
  }
  stream.end();
}

/** The ingest's answer when it has stored all records of a call. */
export function acceptingMessage({ message }: RawCall): Uint8Array {
  const request = { transport: "grpc", method: "POST", path: "", headers: {}, body: message } as const;
  const answer = answerWithItems(
    request,
    sentIds(request).map(() => ({ accepted: true })),
  );
  return (answer.kind === "grpc" ? answer.message : undefined) ?? new Uint8Array();
}
