// SPDX-License-Identifier: Apache-2.0
// Breaks a random value at random places, for tests that hold two judges of the same value against each other.
import fc from "fast-check";
import { isDictionary } from "../../src/internal/value-types.js";

/** Values that some field does not expect. */
const foreignValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    "",
    " \n",
    "user",
    "text",
    "SYNC",
    0,
    -1,
    1.5,
    Number.NaN,
    2 ** 53,
    true,
    "a/b",
  ),
  fc.constantFrom("x".repeat(256), "é".repeat(128), "\u{1f600}".repeat(255), "\u{1f600}".repeat(256), "t".repeat(1025)),
  fc.constant(null).map(() => new Date(Number.NaN)),
  fc.constant(null).map(() => new Date(8.64e15)),
  fc.constant(null).map(() => new Uint8Array(0)),
  fc.constant(null).map(() => new Map([["key", "value"]])),
  fc
    .constantFrom<() => unknown>(
      () => [],
      () => [null],
      () => ["x", 5],
      () => ({}),
      () => ({ key: 5 }),
      () => ({ name: " " }),
      () => [{}],
    )
    .map((make) => make()),
  fc.anything({ withDate: true, withBigInt: true, withTypedArray: true, maxDepth: 2 }),
);

/** The value with 0 to 3 places replaced, removed or added. */
export function mutated<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> {
  const change = fc.record({
    way: fc.array(fc.nat(), { maxLength: 6 }),
    action: fc.constantFrom("replace", "replace", "remove", "add"),
    key: fc.constantFrom(...KEYS),
    value: foreignValue,
  });
  return fc.tuple(arbitrary, fc.array(change, { maxLength: 3 })).map(([original, changes]) => {
    const value = copyTree(original);
    for (const { way, action, key, value: foreign } of changes) {
      const place = findPlace(value, way);
      if (place === undefined) continue;
      if (action === "remove") Reflect.deleteProperty(place.owner, place.key);
      else Reflect.set(place.owner, action === "add" && !Array.isArray(place.owner) ? key : place.key, foreign);
    }
    return value as T;
  });
}

/** Properties that matter when they appear where they do not belong. */
const KEYS = [
  "kind",
  "role",
  "text",
  "thinking",
  "toolCall",
  "toolResult",
  "name",
  "parts",
  "payload",
  "metadata",
  "mode",
  "model",
  "input",
  "tags",
] as const;

function findPlace(root: unknown, way: readonly number[]): { owner: object; key: PropertyKey } | undefined {
  let place: { owner: object; key: PropertyKey } | undefined;
  let current = root;
  for (const step of way) {
    if (!(Array.isArray(current) || isDictionary(current))) break;
    const keys = Object.keys(current);
    if (keys.length === 0) break;
    place = { owner: current, key: keys[step % keys.length] ?? "" };
    current = Reflect.get(current, place.key);
  }
  return place;
}

function copyTree(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyTree);
  return isDictionary(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyTree(item)]))
    : value;
}
