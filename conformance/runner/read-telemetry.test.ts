// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import type { OtlpMetric, OtlpSpan } from "../../src/local/otlp/otlp-types.js";
import type { ReceivedTelemetry } from "../receivers/telemetry.js";
import { CLOCK_START } from "./decode-data.js";
import { readNumbers, readPoints, readSpans } from "./read-telemetry.js";

const at = (seconds: number): bigint => BigInt(CLOCK_START + seconds * 1000) * 1_000_000n;

function buildSent(spanId: string, fields: Partial<OtlpSpan> = {}): OtlpSpan {
  return {
    scope: { name: "sdk", version: "" },
    resource: {},
    traceId: "t1",
    spanId,
    parentSpanId: "",
    name: spanId,
    kind: "client",
    startTimeUnixNano: at(0),
    endTimeUnixNano: at(1),
    attributes: {},
    events: [],
    links: [],
    status: { code: "ok", message: "" },
    ...fields,
  };
}

const open = (spanId: string, fields: Partial<OtlpSpan> = {}): OtlpSpan =>
  buildSent(spanId, { endTimeUnixNano: 0n, status: { code: "unset", message: "" }, ...fields });

const received = (fields: Partial<ReceivedTelemetry>): ReceivedTelemetry => {
  return { url: "", started: [], ended: [], metrics: [], ...fields };
};

const owners = new Map([
  ["s1", "first"],
  ["s2", "second"],
]);

describe("spans", () => {
  test("are those of recordings in the order of their start, then those that no recording started", () => {
    const ended = [buildSent("foreign"), buildSent("s2"), buildSent("s1")];
    const spans = readSpans(received({ started: [open("s1"), open("s2"), open("foreign")], ended }), owners);
    expect(spans.map(({ of, name }) => [of, name])).toEqual([
      ["first", "s1"],
      ["second", "s2"],
      [null, "foreign"],
    ]);
  });

  test("have the recording of their parent, or say that it is another span", () => {
    const ended = [buildSent("s1", { parentSpanId: "s2" }), buildSent("s2", { parentSpanId: "unknown" })];
    const spans = readSpans(received({ ended }), owners);
    expect(spans.map(({ parent }) => parent)).toEqual(["second", "another span"]);
    expect(readSpans(received({ ended: [buildSent("s1")] }), owners)[0]?.parent).toBeNull();
  });

  test("that a recording started and never ended say so", () => {
    const [span] = readSpans(received({ started: [open("s1")] }), owners);
    expect(span).toMatchObject({ of: "first", ended_at: "never", status: { code: "unset" } });
  });

  test("that nobody asked for are there also when they never ended", () => {
    const spans = readSpans(received({ started: [open("s1"), open("foreign")], ended: [buildSent("s1")] }), owners);
    expect(spans.map(({ of, ended_at: endedAt }) => [of, endedAt])).toEqual([
      ["first", "+1s"],
      [null, "never"],
    ]);
  });

  test("tell what they were like at their start, and nothing where it was not seen", () => {
    const started = [open("s1", { name: "early", attributes: { a: 1 } })];
    const spans = readSpans(received({ started, ended: [buildSent("s1"), buildSent("s2")] }), owners);
    expect(spans.map(({ at_start: atStart }) => atStart)).toEqual([{ name: "early", attributes: { a: 1 } }, null]);
  });

  test("have a message of their status only where there is one", () => {
    const ended = [buildSent("s1"), buildSent("s2", { status: { code: "error", message: "no" } })];
    expect(readSpans(received({ ended }), owners).map(({ status }) => status)).toEqual([
      { code: "ok" },
      { code: "error", message: "no" },
    ]);
  });

  test("have every event, also one that is no exception, and their links", () => {
    const event = { name: "prompt", timeUnixNano: at(1), attributes: { text: "Hi" } };
    const exception = { name: "exception", timeUnixNano: at(1), attributes: { "exception.message": "no" } };
    const links = [{ traceId: "t2", spanId: "other", attributes: {} }];
    const [span] = readSpans(received({ ended: [buildSent("s1", { events: [exception, event], links })] }), owners);
    expect(span?.events).toEqual([
      { name: "exception", at: "+1s", attributes: { "exception.message": "no" } },
      { name: "prompt", at: "+1s", attributes: { text: "Hi" } },
    ]);
    expect(span?.links).toEqual(["other"]);
  });
});

const instrument = { scope: { name: "sdk", version: "" }, resource: {}, description: "", unit: "s" };

function histogram(
  name: string,
  ...points: readonly { count: number; sum: number; attributes?: object }[]
): OtlpMetric {
  return {
    ...instrument,
    name,
    kind: "histogram",
    temporality: "delta",
    points: points.map(({ attributes = {}, ...point }) => {
      return { ...point, attributes: { ...attributes }, bucketCounts: [], explicitBounds: [1, 2] };
    }),
  };
}

test("points of histograms add up over reports, by instrument and attributes, and empty ones are left out", () => {
  const metrics = [
    histogram("a", { count: 1, sum: 2 }, { count: 1, sum: 1, attributes: { kind: "x" } }),
    histogram("a", { count: 2, sum: 3 }),
    histogram("b", { count: 0, sum: 0 }),
  ];
  const common = { name: "a", unit: "s", bounds: [1, 2], scope: "sdk" };
  expect(readPoints(metrics)).toEqual([
    { ...common, attributes: {}, count: 3, sum: 5 },
    { ...common, attributes: { kind: "x" }, count: 1, sum: 1 },
  ]);
});

test("counters add up and are left out at zero; of gauges the latest value stays", () => {
  const metric = (kind: "sum" | "gauge", name: string, value: number): OtlpMetric => {
    const points = [{ attributes: {}, value }];
    return kind === "gauge"
      ? { ...instrument, name, kind, points }
      : { ...instrument, name, kind, temporality: "delta", isMonotonic: true, points };
  };
  const sent = [metric("sum", "a", 1), metric("sum", "a", 2), metric("sum", "zero", 0), metric("gauge", "g", 7)];
  expect(readNumbers([...sent, metric("gauge", "g", 0)]).map(({ name, value, kind }) => [name, value, kind])).toEqual([
    ["a", 3, "sum"],
    ["g", 0, "gauge"],
  ]);
});
