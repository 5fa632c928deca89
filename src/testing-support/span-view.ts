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
  /** Of a stack trace only the first line: the rest names files of this machine. */
  readonly attributes: Attributes;
}

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
      attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, firstLine(value)])),
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

function firstLine<T>(value: T): T | string {
  return typeof value === "string" ? (value.split("\n")[0] ?? "") : value;
}

function toDate([seconds, nanoseconds]: HrTime): Date {
  return new Date(seconds * 1000 + Math.round(nanoseconds / 1e6));
}
