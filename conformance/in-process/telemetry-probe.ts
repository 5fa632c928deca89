// SPDX-License-Identifier: Apache-2.0
import { type Attributes, context, type Meter, type Tracer } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, type ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { OPERATION_INSTRUMENTS } from "../../generated/ts/instruments.js";

/** A span that was started, with what it had at that moment. */
export interface StartedSpan {
  readonly span: ReadableSpan;
  readonly atStart: { readonly name: string; readonly attributes: Attributes };
}

/** All measurements of an instrument with the same attributes. */
export interface MetricPoint {
  readonly name: string;
  readonly unit: string;
  readonly attributes: Attributes;
  readonly count: number;
  readonly sum: number;
}

/** An OpenTelemetry setup that keeps everything in memory. */
export interface TelemetryProbe {
  readonly tracer: Tracer;
  readonly meter: Meter;
  /** Oldest first. */
  readonly spans: readonly StartedSpan[];
  /** Points of the operations; the SDK's counters of itself are not among them. */
  points(): Promise<readonly MetricPoint[]>;
  close(): Promise<void>;
}

/** Makes a probe. Spans nest through the context manager that it puts in place. */
export function createTelemetryProbe(): TelemetryProbe {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const spans: StartedSpan[] = [];
  const tracers = new BasicTracerProvider({
    spanProcessors: [
      {
        onStart: (span) => {
          spans.push({ span, atStart: { name: span.name, attributes: { ...span.attributes } } });
        },
        onEnd: () => undefined,
        forceFlush: () => Promise.resolve(),
        shutdown: () => Promise.resolve(),
      },
    ],
  });
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const meters = new MeterProvider({ readers: [reader] });
  return {
    tracer: tracers.getTracer("conformance"),
    meter: meters.getMeter("conformance"),
    spans,
    points: async () => {
      await reader.forceFlush();
      return readPoints(exporter);
    },
    close: async () => {
      await Promise.all([tracers.shutdown(), meters.shutdown()]);
    },
  };
}

const OPERATION_NAMES: ReadonlySet<string> = new Set(Object.values(OPERATION_INSTRUMENTS).map(({ name }) => name));

function readPoints(exporter: InMemoryMetricExporter): readonly MetricPoint[] {
  const metrics = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  return metrics
    .filter(({ descriptor }) => OPERATION_NAMES.has(descriptor.name))
    .flatMap(({ descriptor: { name, unit }, dataPoints }) =>
      dataPoints.map(({ attributes, value }): MetricPoint => {
        if (typeof value === "number" || !("sum" in value)) throw new Error(`${name} is no histogram`);
        return { name, unit, attributes, count: value.count, sum: value.sum ?? 0 };
      }),
    );
}
