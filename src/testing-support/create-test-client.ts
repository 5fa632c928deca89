// SPDX-License-Identifier: Apache-2.0
import type { Meter, Tracer } from "@opentelemetry/api";
import {
  AggregationTemporality,
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
import type { Generation } from "../../generated/ts/models.js";
import type { SigilClientOptions } from "../../generated/ts/options.js";
import { SigilClient } from "../client/sigil-client.js";
import { createManualClock, type ManualClock } from "../testing/manual-clock.js";
import { createMemoryExporter } from "../testing/memory-exporter.js";
import { CLOCK_START } from "./clock-start.js";
import { type HistogramView, toHistogramViews } from "./histogram-view.js";
import { type SpanView, toSpanView } from "./span-view.js";

/** A client that keeps everything in memory: what it exported, its spans, its metric points and its log lines. */
export interface TestClient extends AsyncDisposable {
  readonly client: SigilClient;
  readonly clock: ManualClock;
  readonly tracer: Tracer;
  readonly meter: Meter;
  /** The finished spans, in the order in which they ended. */
  spans(): SpanView[];
  /** The same as the OpenTelemetry SDK has them. */
  rawSpans(): ReadableSpan[];
  /** The histograms that have points, by name. */
  histograms(): Promise<Record<string, HistogramView>>;
  /** The generations that were handed to the exporter, oldest first. */
  records(): Promise<Generation[]>;
  readonly logs: string[];
}

const NAME = "test";

/** A client with an in-memory exporter, tracer and meter, and a clock that stands still; the options come on top. */
export function createTestClient(options: SigilClientOptions = {}): TestClient {
  const clock = createManualClock(CLOCK_START);
  const spanExporter = new InMemorySpanExporter();
  const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spanExporter)] }).getTracer(NAME);
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metricExporter, exportIntervalMillis: 3_600_000 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const meter = meterProvider.getMeter(NAME);
  const exporter = createMemoryExporter();
  const logs: string[] = [];
  const log = (message: string): void => void logs.push(message);
  const client = new SigilClient({
    tracer,
    meter,
    now: clock.now,
    logger: { debug: log, warn: log, error: log },
    generationExporter: exporter,
    ...options,
  });
  return {
    client,
    clock,
    tracer,
    meter,
    logs,
    spans: () => spanExporter.getFinishedSpans().map(toSpanView),
    rawSpans: () => spanExporter.getFinishedSpans(),
    async histograms() {
      metricExporter.reset();
      await reader.forceFlush();
      return toHistogramViews(metricExporter.getMetrics());
    },
    async records() {
      await client.flush();
      return [...exporter.generations];
    },
    async [Symbol.asyncDispose]() {
      await client.shutdown();
      await meterProvider.shutdown();
    },
  };
}
