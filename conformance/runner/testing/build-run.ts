// SPDX-License-Identifier: Apache-2.0
import { type Scenario, scenariosFile } from "../../../codegen/schema/scenarios.js";
import type { Capture, CapturedSpan } from "../capture.js";
import type { Lifecycle } from "../load-suites.js";

/** Of the members that have defaults, a case names what it is about. */
interface CaseFields {
  readonly steps?: readonly object[];
  readonly expect?: object | undefined;
}

/** A case that expects nothing but what is given. */
export function buildCase({ steps = [], expect = {} }: CaseFields = {}): Lifecycle {
  const head = { id: "some.case", kind: "lifecycle", brief: "Something.", rules: ["generation"] };
  const { scenarios } = scenariosFile.parse({
    suite: "some",
    brief: "Something.",
    scenarios: [{ ...head, steps, expect }],
  });
  const [scenario] = scenarios.filter((candidate: Scenario) => candidate.kind === "lifecycle");
  if (scenario === undefined) throw new Error("no case came of it");
  return scenario;
}

/** A span of the recording `it` that went well. */
export function buildSpan(fields: Partial<CapturedSpan> = {}): CapturedSpan {
  return {
    of: "it",
    scope: "github.com/grafana/sigil/sdks/js",
    name: "generateText gpt-4o-mini",
    kind: "client",
    parent: null,
    started_at: "+0s",
    ended_at: "+1s",
    at_start: null,
    attributes: {},
    status: { code: "ok" },
    events: [],
    links: [],
    ...fields,
  };
}

/** A run in which nothing happened but what is given. */
export function buildCapture(fields: Partial<Capture> = {}): Capture {
  return {
    case: "some.case",
    transport: "http",
    refs: {},
    open_error: null,
    steps: {},
    generations: [],
    spans: [],
    metrics: [],
    self_metrics: [],
    requests: [],
    errors: {},
    counts: null,
    waits_ms: null,
    logs: null,
    ...fields,
  };
}
