// SPDX-License-Identifier: Apache-2.0
import type { Level } from "./classify.js";

/**
 * The lowest version that may carry changes of a level after a released one. Before 1.0.0 a breaking change bumps the
 * minor number and everything else the patch number, as semantic versioning allows.
 */
export function requiredVersion(released: string, level: Level): string {
  const [major, minor, patch] = parse(released);
  const effective = major > 0 ? level : level === "major" ? "minor" : level === "none" ? "none" : "patch";
  switch (effective) {
    case "major":
      return `${major + 1}.0.0`;
    case "minor":
      return `${major}.${minor + 1}.0`;
    case "patch":
      return `${major}.${minor}.${patch + 1}`;
    case "none":
      return released;
  }
}

/** Negative when `a` comes before `b`. */
export function compareVersions(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

function parse(version: string): readonly [number, number, number] {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  return [major, minor, patch];
}
