// SPDX-License-Identifier: Apache-2.0
import { type PlatformBuffer, platformBuffer } from "./platform-buffer.js";

/** Up to this many UTF-16 units a plain loop is faster than a call into the platform. */
const SHORT_TEXT = 20;

const encoder = /* @__PURE__ */ new TextEncoder();

/** Bytes of the UTF-8 form. A surrogate without its partner counts as U+FFFD, which is what is written for it. */
export function utf8Size(text: string): number {
  if (text.length <= SHORT_TEXT || platformBuffer === undefined) return countUtf8(text);
  return platformBuffer.byteLength(text, "utf8");
}

/** The UTF-8 form in an array of its own. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** Bytes that text is written into. */
export class Utf8Target {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #platform: PlatformBuffer | undefined;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
    this.#platform = platformBuffer?.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Writes the UTF-8 form at `offset`. `size` is what `utf8Size` says, so an equal length means plain ASCII. */
  write(text: string, size: number, offset: number): void {
    const isAscii = size === text.length;
    if (isAscii && size <= SHORT_TEXT) {
      for (let index = 0; index < size; index++) this.#bytes[offset + index] = text.charCodeAt(index);
    } else if (this.#platform === undefined) {
      encoder.encodeInto(text, this.#bytes.subarray(offset, offset + size));
    } else this.#platform.write(text, offset, size, isAscii ? "latin1" : "utf8");
  }
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
