// SPDX-License-Identifier: Apache-2.0
import type { ProtoWriter } from "./proto-writer.js";
import { int64Size } from "./varint.js";

/** 0001-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z: the range of google.protobuf.Timestamp. */
const MIN_MS = -62_135_596_800_000;
const MAX_MS = 253_402_300_799_999;

/** Whether a date has a wire form. An invalid one and one outside of the years 1 to 9999 count as absent. */
export function isTimestamp(date: Date | undefined): date is Date {
  if (date === undefined) return false;
  const time = date.getTime();
  return time >= MIN_MS && time <= MAX_MS;
}

/** Size of a google.protobuf.Timestamp. */
export function measureTimestamp(date: Date): number {
  const { seconds, nanos } = toParts(date);
  return (seconds === 0 ? 0 : 1 + int64Size(seconds)) + (nanos === 0 ? 0 : 1 + int64Size(nanos));
}

/** Writes a google.protobuf.Timestamp. */
export function writeTimestamp(date: Date, out: ProtoWriter): void {
  const { seconds, nanos } = toParts(date);
  if (seconds !== 0) out.int64(1, seconds);
  if (nanos !== 0) out.int64(2, nanos);
}

/** RFC 3339 in UTC, with three fractional digits or none. */
export function timestampText(date: Date): string {
  const text = date.toISOString();
  return text.endsWith(".000Z") ? `${text.slice(0, -5)}Z` : text;
}

/** Seconds are rounded down, also before 1970, so that the nanoseconds are never negative. */
function toParts(date: Date): { readonly seconds: number; readonly nanos: number } {
  const time = date.getTime();
  const seconds = Math.floor(time / 1000);
  return { seconds, nanos: (time - seconds * 1000) * 1_000_000 };
}
