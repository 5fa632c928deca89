// SPDX-License-Identifier: Apache-2.0
import { platformBuffer } from "./platform-buffer.js";

/** Up to this many UTF-16 units a plain loop is faster than a call into the platform. */
export const SHORT_TEXT = 20;

/** Bytes of the UTF-8 form. A surrogate without its partner counts as U+FFFD, which is what is written for it. */
export function utf8Size(text: string): number {
  if (text.length <= SHORT_TEXT || platformBuffer === undefined) return countUtf8(text);
  return platformBuffer.byteLength(text, "utf8");
}

function countUtf8(text: string): number {
  let size = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    if (unit < 0x800) size += 1;
    else {
      size += 2;
      // Both halves of a pair take four bytes together: two are counted here, two by `length`.
      if (isPairAt(text, index, unit)) index += 1;
    }
  }
  return size;
}

function isPairAt(text: string, index: number, unit: number): boolean {
  return (unit & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
}
