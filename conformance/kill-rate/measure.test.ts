// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import type { Capture } from "../runner/capture.js";
import { FIXTURES } from "../runner/load-suites.js";
import { planCases } from "../runner/plan-cases.js";
import { loadTables } from "../runner/tables.js";
import { measureKillRate, type PassingRun } from "./measure.js";
import { listProtoMutations } from "./proto-mutations.js";
import { listTelemetryMutations } from "./telemetry-mutations.js";

const capture: Capture = {
  case: "",
  transport: "http",
  refs: {},
  open_error: null,
  steps: {},
  generations: [{ id: "gen_1", mode: "GENERATION_MODE_SYNC", output: [{ parts: [{ text: "Yes." }] }] }],
  spans: [],
  metrics: [],
  self_metrics: [],
  requests: [],
  errors: {},
  counts: null,
  waits_ms: null,
  logs: null,
};

/** A run of a case that expects nothing but these generations. */
function runWith(expected: readonly Record<string, never>[] | undefined): PassingRun {
  const [planned] = planCases(FIXTURES, { cases: ["core.title.padded"], transports: ["http"] });
  if (planned === undefined) throw new Error("the case is gone");
  const { scenario } = planned;
  const expect = { nowhere: [], in_any_order: false, errors: {}, ...(expected && { generations: [...expected] }) };
  return { planned: { ...planned, scenario: { ...scenario, steps: [], expect } }, capture };
}

const mutations = listProtoMutations();
const outcomes = (runs: readonly PassingRun[]): Record<string, string> =>
  Object.fromEntries(measureKillRate(runs, mutations, []).map(({ mutation, outcome }) => [mutation, outcome]));

test("tells what is noticed from what no case looks at and what never occurs", () => {
  // Captures are plain data; the expectation is the capture's own.
  const looking = runWith(capture.generations as readonly Record<string, never>[]);
  expect(outcomes([runWith(undefined), looking])).toMatchObject({
    "proto Part.text dropped": "noticed",
    "proto Generation.id altered": "noticed",
    "enum GENERATION_MODE_SYNC in Generation.mode altered": "noticed",
    "proto Generation.response_id dropped": "unreached",
    "enum GENERATION_MODE_STREAM in Generation.mode altered": "unreached",
  });
  expect(outcomes([runWith(undefined)])).toMatchObject({
    "proto Part.text dropped": "unnoticed",
    "proto Generation.id altered": "unnoticed",
  });
});

test("has a mutation for every field, enum value, metadata key, span attribute and point attribute", () => {
  const tables = loadTables();
  const ids = new Set([...mutations, ...listTelemetryMutations(tables)].map(({ id }) => id));
  for (const damage of ["dropped", "altered"]) {
    expect(ids).toContain(`proto TokenUsage.cache_creation_input_tokens ${damage}`);
    for (const { key, on } of tables.attributes.keys) {
      if (on.includes("metadata")) expect(ids).toContain(`metadata ${key} ${damage}`);
    }
    for (const { id, emitted_by: emittedBy, attributes } of tables.spans.kinds) {
      for (const { key } of emittedBy === "core" ? attributes : [])
        expect(ids).toContain(`span ${id} ${key} ${damage}`);
    }
    for (const { name, points } of tables.metrics.instruments) {
      for (const { key } of points.flatMap(({ attributes }) => attributes)) {
        expect(ids).toContain(`metric ${name} ${key} ${damage}`);
      }
    }
  }
});
