// SPDX-License-Identifier: Apache-2.0
import { LIMIT_ERROR_SEARCH_CHARACTERS, LIMIT_REPEAT_MIN_BYTES } from "../../generated/ts/limits.js";
import { encodeUtf8 } from "../internal/wire/utf8.js";

const WINDOW_BYTES = LIMIT_REPEAT_MIN_BYTES;
/** Of the rolling hash; any odd number with spread bits will do. */
const MULTIPLIER = 0x01000193;
const LEADING = Array.from({ length: WINDOW_BYTES - 1 }).reduce((power: number) => Math.imul(power, MULTIPLIER), 1);

/**
 * A server's text without what it repeats of a request: a refusal may quote the prompt (contract I6). Names and ids, which have no
 * blanks, stay. One pass over the request, however much was sent.
 */
export function withoutRepeats(text: string, sent: readonly Uint8Array[]): string {
  const bytes = encodeUtf8(text.slice(0, LIMIT_ERROR_SEARCH_CHARACTERS));
  const windows = proseWindows(bytes);
  if (windows.size === 0) return text;
  const isRepeated = new Uint8Array(bytes.length);
  for (const chunk of sent) {
    forEachWindow(chunk, (hash, start) => {
      for (const at of windows.get(hash) ?? [])
        if (isSameWindow(bytes, at, chunk, start)) isRepeated.fill(1, at, at + WINDOW_BYTES);
    });
  }
  return isRepeated.includes(1) ? withDots(bytes, isRepeated) : text;
}

/** Places in the text by the hash of the window there, of windows that are more than a name. */
function proseWindows(bytes: Uint8Array): ReadonlyMap<number, readonly number[]> {
  const windows = new Map<number, number[]>();
  forEachWindow(bytes, (hash, start) => {
    if (bytes.subarray(start, start + WINDOW_BYTES).some((byte) => byte === 0x20 || byte > 0x7f))
      windows.set(hash, [...(windows.get(hash) ?? []), start]);
  });
  return windows;
}

function forEachWindow(bytes: Uint8Array, visit: (hash: number, start: number) => void): void {
  let hash = 0;
  for (let end = 0; end < bytes.length; end++) {
    const start = end - WINDOW_BYTES;
    if (start >= 0) hash -= Math.imul(bytes[start] ?? 0, LEADING);
    hash = (Math.imul(hash, MULTIPLIER) + (bytes[end] ?? 0)) | 0;
    if (start >= -1) visit(hash, start + 1);
  }
}

function isSameWindow(left: Uint8Array, leftStart: number, right: Uint8Array, rightStart: number): boolean {
  for (let index = 0; index < WINDOW_BYTES; index++)
    if (left[leftStart + index] !== right[rightStart + index]) return false;
  return true;
}

/** Dots in place of each part that is repeated. */
function withDots(bytes: Uint8Array, isRepeated: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; ) {
    let end = start + 1;
    while (end < bytes.length && isRepeated[end] === isRepeated[start]) end += 1;
    text += isRepeated[start] === 1 ? "..." : new TextDecoder().decode(bytes.subarray(start, end));
    start = end;
  }
  return text;
}
