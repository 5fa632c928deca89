// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import { type IncomingMessage, request as sendRequest } from "node:http";
import { create, fromBinary, type JsonValue, type MessageInitShape, toBinary, toJson } from "@bufbuild/protobuf";
import { Client, credentials, Metadata, type ServiceError, type StatusObject } from "@grpc/grpc-js";
import {
  ExportGenerationsRequestSchema,
  ExportGenerationsResponseSchema,
} from "../../../generated/proto/sigil/v1/generation_ingest_pb.js";

/** An HTTP answer without the headers that differ from run to run. */
export interface RawHttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** One request over a connection of its own. */
export interface RawHttpRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Sends one HTTP request with nothing added to it. */
export async function sendHttp(httpUrl: string, request: RawHttpRequest): Promise<RawHttpAnswer> {
  const { hostname, port } = new URL(httpUrl);
  const { method = "POST", path, headers = {}, body } = request;
  const outgoing = sendRequest({ hostname, port, method, path, headers, agent: false });
  outgoing.end(body);
  // `once` rejects when the request fails first; a response event carries one message.
  const [message] = (await once(outgoing, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer); // no encoding is set: chunks are buffers
  const { date: _date, connection: _connection, ...rest } = message.headers;
  return { status: message.statusCode ?? 0, headers: rest, body: Buffer.concat(chunks) };
}

/** Posts a JSON value, or a text as it is, to the export endpoint. */
export async function exportOverHttp(
  httpUrl: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawHttpAnswer> {
  const text = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
  return sendHttp(httpUrl, { path: "/api/v1/generations:export", headers, body: text });
}

/** The answer that carries a text, as the ingest writes it. */
export function textAnswer(status: number, text: string): RawHttpAnswer {
  const body = Buffer.from(`${text}\n`);
  return {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "content-length": String(body.length) },
    body,
  };
}

/** The answer that carries a JSON value, as the ingest writes it. */
export function jsonAnswer(status: number, value: unknown): RawHttpAnswer {
  const body = Buffer.from(JSON.stringify(value));
  return { status, headers: { "content-type": "application/json", "content-length": String(body.length) }, body };
}

/** What a gRPC call came to. */
export interface RawGrpcAnswer {
  readonly code: number;
  readonly details: string;
  /** The response as proto-JSON; undefined when the call failed. */
  readonly response: JsonValue | undefined;
  readonly trailers: Readonly<Record<string, unknown>>;
}

/** Calls the export method with encoded bytes over a channel of its own. */
export async function callGrpc(
  target: string,
  message: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawGrpcAnswer> {
  const client = new Client(target, credentials.createInsecure(), {
    "grpc.max_send_message_length": -1,
    "grpc.max_receive_message_length": -1,
    "grpc.use_local_subchannel_pool": 1,
  });
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(headers)) metadata.set(key, value);
  try {
    return await new Promise((resolve) => {
      let outcome: { error: ServiceError | null; bytes: Buffer | undefined } | undefined;
      client
        .makeUnaryRequest(
          "/sigil.v1.GenerationIngestService/ExportGenerations",
          (bytes: Uint8Array) => Buffer.from(bytes),
          (bytes) => bytes,
          message,
          metadata,
          (error, bytes) => {
            outcome = { error, bytes };
          },
        )
        .on("status", (status) => resolve(createGrpcAnswer(status, outcome?.bytes)));
    });
  } finally {
    client.close();
  }
}

/** Encodes a batch and calls the export method. */
export async function exportOverGrpc(
  target: string,
  request: MessageInitShape<typeof ExportGenerationsRequestSchema>,
  headers?: Readonly<Record<string, string>>,
): Promise<RawGrpcAnswer> {
  const message = create(ExportGenerationsRequestSchema, request);
  return callGrpc(target, toBinary(ExportGenerationsRequestSchema, message), headers);
}

function createGrpcAnswer(status: StatusObject, bytes: Buffer | undefined): RawGrpcAnswer {
  const { date: _date, "content-type": _type, ...trailers } = status.metadata.getMap();
  const response =
    bytes === undefined
      ? undefined
      : toJson(ExportGenerationsResponseSchema, fromBinary(ExportGenerationsResponseSchema, bytes), {
          useProtoFieldName: true,
        });
  return { code: status.code, details: status.details, response, trailers };
}
