// SPDX-License-Identifier: Apache-2.0
import type { Change } from "./compare.js";

export const levels = ["none", "patch", "minor", "major"] as const;
export type Level = (typeof levels)[number];

/** Words about a thing, which change nothing that a program sees. */
const texts = new Set(["brief", "note", "comment", "otel"]);
/** Facts that may move between minor versions: behaviour stays within what users were promised. */
const tunable = new Set(["default", "default_for", "boundaries", "message", "order", "targets"]);

/**
 * How much a change asks of a user. Additions are minor, removals and changed facts major; while an entry was marked
 * `development` nothing about it is more than minor.
 */
export function classify(change: Change): Level {
  const [area, field] = change.path;
  if (area === "sdk" && field === "spec_version") return "none";
  if (change.path.some((name) => texts.has(name))) return "patch";
  if (change.kind === "added") return "minor";
  if (change.stability === "development" || change.path.some((name) => tunable.has(name))) return "minor";
  if (change.kind === "changed") return classifyChanged(change);
  return "major";
}

function classifyChanged({ path, before, after }: Change): Level {
  const name = path.at(-1);
  if (name === "stability") return "minor";
  if (path[0] === "parity" && before === "planned") return "minor";
  if (name === "required") return after === true ? "major" : "minor";
  if (!Array.isArray(before) || !Array.isArray(after)) return "major";
  const kept = new Set(after.map((item) => JSON.stringify(item)));
  return before.every((item) => kept.has(JSON.stringify(item))) ? "minor" : "major";
}

/** The greatest of some levels. */
export function highest(found: readonly Level[]): Level {
  return levels[Math.max(0, ...found.map((level) => levels.indexOf(level)))] ?? "none";
}
