// SPDX-License-Identifier: Apache-2.0
import { platformBuffer } from "./platform-buffer.js";

/** Standard base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  if (platformBuffer !== undefined)
    return platformBuffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
