// SPDX-License-Identifier: Apache-2.0
import type { Snapshot, SnapshotValue } from "./snapshot.js";

const WIDTH = 120;

/** JSON text with short values on one line each, so that a change of the baseline reads as a change of the spec. */
export function formatSnapshot(snapshot: Snapshot): string {
  return `${format(snapshot, 0, 0)}\n`;
}

function format(value: SnapshotValue, depth: number, used: number): string {
  const flat = JSON.stringify(value);
  if (typeof value !== "object" || value === null || flat.length + used <= WIDTH) return flat;
  const indent = " ".repeat(depth + 1);
  const close = `\n${" ".repeat(depth)}`;
  if (isList(value)) {
    return `[\n${value.map((item) => indent + format(item, depth + 1, depth + 1)).join(",\n")}${close}]`;
  }
  const members = Object.entries(value).map(([key, member]) => {
    const head = `${indent}${JSON.stringify(key)}: `;
    return head + format(member, depth + 1, head.length);
  });
  return `{\n${members.join(",\n")}${close}}`;
}

function isList(value: readonly SnapshotValue[] | Snapshot): value is readonly SnapshotValue[] {
  return Array.isArray(value);
}
