// SPDX-License-Identifier: Apache-2.0
import { int64Size } from "./varint-size.js";

/** A google.protobuf.Timestamp. */
export interface TimestampParts {
  readonly seconds: number;
  readonly nanos: number;
}

/** Seconds are rounded down, also before 1970, so that the nanoseconds are never negative. */
export function toTimestampParts(date: Date): TimestampParts {
  const time = date.getTime();
  const seconds = Math.floor(time / 1000);
  return { seconds, nanos: (time - seconds * 1000) * 1_000_000 };
}

/** Size of a google.protobuf.Timestamp. */
export function measureTimestamp(date: Date): number {
  const { seconds, nanos } = toTimestampParts(date);
  return (seconds === 0 ? 0 : 1 + int64Size(seconds)) + (nanos === 0 ? 0 : 1 + int64Size(nanos));
}
