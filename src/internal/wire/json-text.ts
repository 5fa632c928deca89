// SPDX-License-Identifier: Apache-2.0

/**
 * A JSON string with its quotes. A surrogate without its partner becomes U+FFFD; `JSON.stringify` alone would write it
 * as an escape, for which the ingest refuses the whole batch.
 */
export function jsonString(text: string): string {
  return JSON.stringify(text.isWellFormed() ? text : text.toWellFormed());
}

/** A finite number as JSON; unlike `JSON.stringify` it keeps the sign of zero. */
export function jsonNumber(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
