// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import type { CapturedStep } from "./capture.js";
import type { Observes } from "./compare-case.js";
import { compareSteps } from "./compare-steps.js";
import { buildCapture, buildCase } from "./testing/build-run.js";

const ALL: Observes = ["flush_report", "self_metrics"];
const REPORT = { delivered: 1, dropped: 0, left: 0, error: null };
const gauge = { name: "sigil.sdk.queue.size", unit: "{generation}", attributes: {}, value: 0 } as const;
const start = { tool_name: "weather" };
const rating = { op: "submit_rating", conversation_id: "conv-1", input: {} };
const result = { rating: { rating: "GOOD" } };

interface Row {
  readonly step: object;
  readonly good: CapturedStep;
  readonly bad: CapturedStep;
  readonly paths: readonly string[];
}

const failed = { code: "shutdown", message: "it is shut down" };

test.each<[name: string, row: Row]>([
  [
    "fewer requests than are waited for",
    {
      step: { op: "wait_for", requests: 2 },
      good: { requests: 3 },
      bad: { requests: 1 },
      paths: ["steps[0].requests"],
    },
  ],
  [
    "a request too many at a check",
    { step: { op: "check", requests: 2 }, good: { requests: 2 }, bad: { requests: 3 }, paths: ["steps[0].requests"] },
  ],
  [
    "an error at a check",
    {
      step: { op: "check", errors: { it: null } },
      good: { errors: { it: null } },
      bad: { errors: { it: failed } },
      paths: ["steps[0].errors.it"],
    },
  ],
  [
    "what an SDK counts about itself at a check",
    {
      step: { op: "check", self_metrics: [gauge] },
      good: { self_metrics: [{ ...gauge, scope: "", kind: "gauge" }] },
      bad: { self_metrics: [{ ...gauge, value: 1, scope: "", kind: "gauge" }] },
      paths: ['steps[0].self_metrics["sigil.sdk.queue.size"].value'],
    },
  ],
  [
    "another report",
    {
      step: { op: "flush", callers: 2, report: { delivered: 1 } },
      good: { reports: [REPORT, REPORT] },
      bad: { reports: [REPORT, { ...REPORT, dropped: 1 }] },
      paths: ["steps[0].reports[1].dropped"],
    },
  ],
  [
    "a caller without a report",
    {
      step: { op: "flush", callers: 2, report: { delivered: 1 } },
      good: { reports: [REPORT, REPORT] },
      bad: { reports: [REPORT] },
      paths: ["steps[0].reports[1]"],
    },
  ],
  [
    "another answer to a rating",
    { step: { ...rating, result }, good: { result }, bad: { result: {} }, paths: ["steps[0].result.rating"] },
  ],
  ["a rating that fails", { step: rating, good: { result }, bad: { error: failed }, paths: ["steps[0].error"] }],
  [
    "another text where the case gives one",
    {
      step: { ...rating, error: failed },
      good: { error: failed },
      bad: { error: { ...failed, message: "~" } },
      paths: ["steps[0].error.message"],
    },
  ],
  [
    "a call that does not give back the very value",
    {
      step: { op: "call_tool_execution", start },
      good: { outcome: "returned", same: true },
      bad: { outcome: "returned", same: false },
      paths: ["steps[0].same"],
    },
  ],
  [
    "a call that keeps what its callback throws",
    {
      step: { op: "call_tool_execution", start, throws: "no" },
      good: { outcome: "threw", same: true },
      bad: { outcome: "returned", same: true },
      paths: ["steps[0].outcome"],
    },
  ],
])("notices %s", (_name, { step, good, bad, paths }) => {
  const compare = (captured: CapturedStep): readonly string[] =>
    compareSteps(buildCase({ steps: [step] }), buildCapture({ steps: { "0": captured } }), ALL).map(({ path }) => path);
  expect({ good: compare(good), bad: compare(bad) }).toEqual({ good: [], bad: paths });
});

test("the text of a rating's error is not compared where the case gives none", () => {
  const scenario = buildCase({ steps: [{ ...rating, error: { code: "shutdown" } }] });
  expect(compareSteps(scenario, buildCapture({ steps: { "0": { error: failed } } }), ALL)).toEqual([]);
});

test("nothing may be left after the shutdown at the end, where the SDK tells", () => {
  const capture = buildCapture({ steps: { end: { reports: [{ ...REPORT, left: 1 }] } } });
  const pathsFor = (observes: Observes): readonly string[] =>
    compareSteps(buildCase(), capture, observes).map(({ path }) => path);
  expect(pathsFor(["flush_report"])).toEqual(["left after shutdown"]);
  expect(pathsFor([])).toEqual([]);
});

test("nothing may be raised by flush or shutdown, whatever the SDK tells", () => {
  const raised = ["ExportError: no"];
  const capture = buildCapture({ steps: { "0": { reports: [], raised }, end: { reports: [], raised } } });
  const paths = compareSteps(buildCase({ steps: [{ op: "flush" }] }), capture, []).map(({ path }) => path);
  expect(paths).toEqual(["steps[0].raised", "raised by shutdown"]);
});

test("reports are not compared where the SDK makes none", () => {
  const scenario = buildCase({ steps: [{ op: "flush", report: { delivered: 1 } }] });
  expect(compareSteps(scenario, buildCapture({ steps: { "0": { reports: [] } } }), [])).toEqual([]);
});
