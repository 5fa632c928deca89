// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import type { Capture } from "./capture.js";
import { checkDeclared } from "./live-check.js";
import { FIXTURES } from "./load-suites.js";
import { planCases } from "./plan-cases.js";
import { loadTables } from "./tables.js";
import { buildCapture, buildSpan } from "./testing/build-run.js";

const tables = loadTables();
const [planned] = planCases(FIXTURES, { cases: ["core.title.padded"], transports: ["http"] });

const span = buildSpan({
  attributes: { "user.id": "user-7" },
  events: [{ name: "exception", at: "+1s", attributes: { "exception.message": "no", "exception.type": "Error" } }],
});

const point: Capture["metrics"][number] = {
  name: "gen_ai.client.token.usage",
  unit: "token",
  attributes: {},
  count: 1,
  sum: 1,
  bounds: [],
  scope: "github.com/grafana/sigil/sdks/js",
};

const number: Capture["self_metrics"][number] = {
  name: "sigil.sdk.queue.size",
  unit: "{generation}",
  attributes: {},
  value: 1,
  scope: "of the application",
  kind: "gauge",
};

const clean = buildCapture({
  generations: [{ metadata: { "sigil.sdk.name": "sdk-js" } }],
  spans: [span],
  metrics: [point],
  self_metrics: [number],
});

function findings(capture: Partial<Capture>): readonly string[] {
  if (planned === undefined) throw new Error("the case is gone");
  return checkDeclared(planned.scenario, { ...clean, ...capture }, tables, "js").map(
    ({ path, actual }) => `${path} ${actual}`,
  );
}

test.each<[name: string, capture: Partial<Capture>, finding: readonly string[]]>([
  ["nothing in what is declared", {}, []],
  [
    "an attribute",
    { spans: [{ ...span, attributes: { "gen_ai.prompt": "" } }] },
    ['spans[0].attributes "gen_ai.prompt"'],
  ],
  [
    "an attribute at the start alone",
    { spans: [{ ...span, at_start: { name: "", attributes: { "gen_ai.prompt": "" } } }] },
    ['spans[0].attributes "gen_ai.prompt"'],
  ],
  [
    "an attribute of another kind of span",
    { spans: [{ ...span, attributes: { "gen_ai.tool.name": "weather" } }] },
    ['spans[0].attributes "gen_ai.tool.name"'],
  ],
  ["a scope", { spans: [{ ...span, scope: "tracer" }] }, ['spans[0].scope "tracer"']],
  [
    "a metadata key",
    { generations: [{ metadata: { "sigil.prompt": "" } }] },
    ['generations[0].metadata "sigil.prompt"'],
  ],
  ["an instrument", { metrics: [{ ...point, name: "gen_ai.cost" }] }, ['metrics "gen_ai.cost"']],
  ["a unit", { metrics: [{ ...point, unit: "{token}" }] }, ['metrics.gen_ai.client.token.usage.unit "{token}"']],
  [
    "the name of a field as a metadata key",
    { generations: [{ metadata: { provider: "openai" } }] },
    ['generations[0].metadata "provider"'],
  ],
  [
    "a broken metadata key that nobody gave",
    { generations: [{ metadata: { "half \ufffd": 1 } }] },
    ['generations[0].metadata "half \ufffd"'],
  ],
  [
    "a value outside of a closed set on a span",
    { spans: [{ ...span, attributes: { "error.type": "invented" } }] },
    ['spans[0].attributes["error.type"] "invented"'],
  ],
  [
    "a value outside of a closed set on a point",
    { metrics: [{ ...point, attributes: { "gen_ai.token.type": "invented" } }] },
    ['metrics.gen_ai.client.token.usage.attributes["gen_ai.token.type"] "invented"'],
  ],
  ["no empty value on a point", { metrics: [{ ...point, attributes: { "gen_ai.token.type": "" } }] }, []],
  [
    "a value outside of a closed set in metadata",
    { generations: [{ metadata: { "sigil.sdk.content_capture_mode": "all" } }] },
    ['generations[0].metadata["sigil.sdk.content_capture_mode"] "all"'],
  ],
  [
    "an event",
    { spans: [{ ...span, events: [{ name: "prompt", at: "+0s", attributes: {} }] }] },
    ['spans[0].events "prompt"'],
  ],
  [
    "an attribute of an event",
    { spans: [{ ...span, events: [{ name: "exception", at: "+0s", attributes: { prompt: "Hi" } }] }] },
    ['spans[0].events.exception.attributes "prompt"'],
  ],
  ["a link", { spans: [{ ...span, links: ["00f067aa0ba902b7"] }] }, ['spans[0].links "00f067aa0ba902b7"']],
  [
    "the scope of a meter",
    { metrics: [{ ...point, scope: "meter" }] },
    ['metrics.gen_ai.client.token.usage.scope "meter"'],
  ],
  [
    "a histogram that is sent as a gauge",
    { self_metrics: [{ ...number, name: "gen_ai.client.operation.duration", unit: "s", scope: point.scope }] },
    ['metrics.gen_ai.client.operation.duration.kind "gauge"'],
  ],
  [
    "a protobuf field",
    { requests: [{ method: "POST", path: "", headers: {}, records: 1, unknown_fields: ["generations[0].15"] }] },
    ['requests[0] "field generations[0].15"'],
  ],
  [
    "an attribute of a point",
    { metrics: [{ ...point, attributes: { "user.id": "" } }] },
    ['metrics.gen_ai.client.token.usage.attributes "user.id"'],
  ],
])("finds %s", (_name, capture, expected) => {
  expect(findings(capture)).toEqual(expected);
});
