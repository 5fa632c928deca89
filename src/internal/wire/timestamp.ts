// SPDX-License-Identifier: Apache-2.0
import { toTimestampParts } from "./measure-timestamp.js";
import type { ProtoWriter } from "./proto-writer.js";

/** Writes a google.protobuf.Timestamp. */
export function writeTimestamp(date: Date, out: ProtoWriter): void {
  const { seconds, nanos } = toTimestampParts(date);
  if (seconds !== 0) out.int64(1, seconds);
  if (nanos !== 0) out.int64(2, nanos);
}

/** RFC 3339 in UTC, with three fractional digits or none. */
export function timestampText(date: Date): string {
  const text = date.toISOString();
  return text.endsWith(".000Z") ? `${text.slice(0, -5)}Z` : text;
}
