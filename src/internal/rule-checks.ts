// SPDX-License-Identifier: Apache-2.0
// Checks that spec/validation.yaml names. A value of the wrong type counts as missing.
import { isBytes, isDictionary } from "./value-types.js";
import { utf8Size } from "./wire/utf8-size.js";

const NONE: readonly never[] = [];

/** The list, or an empty one when the value is no list. */
export function listOf<T>(value: readonly T[] | null | undefined): readonly T[] {
  return Array.isArray(value) ? value : NONE;
}

/** Check `one_of`. */
export function isMember<T extends string>(members: readonly T[], value: unknown): value is T {
  return typeof value === "string" && (members as readonly string[]).includes(value);
}

/** Check `non_blank`: missing, or only white space. */
export function isBlank(value: unknown): boolean {
  return typeof value !== "string" || value.trim() === "";
}

/** Check `any_present` for bytes: missing, or no bytes. */
export function isEmptyBytes(value: unknown): boolean {
  return typeof value === "string" ? value === "" : !(isBytes(value) && value.byteLength > 0);
}

/** Check `max_chars`: characters are Unicode code points. */
export function hasMoreChars(value: unknown, limit: number): boolean {
  if (typeof value !== "string" || value.length <= limit) return false;
  let count = 0;
  for (let index = 0; index < value.length && count <= limit; count++) {
    index += (value.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  }
  return count > limit;
}

/** Check `max_utf8_bytes`. */
export function hasMoreUtf8Bytes(value: unknown, limit: number): boolean {
  return typeof value === "string" && value.length * 3 > limit && utf8Size(value) > limit;
}

/** Check `max_json_bytes`; a value that JSON cannot hold is too large. */
export function hasMoreJsonBytes(value: unknown, limit: number): boolean {
  if (!isDictionary(value)) return false;
  try {
    return utf8Size(JSON.stringify(value)) > limit;
  } catch {
    return true;
  }
}
