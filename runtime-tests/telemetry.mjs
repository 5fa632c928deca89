// SPDX-License-Identifier: Apache-2.0
// The program under an application's own OpenTelemetry setup: `telemetry.mjs <ingest URL> [early|late]`. Prints the
// program's result with everything that the providers collected, as plain data. `sdk.mjs` is the lane's OpenTelemetry.
import { context, metrics, SpanKind, trace } from "@opentelemetry/api";
import { reportSelfMetrics } from "sigil-sdk/self-metrics";
import { createClient, runProgram } from "./program.mjs";
import {
  AsyncLocalStorageContextManager,
  createTracerProvider,
  InMemorySpanExporter,
  MeterProvider,
  MetricReader,
} from "./sdk.mjs";

/** The clock of the client: constant, so that metric points are known exactly. */
const NOW = new Date("2026-01-02T03:07:00.500Z");

class ManualReader extends MetricReader {
  async onForceFlush() {}
  async onShutdown() {}
}

const [, , ingestUrl = "", mode = "early"] = process.argv;
console.log(JSON.stringify(mode === "late" ? await runLate() : await runEarly()));

async function runEarly() {
  const collected = registerProviders();
  const result = await trace
    .getTracer("application")
    .startActiveSpan("request", { kind: SpanKind.SERVER }, async (span) => {
      const kept = await runProgram({ ingestUrl, client: { now: () => NOW }, onClient: reportSelfMetrics });
      span.end();
      return kept;
    });
  return { ...result, ...(await collected()) };
}

/** The client is made, and has recorded something, before the application registers its providers. */
async function runLate() {
  const client = createClient(ingestUrl, { now: () => NOW });
  const early = recordOne(client);
  const collected = registerProviders();
  const late = recordOne(client);
  await client.shutdown();
  return { ids: { early, late }, ...(await collected()) };
}

/** @param {import("sigil-sdk").SigilClient} client */
function recordOne(client) {
  const recorder = client.startGeneration({ model: { provider: "openai", name: "gpt-5" } });
  recorder.end();
  return recorder.id;
}

function registerProviders() {
  const exporter = new InMemorySpanExporter();
  const reader = new ManualReader();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const tracerProvider = createTracerProvider(exporter);
  trace.setGlobalTracerProvider(tracerProvider);
  /** @type {RecordedPoint[]} */
  const points = [];
  metrics.setGlobalMeterProvider(watchContexts(new MeterProvider({ readers: [reader] }), points));
  return async () => {
    await tracerProvider.forceFlush();
    const { resourceMetrics, errors } = await reader.collect();
    return {
      spans: exporter.getFinishedSpans().map(toPlainSpan),
      metrics: resourceMetrics.scopeMetrics.flatMap(({ scope, metrics: all }) =>
        all.map((metric) => ({ scope: scope.name, ...toPlainMetric(metric) })),
      ),
      metricErrors: errors.map(String),
      points,
    };
  };
}

/** @typedef {{ name: string, traceId: string | undefined, spanId: string | undefined }} RecordedPoint */

/**
 * Notes the span in whose context each histogram point is recorded: what an exemplar of the point would link to. The
 * JavaScript SDKs hand that context to their reservoirs, but export no exemplars.
 *
 * @param {import("@opentelemetry/api").MeterProvider} provider
 * @param {RecordedPoint[]} points
 * @returns {import("@opentelemetry/api").MeterProvider}
 */
function watchContexts(provider, points) {
  const watched = new WeakSet();
  return {
    getMeter: (...scope) => {
      const meter = provider.getMeter(...scope);
      if (watched.has(meter)) return meter;
      watched.add(meter);
      const createHistogram = meter.createHistogram.bind(meter);
      meter.createHistogram = (name, options) => {
        const histogram = createHistogram(name, options);
        return {
          record: (value, attributes, recordedIn) => {
            const span = recordedIn && trace.getSpanContext(recordedIn);
            points.push({ name, traceId: span?.traceId, spanId: span?.spanId });
            histogram.record(value, attributes, recordedIn);
          },
        };
      };
      return meter;
    },
  };
}

/** @param {import("@opentelemetry/sdk-trace-base").ReadableSpan} span */
function toPlainSpan(span) {
  return {
    name: span.name,
    kind: SpanKind[span.kind],
    traceId: span.spanContext().traceId,
    spanId: span.spanContext().spanId,
    parentSpanId: span.parentSpanContext?.spanId,
    startedAt: toIso(span.startTime),
    endedAt: toIso(span.endTime),
    status: span.status,
    attributes: span.attributes,
    events: span.events.map(({ name, time, attributes: { "exception.stacktrace": stack, ...rest } = {} }) => ({
      name,
      at: toIso(time),
      attributes: rest,
      hasStack: typeof stack === "string",
    })),
    links: span.links,
    scope: span.instrumentationScope.name,
    dropped: span.droppedAttributesCount + span.droppedEventsCount + span.droppedLinksCount,
  };
}

/** @param {import("@opentelemetry/sdk-metrics").MetricData} metric */
function toPlainMetric(metric) {
  const { name, unit, description, valueType } = metric.descriptor;
  return {
    name,
    unit,
    description,
    valueType,
    dataPointType: metric.dataPointType,
    dataPoints: metric.dataPoints.map(({ attributes, value }) => ({ attributes, value })),
  };
}

/** @param {import("@opentelemetry/api").HrTime} time */
function toIso([seconds, nanoseconds]) {
  return new Date(seconds * 1000 + nanoseconds / 1e6).toISOString();
}
