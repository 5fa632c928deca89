// SPDX-License-Identifier: Apache-2.0
import { type Attributes, context, type Meter, type Tracer } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { MeterProvider } from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, type ReadableSpan } from "@opentelemetry/sdk-trace-base";

/** A span that was started, with what it had at that moment. */
interface StartedSpan {
  readonly span: ReadableSpan;
  readonly atStart: { readonly name: string; readonly attributes: Attributes };
}

/** An OpenTelemetry setup that keeps spans in memory. */
export interface TelemetryProbe {
  readonly tracer: Tracer;
  readonly meter: Meter;
  /** Oldest first. */
  readonly spans: readonly StartedSpan[];
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
  const meters = new MeterProvider();
  return {
    tracer: tracers.getTracer("conformance"),
    meter: meters.getMeter("conformance"),
    spans,
    close: async () => {
      await Promise.all([tracers.shutdown(), meters.shutdown()]);
    },
  };
}
