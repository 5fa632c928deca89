// SPDX-License-Identifier: Apache-2.0
import { platformBuffer } from "./platform-buffer.js";
import { encodeUtf8 } from "./utf8.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Standard base64 with padding; a string stands for its UTF-8 text. */
export function toBase64(value: string | Uint8Array): string {
  const bytes = typeof value === "string" ? encodeUtf8(value) : value;
  if (platformBuffer === undefined) return toPortableBase64(bytes);
  return platformBuffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

function toPortableBase64(bytes: Uint8Array): string {
  let text = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const second = bytes[index + 1];
    const third = bytes[index + 2];
    const group = ((bytes[index] ?? 0) << 16) | ((second ?? 0) << 8) | (third ?? 0);
    text += ALPHABET.charAt(group >> 18) + ALPHABET.charAt((group >> 12) & 0x3f);
    text += second === undefined ? "=" : ALPHABET.charAt((group >> 6) & 0x3f);
    text += third === undefined ? "=" : ALPHABET.charAt(group & 0x3f);
  }
  return text;
}
