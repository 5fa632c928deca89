// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { judgeResults, type KnownDeviations } from "./known-deviations.js";
import type { CaseResult } from "./run-case.js";

function result(id: string, outcome: CaseResult["outcome"], transport: CaseResult["transport"] = "http"): CaseResult {
  return { suite: "s", case: id, transport, outcome, differences: [], unobserved: [], milliseconds: 0 };
}

const known: KnownDeviations = {
  reasons: { slow: "It is slow.", unused: "Nobody needs this." },
  cases: {
    "a.fails": ["slow"],
    "a.mixed@grpc": ["slow"],
    "a.passes": ["slow"],
    "a.odd": ["unheard-of"],
    "a.elsewhere": ["slow"],
  },
};

test("wants a reason for every failure, and a failure for every reason", () => {
  const results = [
    result("a.fails", "failed"),
    result("a.mixed", "passed", "http"),
    result("a.mixed", "failed", "grpc"),
    result("a.passes", "passed"),
    result("a.odd", "failed"),
    result("a.new", "failed"),
    result("a.fine", "passed"),
  ];
  expect(judgeResults(results, known)).toEqual([
    "a.new (http) fails without a known reason",
    "a.passes is listed as a deviation but passed",
    "the reason unheard-of is not explained",
    "the reason unused is not used",
  ]);
});
