// SPDX-License-Identifier: Apache-2.0
import {
  type Attributes,
  type Context,
  isSpanContextValid,
  context as otelContext,
  ROOT_CONTEXT,
  type Span,
  type SpanKind,
  type SpanStatus,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { guard } from "../internal/guard.js";
import { runInContext } from "./run-in-context.js";

export interface SpanStart {
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes: Attributes;
  readonly startedAt: Date;
}

/** An exception event: an error, what is left of one, or the text of something else that was thrown. */
export type RecordingException = Error | { readonly name: string; readonly message: string } | string;

export interface SpanEnd {
  readonly name: string;
  readonly attributes: Attributes;
  readonly completedAt: Date;
  /** Errors that become exception events. */
  readonly exceptions: readonly RecordingException[];
  /** Undefined leaves it UNSET. */
  readonly status: SpanStatus | undefined;
}

/** One recording's span. A tracer that throws costs the span, never the recording. */
export class RecordingSpan {
  /** Its start, which a result can no longer change. */
  readonly startedAt: Date;
  readonly #span: Span | undefined;
  readonly #parent: Context;
  /** Made once, for streams that enter it with every chunk. */
  #context: Context | undefined;

  constructor(tracer: Tracer | undefined, start: SpanStart) {
    this.startedAt = start.startedAt;
    this.#parent = guard(() => otelContext.active()) ?? ROOT_CONTEXT;
    this.#span = guard(() =>
      tracer?.startSpan(
        start.name,
        { kind: start.kind, attributes: start.attributes, startTime: start.startedAt },
        this.#parent,
      ),
    );
  }

  /** Context in which the span is active; children, and exemplars of metric points, link to it. */
  get context(): Context {
    const span = this.#span;
    this.#context ??= (span && guard(() => trace.setSpan(this.#parent, span))) ?? this.#parent;
    return this.#context;
  }

  /** Hex ids, when the span is a real one. */
  get ids(): { readonly traceId: string; readonly spanId: string } | undefined {
    const context = guard(() => this.#span?.spanContext());
    return context !== undefined && isSpanContextValid(context) ? context : undefined;
  }

  /** Calls `fn` exactly once with the span active, also when the context manager fails. */
  run<T>(fn: () => T): T {
    return runInContext(this.context, fn);
  }

  end(end: SpanEnd): void {
    const span = this.#span;
    guard(() => span?.updateName(end.name));
    guard(() => span?.setAttributes(end.attributes));
    for (const exception of end.exceptions) guard(() => span?.recordException(exception, end.completedAt));
    guard(() => end.status && span?.setStatus(end.status));
    guard(() => span?.end(end.completedAt));
  }

  /** Ends the span of a recording that could not be finished. */
  fail(message: string): void {
    guard(() => this.#span?.setStatus({ code: SpanStatusCode.ERROR, message }));
    guard(() => this.#span?.end());
  }
}
