// SPDX-License-Identifier: Apache-2.0

/** Up to this many UTF-16 units a look at each of them is faster than a call of `JSON.stringify`. */
const SHORT_TEXT = 24;

/**
 * A JSON string with its quotes. A surrogate without its partner becomes U+FFFD; `JSON.stringify` alone would write it
 * as an escape, for which the ingest refuses the whole batch.
 */
export function jsonString(text: string): string {
  if (text.length <= SHORT_TEXT && isPlain(text)) return `"${text}"`;
  return JSON.stringify(text.isWellFormed() ? text : text.toWellFormed());
}

/** A finite number as JSON; unlike `JSON.stringify` it keeps the sign of zero. */
export function jsonNumber(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Printable ASCII that JSON takes as it is. */
function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 || unit > 0x7e || unit === 0x22 || unit === 0x5c) return false;
  }
  return true;
}
