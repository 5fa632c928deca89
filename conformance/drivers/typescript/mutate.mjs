// SPDX-License-Identifier: Apache-2.0
import { toCamelCase } from "./decode-value.mjs";

/**
 * Changes a member of an object that was handed over, by its path in the names of the cases.
 *
 * @param {unknown} target
 * @param {readonly (string | number)[]} path
 * @param {unknown} value
 */
export function mutate(target, path, value) {
  const owner = path.slice(0, -1).reduce((current, key) => Reflect.get(toObject(current), keyOf(current, key)), target);
  const last = path.at(-1) ?? "";
  Reflect.set(toObject(owner), keyOf(owner, last), value);
}

/**
 * @param {unknown} owner
 * @param {string | number} key
 */
function keyOf(owner, key) {
  return key in toObject(owner) ? key : toCamelCase(String(key));
}

/**
 * @param {unknown} value
 * @returns {object}
 */
function toObject(value) {
  if (typeof value !== "object" || value === null) throw new Error("the path leads nowhere");
  return value;
}
