// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { matchesStatus, type StatusPattern } from "./matches-status.js";

const patterns: readonly StatusPattern[] = [401, [500, 599], 403];

it.each([
  [401, true],
  [403, true],
  [402, false],
  [499, false],
  [500, true],
  [550, true],
  [599, true],
  [600, false],
  [Number.NaN, false],
])("%j is one of 401, 403 and 500 to 599: %j", (status, expected) => {
  expect(matchesStatus(patterns, status)).toBe(expected);
});

it("matches nothing without patterns", () => {
  expect(matchesStatus([], 200)).toBe(false);
});
