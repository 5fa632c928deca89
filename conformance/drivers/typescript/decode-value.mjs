// SPDX-License-Identifier: Apache-2.0

/** Time 0 of every case. */
export const CLOCK_START = Date.UTC(2026, 0, 2, 3, 4, 5);

/** Members below which keys are the caller's own. */
const FREE_FORM = new Set(["metadata", "tags", "arguments", "result", "headers"]);

/** @type {Readonly<Record<string, (content: any) => unknown>>} */
const TAGS = {
  $bytes: (text) => new TextEncoder().encode(text),
  $base64: (text) => new Uint8Array(Buffer.from(text, "base64")),
  $time: (offset) => new Date(CLOCK_START + toMilliseconds(offset)),
  $special: (word) => {
    if (word === "InvalidDate") return new Date(Number.NaN);
    return word === "Undefined" ? undefined : Number(word);
  },
  $big: (digits) => BigInt(digits),
  $repeat: ({ text, times }) => text.repeat(times),
};

/**
 * Milliseconds of an offset such as `+0.25s`.
 *
 * @param {string} offset
 */
export function toMilliseconds(offset) {
  return Math.round(Number.parseFloat(offset) * 1000);
}

/**
 * A value of a message with what its tags stand for; names of fields are as they were.
 *
 * @param {unknown} data
 * @returns {any}
 */
export function decodeValue(data) {
  return decode(data, (name) => name, true);
}

/**
 * A record as callers of this SDK write it: names in camelCase, keys of free-form members as they are.
 *
 * @param {unknown} data
 * @returns {any}
 */
export function decodeRecord(data) {
  return decode(data, toCamelCase, false);
}

/** @param {string} name */
export function toCamelCase(name) {
  return name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

/**
 * @param {unknown} data
 * @param {(name: string) => string} rename
 * @param {boolean} isFree
 * @returns {unknown}
 */
function decode(data, rename, isFree) {
  if (Array.isArray(data)) return data.map((item) => decode(item, rename, isFree));
  if (typeof data !== "object" || data === null) return data;
  const [tag = "", ...others] = Object.keys(data);
  const decodeTag = others.length === 0 ? TAGS[tag] : undefined;
  if (decodeTag !== undefined) return decodeTag(Reflect.get(data, tag));
  const { $class: className, ...members } = /** @type {Record<string, unknown>} */ (data);
  const target = className === undefined ? {} : createInstance(String(className));
  for (const [name, item] of Object.entries(members)) {
    const free = isFree || FREE_FORM.has(name);
    const isCycle = typeof item === "object" && item !== null && Reflect.get(item, "$special") === "Cycle";
    const value = isCycle ? target : decode(item, free ? (key) => key : rename, free);
    // An own property whatever its name, also `__proto__`.
    Object.defineProperty(target, rename(name), { value, enumerable: true, configurable: true, writable: true });
  }
  return target;
}

/**
 * An instance of a class of that name.
 *
 * @param {string} name
 */
function createInstance(name) {
  const classes = { [name]: class extends Error {} };
  return new /** @type {new () => Error} */ (classes[name])();
}
