// SPDX-License-Identifier: Apache-2.0
import { isBytes } from "./value-types.js";

/** Text as it is, bytes as UTF-8 with U+FFFD for what is not valid; anything else as it is. */
export function toText<T>(value: T | Uint8Array): T | string {
  return isBytes(value) ? new TextDecoder().decode(value) : value;
}
