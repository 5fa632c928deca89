// SPDX-License-Identifier: Apache-2.0
import { context, metrics, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { AggregationTemporality, MeterProvider, MetricReader } from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";

/** Each span is a request of its own, and a case may start and end many before the first is answered. */
const MAX_EXPORTS = 10_000;

/** Gives the measurements since the last time. */
class DeltaReader extends MetricReader {
  constructor() {
    super({ aggregationTemporalitySelector: () => AggregationTemporality.DELTA });
  }

  /** @override */
  async onForceFlush() {}

  /** @override */
  async onShutdown() {}
}

/**
 * The OpenTelemetry setup of the process, as an application has one. Spans are sent twice, at their start, when they are
 * still open, and at their end. What the exporters of one case send goes to the address of that case.
 */
class Telemetry {
  #reader = new DeltaReader();
  /** What a client counts of itself starts at zero with each client, so that every case has instruments of its own. */
  #selfReader = new DeltaReader();
  selfMeter = this.#createSelfMeter();
  /** @type {OTLPTraceExporter | undefined} */
  #spanExporter;
  #url = "";
  /** @type {Promise<void>[]} */
  #sending = [];
  /** Spans that were started in this case, oldest first. @type {import("@opentelemetry/api").SpanContext[]} */
  started = [];

  constructor() {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    const send = (/** @type {import("@opentelemetry/sdk-trace-base").ReadableSpan} */ span) => this.#send(span);
    const processor = {
      onStart: (/** @type {import("@opentelemetry/sdk-trace-base").Span} */ span) => {
        this.started.push(span.spanContext());
        send(span);
      },
      onEnd: send,
      forceFlush: async () => {},
      shutdown: async () => {},
    };
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [processor] }));
    metrics.setGlobalMeterProvider(new MeterProvider({ readers: [this.#reader] }));
  }

  /**
   * Starts over for a case.
   *
   * @param {string} url of the receiver
   */
  async begin(url) {
    await this.#spanExporter?.shutdown();
    this.#url = url;
    this.#spanExporter = new OTLPTraceExporter({ url: `${url}/v1/traces`, concurrencyLimit: MAX_EXPORTS });
    this.#sending = [];
    this.started = [];
    await this.#reader.collect();
    this.selfMeter = this.#createSelfMeter();
  }

  /** Resolves when the receiver has everything of this case. */
  async flush() {
    const exporter = new OTLPMetricExporter({ url: `${this.#url}/v1/metrics` });
    for (const reader of [this.#reader, this.#selfReader]) {
      const { resourceMetrics } = await reader.collect();
      await exportThrough(exporter, resourceMetrics);
    }
    await Promise.all(this.#sending);
    await exporter.shutdown();
  }

  #createSelfMeter() {
    this.#selfReader = new DeltaReader();
    return new MeterProvider({ readers: [this.#selfReader] }).getMeter("conformance");
  }

  /** @param {import("@opentelemetry/sdk-trace-base").ReadableSpan} span */
  #send(span) {
    if (this.#spanExporter !== undefined) this.#sending.push(exportThrough(this.#spanExporter, [span]));
  }
}

/**
 * @template Items
 * @param {{ export(items: Items, done: (result: { code: number, error?: Error }) => void): void }} exporter
 * @param {Items} items
 * @returns {Promise<void>}
 */
function exportThrough(exporter, items) {
  return new Promise((resolve, reject) => {
    exporter.export(items, ({ code, error }) => (code === 0 ? resolve() : reject(error)));
  });
}

/** @type {Telemetry | undefined} */
let telemetry;

/** The setup of this process. */
export function getTelemetry() {
  telemetry ??= new Telemetry();
  return telemetry;
}
