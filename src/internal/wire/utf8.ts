// SPDX-License-Identifier: Apache-2.0
import { type PlatformBuffer, platformBuffer } from "./platform-buffer.js";
import { SHORT_TEXT } from "./utf8-size.js";

const encoder = /* @__PURE__ */ new TextEncoder();

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
