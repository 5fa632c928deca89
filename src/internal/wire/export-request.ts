// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from "../concat-bytes.js";
import { encodeUtf8 } from "./utf8.js";
import { writeVarint } from "./varint.js";
import { varintSize } from "./varint-size.js";

/** Key of `ExportGenerationsRequest.generations`: field 1, length-delimited. */
const GENERATIONS_KEY = 0x0a;

const JSON_HEAD = '{"generations":[';
const JSON_TAIL = "]}";

/** Bytes that one encoded generation takes in a protobuf request; the request adds nothing of its own. */
export function binaryItemSize(recordSize: number): number {
  return 1 + varintSize(recordSize) + recordSize;
}

/** Size of a protobuf request for encoded generations of these sizes. */
export function binaryRequestSize(recordSizes: readonly number[]): number {
  return recordSizes.reduce((total, size) => total + binaryItemSize(size), 0);
}

/** Size of a JSON request for encoded generations of these sizes. */
export function jsonRequestSize(recordSizes: readonly number[]): number {
  const commas = Math.max(0, recordSizes.length - 1);
  return recordSizes.reduce((total, size) => total + size, JSON_HEAD.length + commas + JSON_TAIL.length);
}

/** A protobuf request in pieces, for transports that write several; the records are not copied. */
export function binaryRequestChunks(records: readonly Uint8Array[]): readonly Uint8Array[] {
  return records.flatMap((record) => [itemHead(record.byteLength), record]);
}

/** A JSON request in pieces, for transports that write several; the records are not copied. */
export function jsonRequestChunks(records: readonly Uint8Array[]): readonly Uint8Array[] {
  const comma = encodeUtf8(",");
  const items = records.flatMap((record, index) => (index === 0 ? [record] : [comma, record]));
  return [encodeUtf8(JSON_HEAD), ...items, encodeUtf8(JSON_TAIL)];
}

/** `ExportGenerationsRequest` of generations that `encodeGeneration` has encoded. */
export function joinBinaryRequest(records: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concatBytes(binaryRequestChunks(records));
}

/** The same request as proto-JSON, of generations that `encodeGenerationJson` has encoded. */
export function joinJsonRequest(records: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concatBytes(jsonRequestChunks(records));
}

function itemHead(recordSize: number): Uint8Array {
  const head = new Uint8Array(1 + varintSize(recordSize));
  head[0] = GENERATIONS_KEY;
  writeVarint(recordSize, head, 1);
  return head;
}
