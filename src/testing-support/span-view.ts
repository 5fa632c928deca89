// SPDX-License-Identifier: Apache-2.0
import { type Attributes, type HrTime, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";

/** Everything that a recording says about itself in a span, in a form to compare whole. */
export interface SpanView {
  readonly name: string;
  readonly kind: keyof typeof SpanKind;
  readonly scope: string;
  readonly attributes: Attributes;
  readonly events: readonly EventView[];
  readonly status: { readonly code: keyof typeof SpanStatusCode; readonly message?: string | undefined };
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly parentSpanId: string | undefined;
}

export interface EventView {
  readonly name: string;
  readonly at: Date;
  /** A stack trace is only there or not: its form is the runtime's. */
  readonly attributes: Attributes;
}

/** Stands for every stack trace. */
export const STACK = "at ...";

export function toSpanView(span: ReadableSpan): SpanView {
  const { code, message } = span.status;
  return {
    name: span.name,
    kind: SpanKind[span.kind] as keyof typeof SpanKind,
    scope: span.instrumentationScope.name,
    attributes: span.attributes,
    events: span.events.map(({ name, time, attributes = {} }) => ({
      name,
      at: toDate(time),
      attributes: "exception.stacktrace" in attributes ? { ...attributes, "exception.stacktrace": STACK } : attributes,
    })),
    status: {
      code: SpanStatusCode[code] as keyof typeof SpanStatusCode,
      ...(message === undefined ? {} : { message }),
    },
    startedAt: toDate(span.startTime),
    endedAt: toDate(span.endTime),
    parentSpanId: span.parentSpanContext?.spanId,
  };
}

function toDate([seconds, nanoseconds]: HrTime): Date {
  return new Date(seconds * 1000 + Math.round(nanoseconds / 1e6));
}
