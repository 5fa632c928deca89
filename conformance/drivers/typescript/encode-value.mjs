// SPDX-License-Identifier: Apache-2.0

/**
 * A value of the SDK as messages carry it: names in snake_case, times in RFC 3339; below `metadata` keys stay as they are.
 *
 * @param {unknown} value
 * @returns {unknown}
 */
export function encodeValue(value) {
  if (value instanceof Date) return value.toISOString().replace(".000Z", "Z");
  if (Array.isArray(value)) return value.map(encodeValue);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => {
    const key = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return [key, name === "metadata" ? member : encodeValue(member)];
  });
  return Object.fromEntries(members);
}
