// SPDX-License-Identifier: Apache-2.0
// Leaves of the generated snapshot functions. A value of a wrong type passes as it is: the validator reports it.
import type { SnapshotContext } from "./snapshot-context.js";
import { dateToMs, isBytes, isObject } from "./value-types.js";

/** The string with every lone surrogate replaced by U+FFFD, as UTF-8 demands; the same string when there is none. */
export function wellFormed<T>(value: T): T | string {
  return typeof value === "string" ? value.toWellFormed() : value;
}

/** A copy of the Date. */
export function copyDate<T>(value: T): T | Date {
  const ms = dateToMs(value);
  return ms === undefined ? value : new Date(ms);
}

/** Bytes: a copy that shares no memory, also of a Buffer (whose `slice` would); text: well-formed. */
export function copyBytes<T>(value: T): T | string | Uint8Array {
  if (typeof value === "string") return value.toWellFormed();
  return isBytes(value) ? new Uint8Array(value) : value;
}

/** A copy of the list with every element copied. */
export function copyList<T>(
  list: T[],
  context: SnapshotContext,
  copyElement: (element: T, context: SnapshotContext) => T,
): T[] {
  if (!Array.isArray(list)) return list;
  const { length } = list;
  const copy: T[] = [];
  for (let index = 0; index < length; index++) copy.push(copyElement(list[index] as T, context));
  return copy;
}

/** A copy of the own enumerable entries; a `__proto__` key is data. */
export function copyStringMap(map: Record<string, string>): Record<string, string> {
  if (!isObject(map)) return map;
  const copy: Record<string, string> = {};
  for (const key of Object.keys(map)) {
    const name = key.toWellFormed();
    const value = wellFormed(map[key] as string);
    if (name === "__proto__")
      Object.defineProperty(copy, name, { value, writable: true, enumerable: true, configurable: true });
    else copy[name] = value;
  }
  return copy;
}

/** A JSON-safe copy of an object. */
export function copyStruct(value: Record<string, unknown>, context: SnapshotContext): Record<string, unknown> {
  return isObject(value) ? context.toJsonObject(value) : value;
}
