// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { buildCapture, buildCase } from "../runner/testing/build-run.js";
import { listMutations } from "./list-mutations.js";
import { measureKillRate, type PassingRun, summarize, type Verdict } from "./measure.js";
import { listProtoMutations } from "./proto-mutations.js";
import { loadDeclaredTables } from "./tables.js";

const capture = buildCapture({
  generations: [{ id: "gen_1", mode: "GENERATION_MODE_SYNC", output: [{ parts: [{ text: "Yes." }] }] }],
});

/** A run of a case that expects nothing but these generations. */
function runWith(expected: readonly object[] | undefined): PassingRun {
  const scenario = buildCase({ expect: expected && { generations: expected } });
  return { planned: { suite: "some", scenario, transport: "http" }, capture };
}

const mutations = listProtoMutations();
const outcomes = (runs: readonly PassingRun[]): Record<string, string> =>
  Object.fromEntries(measureKillRate(runs, mutations, []).map(({ mutation, outcome }) => [mutation, outcome]));

test("tells what is noticed from what no case looks at and what never occurs", () => {
  const looking = runWith(capture.generations);
  expect(outcomes([runWith(undefined), looking])).toMatchObject({
    "http output[].parts[].text dropped": "noticed",
    "http id altered": "noticed",
    "http mode = GENERATION_MODE_SYNC altered": "noticed",
    "http response_id dropped": "unreached",
    // Another encoder, and another list of the same messages.
    "grpc output[].parts[].text dropped": "unreached",
    "http input[].parts[].text dropped": "unreached",
    "http mode = GENERATION_MODE_STREAM altered": "unreached",
  });
  expect(outcomes([runWith(undefined)])).toMatchObject({
    "http output[].parts[].text dropped": "unnoticed",
    "http id altered": "unnoticed",
  });
});

test("tells what is known to be out of reach from what is overlooked, and when that is out of date", () => {
  const verdicts: readonly Verdict[] = [
    { mutation: "a", outcome: "noticed", noticedBy: "some.case" },
    { mutation: "b", outcome: "unreachable", why: "nobody knows" },
    { mutation: "c", outcome: "unreached" },
    { mutation: "d", outcome: "noticed", noticedBy: "some.case", why: "nobody knows" },
  ];
  expect(summarize(verdicts)).toEqual({
    noticed: 2,
    reachable: 3,
    unreachable: new Map([["nobody knows", 1]]),
    problems: ["unreached c", "noticed by some.case, although it is listed as unreachable: d"],
  });
});

test("has a mutation for every place of a field, enum value, metadata key, and attribute of spans and points", () => {
  const tables = loadDeclaredTables();
  const ids = new Set(listMutations().map(({ id }) => id));
  expect(ids.size).toBe(listMutations().length);
  for (const damage of ["dropped", "altered"]) {
    for (const transport of ["http", "grpc"])
      expect(ids).toContain(`${transport} usage.cache_read_input_tokens ${damage}`);
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
  expect(ids).toContain("metric gen_ai.client.operation.duration error.category = timeout altered");
});
