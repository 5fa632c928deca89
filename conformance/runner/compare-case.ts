// SPDX-License-Identifier: Apache-2.0
import type { Capture, CapturedEvent, CapturedPoint, CapturedRequest, CapturedSpan } from "./capture.js";
import { compareSteps } from "./compare-steps.js";
import { decodeData } from "./decode-data.js";
import { type Difference, diffValues } from "./diff-values.js";
import { findTexts } from "./find-texts.js";
import type { Lifecycle } from "./load-suites.js";
import { Matcher } from "./matcher.js";
import { pairPoints } from "./pair-points.js";
import { ofInstruments, withoutOrigin } from "./points.js";
import type { Hello } from "./protocol.js";

export type Observes = Hello["observes"];
type Expected = Lifecycle["expect"];
type Members = Readonly<Record<string, unknown>>;

/** Everything of which a case speaks and in which a run differs. Pure: the same capture can be compared again. */
export function compareCase(scenario: Lifecycle, capture: Capture, observes: Observes): readonly Difference[] {
  const expected = decodeExpected(scenario.expect, capture);
  const { self_metrics: selfMetrics, counts, waits_ms: waitsMs, warnings, ...rest } = expected;
  const observable = {
    ...rest,
    ...(observes.includes("self_metrics") ? { self_metrics: selfMetrics } : {}),
    ...(observes.includes("counts") ? { counts } : {}),
    ...(observes.includes("waits_ms") ? { waits_ms: waitsMs } : {}),
    ...(observes.includes("warnings") ? { warnings } : {}),
  } as Expected;
  return [
    // Decoding leaves out what must be absent; which headers a case names only the case itself tells.
    ...diffValues(arrangeExpected(observable), describeActual(capture, observable, scenario.expect.requests)),
    ...diffPoints(observable, capture),
    ...compareSteps(scenario, capture, observes),
    ...findTexts(scenario.expect.nowhere, capture),
  ];
}

/** Members of an expectation that a driver cannot observe, by name. */
export function listUnobserved({ expect, steps }: Lifecycle, observes: Observes): readonly string[] {
  const named = ["self_metrics", "counts", "waits_ms", "warnings"] as const;
  const hasReport = steps.some((step) => "report" in step && step.report !== undefined);
  return [
    ...named.filter((name) => expect[name] !== undefined && !observes.includes(name)),
    ...(hasReport && !observes.includes("flush_report") ? ["flush_report"] : []),
  ];
}

function decodeExpected(expected: Expected, { refs }: Capture): Expected {
  const resolve = (name: string): unknown => {
    if (refs[name] === undefined) return `a value of ${name}, which the run does not have`;
    return refs[name];
  };
  return decodeData(expected, { form: "json", resolve }) as Expected;
}

/** The expectation in the order and form in which the actual values are arranged. */
function arrangeExpected({ in_any_order: inAnyOrder, nowhere: _, ...expected }: Expected): Members {
  return {
    ...expected,
    open_error: arrangeOpenError(expected.open_error),
    generations: inAnyOrder ? sortBy(expected.generations, ({ id }) => String(id)) : expected.generations,
    spans: (inAnyOrder ? sortBy(expected.spans, ({ of }) => of) : expected.spans)?.map(arrangeSpan),
    metrics: undefined,
    self_metrics: undefined,
  };
}

/** Points of metrics and of what the SDK counts about itself, in any order. */
function diffPoints({ metrics, self_metrics: selfMetrics }: Expected, capture: Capture): readonly Difference[] {
  const own = metrics && pairPoints(metrics, capture.metrics.map(pointsLike(metrics)));
  const self = selfMetrics && pairPoints(selfMetrics, withoutOrigin(ofInstruments(capture.self_metrics, selfMetrics)));
  return [
    ...(own === undefined ? [] : diffValues(own.expected, own.actual, "metrics")),
    ...(self === undefined ? [] : diffValues(self.expected, self.actual, "self_metrics")),
  ];
}

/** The text of a refusal names options as the spec does; each SDK spells them as its language does. */
function arrangeOpenError(expected: Expected["open_error"]): unknown {
  const { message } = expected ?? {};
  if (message === undefined) return expected ?? null;
  const spelledAlike = (text: unknown): string => String(text).replaceAll("_", "").toLowerCase();
  return { message: new Matcher(message, (actual) => spelledAlike(actual) === spelledAlike(message)) };
}

/** What there is of the parts that the case names. */
function describeActual(capture: Capture, expected: Expected, requests: Expected["requests"]): Members {
  const { in_any_order: inAnyOrder } = expected;
  const generations = inAnyOrder ? sortBy(capture.generations, ({ id }) => String(id)) : capture.generations;
  const spans = inAnyOrder ? sortBy(capture.spans, ({ of }) => String(of)) : capture.spans;
  const expectedSpans = inAnyOrder ? sortBy(expected.spans, ({ of }) => of) : expected.spans;
  return {
    open_error: describeOpenError(capture, expected.open_error),
    generations: expected.generations && generations,
    spans: expectedSpans && spans?.map((span, index) => describeSpan(span, expectedSpans[index])),
    errors: describeErrors(capture, expected.errors),
    requests: describeRequests(capture.requests, requests),
    counts: expected.counts && capture.counts,
    waits_ms: expected.waits_ms && capture.waits_ms,
    warnings:
      expected.warnings === undefined ? undefined : capture.logs?.filter(({ level }) => level === "warn").length,
  };
}

/** The text of a refusal only where the case gives one. */
function describeOpenError({ open_error: message }: Capture, expected: Expected["open_error"]): unknown {
  if (message === null) return null;
  return expected !== undefined && expected.message === undefined ? {} : { message };
}

type ExpectedSpan = NonNullable<Expected["spans"]>[number];

/** An exception is told at the end of its span, and its class only where the case gives it. */
function arrangeSpan({ exceptions, ...span }: ExpectedSpan): Members {
  const at = span.ended_at;
  return {
    ...span,
    exceptions: exceptions.map((entry) => (typeof entry === "string" ? { message: entry, at } : { ...entry, at })),
  };
}

function describeSpan(
  { scope: _scope, links: _links, at_start: atStart, events, ...span }: CapturedSpan,
  expected: ExpectedSpan | undefined,
): Members {
  const exceptions = events.map((event, index) => describeEvent(event, expected?.exceptions[index]));
  return { ...span, exceptions, ...(expected?.at_start === undefined ? {} : { at_start: atStart }) };
}

/** Module names before the class of an exception are those of its language. */
function describeEvent(
  { name, at, attributes }: CapturedEvent,
  expected: ExpectedSpan["exceptions"][number] | undefined,
): Members {
  if (name !== "exception") return { message: `an event named ${name}`, at };
  const type = String(attributes["exception.type"]).split(".").at(-1);
  const message = String(attributes["exception.message"]);
  return typeof expected === "object" ? { message, type, at } : { message, at };
}

/** The bounds of a point are compared where one of its instrument's expected points names them. */
function pointsLike(
  expected: NonNullable<Expected["metrics"]>,
): (point: CapturedPoint) => Omit<CapturedPoint, "bounds" | "scope"> {
  const bounded = new Set(expected.filter(({ bounds }) => bounds !== undefined).map(({ name }) => name));
  return ({ bounds, scope: _, ...point }) => (bounded.has(point.name) ? { ...point, bounds } : point);
}

/** The recordings that have a local error; its text only where the case gives one. */
function describeErrors({ errors }: Capture, expected: Expected["errors"]): unknown {
  return Object.fromEntries(
    Object.entries(errors).map(([name, error]) => {
      const isTextKnown = expected[name] === undefined || expected[name].message !== undefined;
      return [name, isTextKnown ? error : { code: error.code }] as const;
    }),
  );
}

/** How many requests, or of each what the case names. */
function describeRequests(requests: readonly CapturedRequest[], expected: Expected["requests"]): unknown {
  if (expected === undefined) return undefined;
  if (typeof expected === "number") return requests.length;
  return requests.map((request, index) => {
    const { method, path, headers, records, body } = expected[index] ?? { path: "" };
    return {
      ...(method === undefined ? {} : { method: request.method }),
      ...(path === undefined ? {} : { path: request.path }),
      ...(headers === undefined ? {} : { headers: pick(request.headers, Object.keys(headers)) }),
      ...(records === undefined ? {} : { records: request.records }),
      ...(body === undefined ? {} : { body: request.body }),
    };
  });
}

function pick(headers: Readonly<Record<string, string>>, names: readonly string[]): Readonly<Record<string, string>> {
  const isNamed = (name: string): boolean =>
    names.some((known) => known === name || (known.endsWith("*") && name.startsWith(known.slice(0, -1))));
  return Object.fromEntries(Object.entries(headers).filter(([name]) => isNamed(name)));
}

function sortBy<Item>(items: readonly Item[] | undefined, key: (item: Item) => string): readonly Item[] | undefined {
  return items && [...items].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}
