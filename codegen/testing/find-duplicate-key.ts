// SPDX-License-Identifier: Apache-2.0

const TOKENS = /"(?:[^"\\]|\\.)*"(?=(:?))|[{}]/g;

/** The first key that an object of a valid JSON text without spaces has twice; `JSON.parse` would drop the first. */
export function findDuplicateKey(json: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [token, colon] of json.matchAll(TOKENS)) {
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (colon === ":") {
      const key = String(JSON.parse(token));
      if (open.at(-1)?.has(key)) return key;
      open.at(-1)?.add(key);
    }
  }
  return undefined;
}
