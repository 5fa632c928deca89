// SPDX-License-Identifier: Apache-2.0
import type { OtlpMetric, OtlpSpan } from "../../src/local/otlp/otlp-types.js";
import type { ReceivedTelemetry } from "../receivers/telemetry.js";
import type { Attributes, CapturedNumber, CapturedPoint, CapturedSpan } from "./capture.js";
import { toOffset } from "./decode-data.js";
import { pointKey } from "./points.js";

/** Names of recordings by the id of their span, in the order of their start. */
export type SpanOwners = ReadonlyMap<string, string>;

/** Spans in the words of scenarios: those of recordings in the order of their start, then all others. */
export function readSpans({ started, ended }: ReceivedTelemetry, owners: SpanOwners): readonly CapturedSpan[] {
  // The last of each id: as it was at its end, else as it started.
  const latest = new Map([...started, ...ended].map((span) => [span.spanId, span]));
  const known = [...owners.keys()].flatMap((id) => latest.get(id) ?? []);
  const others = [...latest.values()].filter((span) => !owners.has(span.spanId));
  return [...known, ...others].map((span) => describeSpan(span, started, owners));
}

function describeSpan(span: OtlpSpan, started: readonly OtlpSpan[], owners: SpanOwners): CapturedSpan {
  const atStart = started.find(({ spanId }) => spanId === span.spanId);
  const { code, message } = span.status;
  return {
    of: owners.get(span.spanId) ?? null,
    scope: span.scope.name,
    name: span.name,
    kind: span.kind,
    parent: span.parentSpanId === "" ? null : (owners.get(span.parentSpanId) ?? "another span"),
    started_at: describeTime(span.startTimeUnixNano),
    ended_at: span.endTimeUnixNano === 0n ? "never" : describeTime(span.endTimeUnixNano),
    at_start: atStart === undefined ? null : { name: atStart.name, attributes: atStart.attributes },
    attributes: span.attributes,
    status: { code, ...(message === "" ? {} : { message }) },
    events: span.events.map(({ name, timeUnixNano, attributes }) => ({
      name,
      at: describeTime(timeUnixNano),
      attributes,
    })),
    links: span.links.map(({ spanId }) => spanId),
  };
}

/** To the microsecond: a double holds no more of the time since 1970. */
function describeTime(nanoseconds: bigint): string {
  return toOffset(Number((nanoseconds + 500n) / 1000n) / 1000);
}

/** Points of histograms over all reports, each of which holds what is new since the last; they are in no order. */
export function readPoints(metrics: readonly OtlpMetric[]): readonly CapturedPoint[] {
  const points = metrics.flatMap((metric) =>
    metric.kind !== "histogram"
      ? []
      : metric.points
          .filter(({ count }) => count > 0)
          .map(({ attributes, count, sum, explicitBounds }): CapturedPoint => {
            const { name, unit, scope } = metric;
            return { name, unit, attributes, count, sum: sum ?? 0, bounds: explicitBounds, scope: scope.name };
          }),
  );
  return mergeSeries(points, (earlier, later) => ({
    ...later,
    count: earlier.count + later.count,
    sum: earlier.sum + later.sum,
  }));
}

/** Values of counters over all reports, where there is anything to count, and the latest value of gauges. */
export function readNumbers(metrics: readonly OtlpMetric[]): readonly CapturedNumber[] {
  const numbers = metrics.flatMap((metric) =>
    metric.kind === "histogram"
      ? []
      : metric.points.map(({ attributes, value }): CapturedNumber => {
          const { name, unit, scope, kind } = metric;
          return { name, unit, attributes, value, scope: scope.name, kind };
        }),
  );
  const sums = numbers.filter(({ kind }) => kind === "sum");
  const gauges = numbers.filter(({ kind }) => kind === "gauge");
  return [
    ...mergeSeries(sums, (earlier, later) => ({ ...later, value: earlier.value + later.value })).filter(
      ({ value }) => value !== 0,
    ),
    ...mergeSeries(gauges, (_, later) => later),
  ];
}

interface Series {
  readonly name: string;
  readonly attributes: Attributes;
}

function mergeSeries<Item extends Series>(items: readonly Item[], merge: (earlier: Item, later: Item) => Item): Item[] {
  const merged = new Map<string, Item>();
  for (const item of items) {
    const key = pointKey(item);
    const earlier = merged.get(key);
    merged.set(key, earlier === undefined ? item : merge(earlier, item));
  }
  return [...merged.values()];
}
