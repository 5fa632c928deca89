// SPDX-License-Identifier: Apache-2.0
// Readers of a provider's JSON. Everything in it may be missing or of another type than the provider says.
import type { Path } from "../../../generated/ts/providers.js";
import { isRecord } from "../is-record.js";
import { isCount } from "../value-types.js";

/** A member of an object; undefined where there is none. */
export function member(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}

/** What a path leads to. */
export function at(value: unknown, path: Path): unknown {
  let current = value;
  for (const key of path) current = member(current, key);
  return current;
}

/** What the first path leads to that leads somewhere; null counts as nothing. */
export function firstAt(value: unknown, paths: readonly Path[] = []): unknown {
  for (const path of paths) {
    const found = at(value, path);
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

/** The sum of the counts that the paths lead to; undefined when they lead to none. */
export function sumAt(value: unknown, paths: readonly Path[] = []): number | undefined {
  const counts = paths.map((path) => at(value, path)).filter(isCount);
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}

/** A text, also an empty one. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The elements of a list; none when it is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The own row of a table; names that every object has are no rows. */
export function rowOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
