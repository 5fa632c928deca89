// SPDX-License-Identifier: Apache-2.0
// OpenTelemetry SDK 2.x under the names that the lanes share.
import { BasicTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";

export { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
export { MeterProvider, MetricReader } from "@opentelemetry/sdk-metrics";
export { InMemorySpanExporter } from "@opentelemetry/sdk-trace-base";

/** @param {import("@opentelemetry/sdk-trace-base").SpanExporter} exporter */
export function createTracerProvider(exporter) {
  return new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
}
