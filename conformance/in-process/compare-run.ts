// SPDX-License-Identifier: Apache-2.0
import { type HrTime, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { expect } from "vitest";
import { decodeData, toOffset } from "./decode-data.js";
import { localError, type Run } from "./execute-steps.js";
import type { ScenarioOf } from "./load-suite.js";
import { type SentRequest, sentIds } from "./scripted-ingest.js";
import type { MetricPoint, StartedSpan } from "./telemetry-probe.js";

type Expected = ScenarioOf<"lifecycle">["expect"];
type Resolve = (name: string) => unknown;

/** What only the client's options could see. */
export interface Observed {
  readonly waitsMs: number[];
  readonly warnings: string[];
}

/** Compares everything that the case speaks of, as a whole, so that a failure shows all of it at once. */
export async function compareRun(run: Run, observed: Observed, expected: Expected, resolve: Resolve): Promise<void> {
  const actual = await observe(run, observed, expected);
  const { metrics, spans, requests, waits_ms: waitsMs, ...rest } = expected;
  const decoded = decodeData({ ...rest, spans, requests, waitsMs }, { form: "json", resolve });
  const points = metrics && sortPoints(decodeData(metrics, { form: "json", resolve }) as MetricPoint[]);
  expect(actual).toEqual({ ...(decoded as object), metrics: points });
}

/** What there is of the parts that the case names. */
async function observe(run: Run, observed: Observed, expected: Expected): Promise<Readonly<Record<string, unknown>>> {
  const { generations, spans, metrics, requests, counts, waits_ms: waitsMs, warnings } = expected;
  return {
    generations: generations && run.ingest.generations.list().map((stored) => stored.json),
    spans: spans
      ?.map((span, index) => describeSpan(run, run.probe.spans[index], span))
      .concat(unexpectedSpans(run, spans)),
    metrics: metrics && sortPoints(await run.probe.points()),
    errors: describeErrors(run, expected.errors),
    requests: describeRequests(run.ingest.sent, requests),
    counts: counts && describeCounts(run),
    waitsMs: waitsMs && observed.waitsMs,
    warnings: warnings === undefined ? undefined : observed.warnings.length,
  };
}

/** The recordings that have a local error; its text only where the case gives one. */
function describeErrors({ recordings }: Run, expected: Expected["errors"]): unknown {
  const errors = [...recordings].flatMap(([name, recording]) => {
    const error = localError(recording);
    if (error === null) return [];
    const isTextKnown = expected[name] === undefined || expected[name].message !== undefined;
    return [[name, isTextKnown ? error : { code: error.code }] as const];
  });
  return Object.fromEntries(errors);
}

type ExpectedSpan = NonNullable<Expected["spans"]>[number];

function unexpectedSpans(run: Run, expected: readonly ExpectedSpan[]): unknown[] {
  return run.probe.spans.slice(expected.length).map((span) => describeSpan(run, span, undefined));
}

function describeSpan(run: Run, started: StartedSpan | undefined, expected: ExpectedSpan | undefined): unknown {
  if (started === undefined) return "there is no such span";
  const { span, atStart } = started;
  const owner = (spanId: string | undefined): string | null =>
    [...run.recordings].find(([, { span: own }]) => own?.span.spanContext().spanId === spanId)?.[0] ?? null;
  const { code, message } = span.status;
  return {
    of: owner(span.spanContext().spanId),
    name: span.name,
    kind: SpanKind[span.kind].toLowerCase(),
    parent: span.parentSpanContext === undefined ? null : owner(span.parentSpanContext.spanId),
    started_at: toOffset(toMilliseconds(span.startTime)),
    ended_at: span.ended ? toOffset(toMilliseconds(span.endTime)) : "never",
    ...(expected?.at_start === undefined ? {} : { at_start: atStart }),
    attributes: span.attributes,
    status: { code: SpanStatusCode[code].toLowerCase(), ...(message === undefined ? {} : { message }) },
    exceptions: span.events.map(describeEvent),
  };
}

function toMilliseconds([seconds, nanoseconds]: HrTime): number {
  return seconds * 1000 + nanoseconds / 1_000_000;
}

function describeEvent({ name, attributes }: ReadableSpan["events"][number]): unknown {
  return name === "exception" ? attributes?.["exception.message"] : `an event named ${name}`;
}

function sortPoints(points: readonly MetricPoint[]): readonly MetricPoint[] {
  const key = ({ name, attributes }: MetricPoint): string =>
    JSON.stringify([name, Object.entries(attributes).sort(([left], [right]) => (left < right ? -1 : 1))]);
  return [...points].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}

/** How many requests, or of each what the case names. */
function describeRequests(sent: readonly SentRequest[], expected: Expected["requests"]): unknown {
  if (expected === undefined) return undefined;
  if (typeof expected === "number") return sent.length;
  return sent.map((request, index) => {
    const { method, path, headers, records, body } = expected[index] ?? { path: "" };
    return {
      ...(method === undefined ? {} : { method: request.method }),
      ...(path === undefined ? {} : { path: request.path }),
      ...(headers === undefined ? {} : { headers: pick(request.headers, Object.keys(headers)) }),
      ...(records === undefined ? {} : { records: sentIds(request).length }),
      ...(body === undefined ? {} : { body: JSON.parse(new TextDecoder().decode(request.body)) as unknown }),
    };
  });
}

function pick(headers: Readonly<Record<string, string>>, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name)));
}

function describeCounts({ client }: Run): unknown {
  const { recorded, delivered, duplicates, notExported, retried, dropped } = client.status();
  return {
    recorded,
    delivered,
    duplicates,
    not_exported: notExported,
    retried,
    dropped: Object.fromEntries(Object.entries(dropped).filter(([, count]) => count > 0)),
  };
}
