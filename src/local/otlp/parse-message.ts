// SPDX-License-Identifier: Apache-2.0
import { type DescMessage, fromBinary, fromJson, type JsonValue, type MessageShape } from "@bufbuild/protobuf";

/** The two encodings of OTLP over HTTP, by content type. */
export type OtlpEncoding = "protobuf" | "json";

/** Ids are hexadecimal in OTLP's JSON, where proto-JSON has base64 for bytes. */
const HEX_IDS: ReadonlySet<string> = new Set([
  "traceId",
  "spanId",
  "parentSpanId",
  "trace_id",
  "span_id",
  "parent_span_id",
]);

/** Encoding of a content type; undefined for another one. */
export function findEncoding(contentType: string): OtlpEncoding | undefined {
  const type = contentType.replace(/;.*$/s, "").trim().toLowerCase();
  if (type === "application/x-protobuf") return "protobuf";
  return type === "application/json" ? "json" : undefined;
}

/** Decodes a message; what the descriptor does not have is skipped. Throws when the body is not such a message. */
export function parseMessage<Desc extends DescMessage>(
  schema: Desc,
  body: Uint8Array,
  encoding: OtlpEncoding,
): MessageShape<Desc> {
  if (encoding === "protobuf") return fromBinary(schema, body);
  const json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body), toBase64Id) as JsonValue;
  return fromJson(schema, json, { ignoreUnknownFields: true });
}

function toBase64Id(key: string, value: unknown): unknown {
  return HEX_IDS.has(key) && typeof value === "string" ? Buffer.from(value, "hex").toString("base64") : value;
}
