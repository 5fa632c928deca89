// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import type { Capture, CapturedEvent } from "./capture.js";
import { compareCase, listUnobserved, type Observes } from "./compare-case.js";
import { buildCapture, buildCase, buildSpan } from "./testing/build-run.js";

const ALL: Observes = ["counts", "waits_ms", "warnings", "flush_report", "self_metrics"];

const point = {
  name: "gen_ai.client.operation.duration",
  unit: "s",
  attributes: { "gen_ai.provider.name": "openai" },
  count: 1,
  sum: 3,
} as const;
const captured = { ...point, bounds: [0, 5], scope: "meter" };
const gauge = { name: "sigil.sdk.queue.size", unit: "{generation}", attributes: {}, value: 0 } as const;
const asked = { method: "POST", path: "/export", records: 1, body: { a: 1 } };
const request = { ...asked, headers: { "x-scope-orgid": "team-a" }, unknown_fields: [] };

const scenario = buildCase({
  expect: {
    generations: [{ id: "gen_1", trace_id: { $ref: "it.trace_id" } }],
    spans: [
      {
        name: "generateText gpt-4o-mini",
        kind: "client",
        started_at: "+0s",
        ended_at: "+1s",
        at_start: { name: "generateText gpt-4o-mini", attributes: {} },
        attributes: { "user.id": "user-7" },
        status: { code: "ok" },
        exceptions: ["slow down", { message: "no", type: "RateLimitError" }],
      },
    ],
    metrics: [point],
    self_metrics: [gauge],
    errors: { other: { code: "queue_full" } },
    requests: [{ ...asked, headers: { "x-scope-orgid": "team-a", "x-extra-*": { $absent: true } } }],
    counts: { recorded: 1, delivered: 1 },
    waits_ms: [1],
    warnings: 1,
    nowhere: ["secret of Bern"],
  },
});

const exception = (message: string, type?: string): CapturedEvent => {
  const attributes = { "exception.message": message, ...(type === undefined ? {} : { "exception.type": type }) };
  return { name: "exception", at: "+1s", attributes };
};
const slow = exception("slow down", "Whatever");
const no = exception("no", "provider.errors.RateLimitError");

const span = buildSpan({
  events: [slow, no],
  at_start: { name: "generateText gpt-4o-mini", attributes: {} },
  attributes: { "user.id": "user-7" },
});

/** A run that is as the case expects it. */
const good = buildCapture({
  refs: { "it.trace_id": "a1" },
  generations: [{ id: "gen_1", trace_id: "a1" }],
  spans: [span],
  metrics: [captured],
  self_metrics: [{ ...gauge, scope: "meter", kind: "gauge" }],
  errors: { other: { code: "queue_full", message: "the queue is full" } },
  requests: [request],
  counts: { recorded: 1, delivered: 1, duplicates: 0, not_exported: 0, retried: 0, dropped: {} },
  waits_ms: [1],
  logs: [{ level: "warn", message: "full" }],
});

const pathsOf = (changed: Partial<Capture>, observes = ALL): readonly string[] =>
  compareCase(scenario, { ...good, ...changed }, observes).map(({ path }) => path);

test("finds nothing in a run that is as expected", () => {
  expect(pathsOf({})).toEqual([]);
});

test.each<[name: string, changed: Partial<Capture>, paths: readonly string[]]>([
  ["a refusal that nobody expects", { open_error: "no such option" }, ["open_error"]],
  ["a generation that is missing", { generations: [] }, ["generations[0]"]],
  ["another generation", { generations: [...good.generations, { id: "gen_2" }] }, ["generations[1]"]],
  ["a member more", { generations: [{ ...good.generations[0], mode: "x" }] }, ["generations[0].mode"]],
  ["a value of another run", { refs: { "it.trace_id": "b2" } }, ["generations[0].trace_id"]],
  ["a span that is missing", { spans: [] }, ["spans[0]"]],
  ["another span", { spans: [span, buildSpan({ of: null })] }, ["spans[1]"]],
  ["another recording", { spans: [{ ...span, of: "other" }] }, ["spans[0].of"]],
  ["a parent", { spans: [{ ...span, parent: "another span" }] }, ["spans[0].parent"]],
  ["an attribute more", { spans: [{ ...span, attributes: { "user.id": "user-7", a: 1 } }] }, ["spans[0].attributes.a"]],
  ["an exception more", { spans: [{ ...span, events: [slow, no, slow] }] }, ["spans[0].exceptions[2]"]],
  ["an exception less", { spans: [{ ...span, events: [slow] }] }, ["spans[0].exceptions[1]"]],
  [
    "another class of an exception",
    { spans: [{ ...span, events: [slow, exception("no", "Error")] }] },
    ["spans[0].exceptions[1].type"],
  ],
  [
    "an exception at another time than the end of its span",
    { spans: [{ ...span, events: [{ ...slow, at: "+2s" }, no] }] },
    ["spans[0].exceptions[0].at"],
  ],
  [
    "an event that is no exception",
    { spans: [{ ...span, events: [{ ...slow, name: "prompt" }, no] }] },
    ["spans[0].exceptions[0].message"],
  ],
  ["no start", { spans: [{ ...span, at_start: null }] }, ["spans[0].at_start"]],
  ["another unit", { metrics: [{ ...captured, unit: "ms" }] }, ['metrics["gen_ai.client.operation.duration"].unit']],
  ["another sum", { metrics: [{ ...captured, sum: 4 }] }, ['metrics["gen_ai.client.operation.duration"].sum']],
  ["a point of a gauge", { self_metrics: [] }, ['self_metrics["sigil.sdk.queue.size"]']],
  [
    "an error that nobody expects",
    { errors: { ...good.errors, it: { code: "internal", message: "" } } },
    ["errors.it"],
  ],
  ["another code", { errors: { other: { code: "shutdown", message: "" } } }, ["errors.other.code"]],
  ["an error that is missing", { errors: {} }, ["errors.other"]],
  ["another request", { requests: [request, request] }, ["requests[1]"]],
  [
    "a header of those that are named",
    { requests: [{ ...request, headers: {} }] },
    ['requests[0].headers["x-scope-orgid"]'],
  ],
  [
    "a header that must not be there",
    { requests: [{ ...request, headers: { ...request.headers, "x-extra-1": "" } }] },
    ['requests[0].headers["x-extra-1"]'],
  ],
  ["another body", { requests: [{ ...request, body: { a: 2 } }] }, ["requests[0].body.a"]],
  ["a counter", { counts: { ...good.counts, retried: 1 } }, ["counts.retried"]],
  ["another wait", { waits_ms: [2] }, ["waits_ms[0]"]],
  ["no warning", { logs: [] }, ["warnings"]],
  ["a text that may be nowhere", { logs: [{ level: "warn", message: "a secret of Bern" }] }, ["logs.0.message"]],
])("notices %s", (_name, changed, paths) => {
  expect(pathsOf(changed)).toEqual(paths);
});

test("compares a refusal where the case gives its text, however it is spelled, and wants one where there should be one", () => {
  const refused = buildCase({ expect: { open_error: { message: "queue_size: 0 is no size" } } });
  const compare = (message: string | null): readonly string[] =>
    compareCase(refused, buildCapture({ open_error: message }), ALL).map(({ path }) => path);
  expect(compare("queueSize: 0 is no size")).toEqual([]);
  expect(compare("queueSize: 1 is no size")).toEqual(["open_error.message"]);
  expect(compare(null)).toEqual(["open_error"]);
});

test("does not look at the order where the case does not know it", () => {
  const spans = ["a", "b"].map((of) => ({ ...buildSpan({ of }), status: { code: "ok" as const } }));
  const listed = spans.map(({ of, name, kind, started_at, ended_at, attributes, status }) => {
    return { of, name, kind, started_at, ended_at, attributes, status };
  });
  const expectation = { spans: listed, generations: [{ id: "gen_1" }, { id: "gen_2" }] };
  const capture = buildCapture({ spans: [...spans].reverse(), generations: [{ id: "gen_2" }, { id: "gen_1" }] });
  expect(compareCase(buildCase({ expect: { ...expectation, in_any_order: true } }), capture, ALL)).toEqual([]);
  expect(compareCase(buildCase({ expect: expectation }), capture, ALL)).not.toEqual([]);
});

describe("what a driver cannot observe", () => {
  test("is not compared, and named", () => {
    expect(pathsOf({ self_metrics: [], counts: null, waits_ms: null, logs: null }, [])).toEqual([]);
    expect(listUnobserved(scenario, ["counts"])).toEqual(["self_metrics", "waits_ms", "warnings"]);
  });

  test("is also the report of a step", () => {
    const flushed = buildCase({ steps: [{ op: "flush", report: {} }] });
    expect([listUnobserved(flushed, []), listUnobserved(flushed, ["flush_report"])]).toEqual([["flush_report"], []]);
  });
});
