// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { compareGolden } from "./compare-golden.js";
import type { CaseResult } from "./run-case.js";

function result(id: string, fields: Partial<CaseResult> = {}): CaseResult {
  const nothing = { suite: "s", transport: "http", differences: [], unobserved: [], milliseconds: 0 } as const;
  return { ...nothing, case: id, outcome: "passed", ...fields };
}

function differing(id: string, path: string, actual: string): CaseResult {
  return result(id, { outcome: "failed", differences: [{ path, expected: "1", actual }] });
}

test("finds runs that went otherwise than when they were captured, ids apart", () => {
  const golden = [
    result("a.same"),
    differing("a.id", "refs", "gen_1"),
    differing("a.place", "requests", "2"),
    result("a.outcome"),
    result("a.reason", { outcome: "skipped", reason: "no x" }),
    result("a.race"),
  ];
  const race = { text: "It may be late.", paths: ["requests"], sometimes: true };
  const known = { reasons: { race }, cases: { "a.race": ["race"] }, skips: {} };
  const run = [
    result("a.same"),
    differing("a.id", "refs", "gen_2"),
    differing("a.place", "counts", "2"),
    differing("a.outcome", "requests", "2"),
    result("a.reason", { outcome: "skipped", reason: "no y" }),
    result("a.new"),
    differing("a.race", "requests", "2"),
  ];
  expect(compareGolden(run, golden, known).map(({ text }) => text.split(" ")[0])).toEqual([
    "a.place",
    "a.outcome",
    "a.reason",
    "a.new",
  ]);
});
