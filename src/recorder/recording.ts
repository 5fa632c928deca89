// SPDX-License-Identifier: Apache-2.0
import type { Attributes, Context, SpanKind } from "@opentelemetry/api";
import type { OperationHistograms } from "../../generated/ts/record-metrics.js";
import type { ComputedValues, SpanContentOptions } from "../../generated/ts/span-input.js";
import { currentScope, type EnclosingGeneration, withGeneration } from "../context/recording-context.js";
import { createSigilError, isSigilError, type SigilError } from "../errors/sigil-error.js";
import type { Given } from "../internal/given.js";
import { guard } from "../internal/guard.js";
import { isRecord } from "../internal/is-record.js";
import type { RecordShape } from "../internal/record-shape.js";
import { secondsBetween } from "../internal/seconds-between.js";
import { RecordingSpan } from "../telemetry/recording-span.js";
import { type HandedOver, handOver } from "./hand-over.js";
import type { Recorder } from "./recorder.js";
import type { RecorderServices } from "./recorder-services.js";
import { errorOutcome, type RecordedError } from "./recording-errors.js";

/** The generated writers of one kind of recording. */
export interface RecordingKind<Rec> {
  readonly spanKind: SpanKind;
  readonly spanName: (record: Rec) => string;
  readonly startAttributes: (record: Rec, content: SpanContentOptions) => Attributes;
  readonly endAttributes: (record: Rec, content: SpanContentOptions, computed: ComputedValues) => Attributes;
  readonly recordMetrics: (
    histograms: OperationHistograms,
    record: Rec,
    computed: ComputedValues,
    context: Context,
  ) => void;
}

/** What is known when a recording starts. */
export interface StartedRecording<Rec> {
  readonly record: Rec;
  readonly content: SpanContentOptions;
}

/** What a recording has become: as its span and its metric points may show it. */
export interface FinishedRecording<Rec> extends StartedRecording<Rec> {
  readonly completedAt: Date;
  /** Most important first. */
  readonly errors: readonly RecordedError[];
  /** What only this kind of recording measures. */
  readonly measures?: ComputedValues;
}

/**
 * What all recorders share: one span, one result, one call error, one end. A recording without a start (a tool without a name)
 * has no span and records nothing.
 */
export abstract class Recording<Rec extends { startedAt?: Date | undefined }, Result extends object>
  implements Recorder
{
  /** @internal */
  protected readonly services: RecorderServices;
  /** @internal */
  protected result: HandedOver<Result> | undefined;
  /** @internal */
  protected callError: Given | undefined;
  /** @internal */
  protected isOpen = true;
  /**
   * Whether the stream that ends the recording, if there is one, is being read.
   * @internal
   */
  protected isBeingRead: boolean | undefined;
  /**
   * The generation that recordings inside this one inherit from: a tool between them passes its own on.
   * @internal
   */
  protected enclosing: EnclosingGeneration | undefined = currentScope().generation;
  readonly #kind: RecordingKind<Rec>;
  readonly #span: RecordingSpan | undefined;
  #isAbandoned = false;
  #error: SigilError | undefined;

  /** @internal */
  protected constructor(
    kind: RecordingKind<Rec>,
    services: RecorderServices,
    start: StartedRecording<Rec> | undefined,
  ) {
    this.#kind = kind;
    this.services = services;
    if (start === undefined) return;
    const { record, content } = start;
    this.#span = new RecordingSpan(services.tracer, {
      name: kind.spanName(record),
      kind: kind.spanKind,
      attributes: kind.startAttributes(record, content),
      startedAt: record.startedAt ?? services.now(),
    });
    services.open.begin();
  }

  /** The recorded call failed. Null and undefined are ignored; the last error wins. */
  setCallError(error: unknown): void {
    if (this.isOpen && error !== undefined && error !== null) this.callError = { value: error };
  }

  /**
   * Whether a value is a recorder of this copy of the package; asks nothing of the value itself.
   * @internal
   */
  static isRecording(value: object): value is Recorder {
    return #kind in value;
  }

  /** Runs `fn` with the recording's span active and its generation's capture mode inherited. Returns and throws what `fn` does. */
  run<T>(fn: () => T): T {
    const inside = (): T => withGeneration(this.enclosing, fn);
    return this.#span === undefined ? inside() : this.#span.run(inside);
  }

  /** Ends the recording: its span ends, its metric points are recorded. Repeats do nothing. */
  end(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    const span = this.#span;
    if (span === undefined) return;
    try {
      const finished = this.finish(span, this.callError);
      this.#error = this.#ownError(finished.errors);
      this.#close(span, finished);
    } catch (cause) {
      const problem = "a recording could not be finished";
      this.#error = createSigilError("internal", { problem }, { cause });
      this.services.diagnostics.warnOnce(problem);
      span.fail(this.#error.message);
    }
    this.services.open.end();
  }

  /** Local SDK error after `end()`, such as an invalid record. Never the error of a provider or a tool. */
  get error(): SigilError | undefined {
    return this.#error;
  }

  /** The same as `error`, null instead of undefined, as in the other Sigil SDKs. */
  err(): SigilError | null {
    return this.#error ?? null;
  }

  /** Ends the recording. Disposal knows no error: with neither result nor error, the span's status stays UNSET. */
  [Symbol.dispose](): void {
    if (this.isBeingRead) return;
    if (this.isOpen && this.result === undefined && this.callError === undefined) {
      this.#isAbandoned = true;
      this.services.diagnostics.debug("a recording was disposed without result or error");
    }
    this.end();
  }

  /**
   * The callback returned. The stream that ends the recording may be read on, or be part of the value.
   * @internal
   */
  succeed(value: unknown): void {
    if (!this.isBeingRead && (this.isBeingRead === undefined || !isRecord(value))) this.end();
  }

  /**
   * The callback threw. An error that was set before is closer to the cause and stays.
   * @internal
   */
  fail(error: unknown): void {
    if (!this.isOpen) return;
    this.callError ??= { value: error ?? String(error) };
    this.end();
  }

  /**
   * Takes what is known after the call; the last one wins.
   * @internal
   */
  protected take(shape: RecordShape<Result>, result: Result, services: RecorderServices = this.services): void {
    if (this.isOpen) this.result = handOver(shape, result, services);
    else this.services.diagnostics.warnOnce("a result came after end()");
  }

  /**
   * Decides what becomes of the recording; called once.
   * @internal
   */
  protected abstract finish(span: RecordingSpan, callError: Given | undefined): FinishedRecording<Rec>;

  /** A local error, or that a mapper of the SDK failed; a mapping error of the application is its own business. */
  #ownError(errors: readonly RecordedError[]): SigilError | undefined {
    const own = errors.find(({ isLocal, error }) => isLocal || isSigilError(error, "mapping"));
    // Who refused a record has told of it.
    if (own !== undefined && own.type !== "enqueue_error") this.services.report(own.error as SigilError);
    return own?.error as SigilError | undefined;
  }

  #close(span: RecordingSpan, { record, content, completedAt, errors, measures }: FinishedRecording<Rec>): void {
    const outcome = errorOutcome(errors, content);
    const computed: ComputedValues = {
      ...measures,
      errorType: outcome.type,
      errorCategory: outcome.category,
      durationSeconds: secondsBetween(record.startedAt ?? span.startedAt, completedAt),
    };
    const histograms = this.services.histograms();
    if (histograms !== undefined) guard(() => this.#kind.recordMetrics(histograms, record, computed, span.context));
    span.end({
      name: this.#kind.spanName(record),
      attributes: this.#kind.endAttributes(record, content, computed),
      completedAt,
      exceptions: outcome.exceptions,
      status: this.#isAbandoned && errors.length === 0 ? undefined : outcome.status,
    });
  }
}
