// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import type { Capture } from "./capture.js";
import type { Hello } from "./protocol.js";
import { type CaseResult, judgeCapture } from "./run-case.js";
import { loadTables } from "./tables.js";
import { buildCapture, buildCase, buildSpan } from "./testing/build-run.js";

const hello: Hello = {
  protocol: 1,
  driver: "some",
  identity: "js",
  package: "some",
  version: "1",
  ops: [],
  observes: [],
};

function judge(capture: Partial<Capture>): CaseResult {
  const scenario = buildCase({ expect: { requests: 0, counts: { recorded: 0 } } });
  const planned = { suite: "some", scenario, transport: "http" } as const;
  return judgeCapture(planned, buildCapture(capture), { hello, tables: loadTables() });
}

test("passes a run without a difference, and says what could not be observed", () => {
  expect(judge({})).toMatchObject({ outcome: "passed", differences: [], unobserved: ["counts"] });
});

test.each<[name: string, capture: Partial<Capture>, path: string]>([
  [
    "of the expectation",
    { requests: [{ method: "POST", path: "", headers: {}, records: 1, unknown_fields: [] }] },
    "requests",
  ],
  ["of what the spec declares", { spans: [buildSpan({ attributes: { "gen_ai.prompt": "" } })] }, "spans[0].attributes"],
])("fails a run with a single difference %s", (_name, capture, path) => {
  const { outcome, differences } = judge(capture);
  expect({ outcome, paths: differences.map((difference) => difference.path) }).toEqual({
    outcome: "failed",
    paths: [path],
  });
});
