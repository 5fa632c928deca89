// SPDX-License-Identifier: Apache-2.0
import { context, metrics, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AggregationTemporality,
  type DataPoint,
  type Histogram,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";

/** A metric point in one line. */
export interface MetricPoint {
  readonly name: string;
  readonly unit: string;
  readonly attributes: DataPoint<Histogram>["attributes"];
  readonly count: number;
  readonly sum: number;
}

/** What the application would send to its own OpenTelemetry backend. */
export interface Telemetry {
  /** Spans and points since the last call. */
  take(): Promise<{ readonly spans: readonly ReadableSpan[]; readonly points: readonly MetricPoint[] }>;
  close(): Promise<void>;
}

/** Sets up OpenTelemetry as an application does, but keeps spans and points in memory instead of sending them. */
export function collectTelemetry(): Telemetry {
  const spanExporter = new InMemorySpanExporter();
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.DELTA);
  const reader = new PeriodicExportingMetricReader({ exporter: metricExporter, exportIntervalMillis: 3_600_000 });
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spanExporter)] });
  const meterProvider = new MeterProvider({ readers: [reader] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(tracerProvider);
  metrics.setGlobalMeterProvider(meterProvider);
  return {
    take: async () => {
      await reader.forceFlush();
      const taken = { spans: spanExporter.getFinishedSpans(), points: histogramPoints(metricExporter) };
      spanExporter.reset();
      metricExporter.reset();
      return taken;
    },
    close: async () => {
      await Promise.all([tracerProvider.shutdown(), meterProvider.shutdown()]);
    },
  };
}

function histogramPoints(exporter: InMemoryMetricExporter): MetricPoint[] {
  return exporter
    .getMetrics()
    .flatMap((resource) => resource.scopeMetrics)
    .flatMap((scope) => scope.metrics)
    .flatMap(({ descriptor, dataPoints }) =>
      dataPoints.flatMap(({ attributes, value }) => {
        const isHistogram = typeof value === "object" && "sum" in value;
        return isHistogram
          ? [{ name: descriptor.name, unit: descriptor.unit, attributes, count: value.count, sum: value.sum ?? 0 }]
          : [];
      }),
    );
}
