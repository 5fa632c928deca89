// SPDX-License-Identifier: Apache-2.0
import type { Snapshot, SnapshotValue } from "./snapshot.js";

export interface Change {
  /** Names from the outside in: `["attributes", "user.id", "type"]`. */
  readonly path: readonly string[];
  readonly kind: "added" | "removed" | "changed";
  readonly before?: SnapshotValue;
  readonly after?: SnapshotValue;
  /** Stability of the innermost entry that holds the value, as it was before. */
  readonly stability?: string;
}

/** Field-by-field differences, in the order of the paths. Whole entries that come or go are one change. */
export function compareSnapshots(before: Snapshot, after: Snapshot): readonly Change[] {
  return compareMaps(before, after, [], undefined);
}

function compareMaps(
  before: Snapshot,
  after: Snapshot,
  path: readonly string[],
  outer: string | undefined,
): readonly Change[] {
  const own = before.stability;
  const stability = typeof own === "string" ? own : outer;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => compareValues(before[name], after[name], [...path, name], stability));
}

function compareValues(
  before: SnapshotValue | undefined,
  after: SnapshotValue | undefined,
  path: readonly string[],
  outer: string | undefined,
): readonly Change[] {
  const stability = outer === undefined ? {} : { stability: outer };
  if (before === undefined) return after === undefined ? [] : [{ path, kind: "added", after, ...stability }];
  if (after === undefined) {
    const own = isMap(before) ? before.stability : undefined;
    return [{ path, kind: "removed", before, ...stability, ...(typeof own === "string" ? { stability: own } : {}) }];
  }
  if (isMap(before) && isMap(after)) return compareMaps(before, after, path, outer);
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{ path, kind: "changed", before, after, ...stability }];
}

function isMap(value: SnapshotValue): value is Snapshot {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
