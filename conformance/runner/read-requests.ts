// SPDX-License-Identifier: Apache-2.0
import { fromBinary, toJson } from "@bufbuild/protobuf";
import {
  type ExportGenerationsRequest,
  ExportGenerationsRequestSchema,
} from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { findUnknownFields } from "../receivers/find-unknown-fields.js";
import { type SentRequest, sentIds } from "../receivers/scripted-ingest.js";
import type { CapturedRequest } from "./capture.js";

/** Longest body that a capture keeps unasked. */
const MAX_BODY = 64 * 1024;

/** Headers that say something about the machine or the moment and not about the SDK. */
const VOLATILE: ReadonlySet<string> = new Set(["date", "content-length", "grpc-timeout"]);

/** Requests as a capture keeps them. */
export function readRequests(sent: readonly SentRequest[]): readonly CapturedRequest[] {
  return sent.map(({ transport, method, path, headers, body }) => ({
    method,
    path,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !VOLATILE.has(name))),
    records: sentIds({ transport, body }).length,
    ...(transport === "grpc" ? readMessage(body) : { unknown_fields: [], ...ifShort(body, () => parseJson(body)) }),
  }));
}

/** Over gRPC, JSON has the names of the proto fields, and nothing of the fields that the spec does not have. */
function readMessage(body: Uint8Array): Pick<CapturedRequest, "body" | "unknown_fields"> {
  const message = fromBinary(ExportGenerationsRequestSchema, body);
  return {
    unknown_fields: findUnknownFields(ExportGenerationsRequestSchema, message),
    ...ifShort(body, () => messageToJson(message)),
  };
}

/** What JSON cannot hold, such as NaN in metadata, no case compares; the ingest says what it thinks of it. */
function messageToJson(message: ExportGenerationsRequest): unknown {
  try {
    return toJson(ExportGenerationsRequestSchema, message, { useProtoFieldName: true });
  } catch {
    return "no JSON";
  }
}

function ifShort({ byteLength }: Uint8Array, read: () => unknown): { readonly body?: unknown } {
  return byteLength <= MAX_BODY ? { body: read() } : {};
}

function parseJson(body: Uint8Array): unknown {
  const text = new TextDecoder().decode(body);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
