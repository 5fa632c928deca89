// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";

type Path = readonly (string | number)[];

/** What a broken or new server could send in place of anything. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, 0, -1, "", " ", "junk", true, [], {}, [null], { type: "unheard_of" }),
  fc.anything({ maxDepth: 2, withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
  fc.constantFrom<unknown>(
    { type: "new_result", text: "x" },
    { type: "new_call" },
    { type: "__proto__" },
    { role: "critic" },
  ),
);

/** The same JSON with up to three of its values replaced. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(value);
  const change = fc.tuple(fc.nat(Math.max(0, paths.length - 1)), junk);
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) =>
      changes.reduce((current, [index, given]) => replaceAt(current, paths[index] ?? [], given), value),
    );
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...keys.flatMap((key) => pathsOf((value as Record<string | number, unknown>)[key], [...path, key]))];
}

function replaceAt(value: unknown, [key, ...rest]: Path, given: unknown): unknown {
  if (key === undefined) return given;
  if (typeof value !== "object" || value === null) return value;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string | number, unknown>;
  copy[key] = replaceAt(copy[key], rest, given);
  return copy;
}
