// SPDX-License-Identifier: Apache-2.0
// OpenTelemetry SDK 3.x under the names that the lanes share.
import { SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";

export { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
export { MeterProvider, MetricReader } from "@opentelemetry/sdk-metrics";
export { InMemorySpanExporter } from "@opentelemetry/sdk-trace";

/** @param {import("@opentelemetry/sdk-trace").SpanExporter} exporter */
export function createTracerProvider(exporter) {
  return new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
}
