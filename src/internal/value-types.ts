// SPDX-License-Identifier: Apache-2.0
// Type tests that hold across realms (vm contexts, test runners) and for subclasses such as Buffer.

const objectTag = Object.prototype.toString;
const getTime = Date.prototype.getTime;

/** An object that is neither null nor an array. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A dictionary: an object that is no array, date, map, byte array or other built-in. */
export function isDictionary(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && objectTag.call(value) === "[object Object]";
}

/** Bytes, Buffer included. */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && (value instanceof Uint8Array || objectTag.call(value) === "[object Uint8Array]");
}

/** An integer that counts something and survives the way to the wire. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Milliseconds since 1970 of a Date, NaN for an invalid one; undefined for anything else, whatever its prototype says. */
export function dateToMs(value: unknown): number | undefined {
  // Of a proxy every test may throw.
  try {
    if (value instanceof Date || objectTag.call(value) === "[object Date]") return getTime.call(value as Date);
  } catch {}
  return undefined;
}

const FIRST_MS = -62_135_596_800_000; // 0001-01-01T00:00:00.000Z
const LAST_MS = 253_402_300_799_999; // 9999-12-31T23:59:59.999Z

/** A Date that a protobuf Timestamp can hold: valid, years 1 to 9999. */
export function isTimestamp(value: unknown): value is Date {
  const ms = dateToMs(value);
  return ms !== undefined && ms >= FIRST_MS && ms <= LAST_MS;
}
