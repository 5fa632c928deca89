// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { compareVersions, requiredVersion } from "./version.js";

test.each([
  ["1.2.3", "none", "1.2.3"],
  ["1.2.3", "patch", "1.2.4"],
  ["1.2.3", "minor", "1.3.0"],
  ["1.2.3", "major", "2.0.0"],
  ["0.2.3", "patch", "0.2.4"],
  ["0.2.3", "minor", "0.2.4"],
  ["0.2.3", "major", "0.3.0"],
] as const)("after %s, a %s change needs %s", (released, level, expected) => {
  expect(requiredVersion(released, level)).toBe(expected);
});

test("compares numbers, not text", () => {
  expect(["0.10.0", "0.9.0", "1.0.0", "0.9.10"].sort(compareVersions)).toEqual(["0.9.0", "0.9.10", "0.10.0", "1.0.0"]);
});
