// SPDX-License-Identifier: Apache-2.0
import type { ConcreteCaptureMode } from "../../generated/ts/capture.js";
import { GENERATION_SPAN_KIND, generationEndAttributes, generationSpanName, generationStartAttributes } from "../../generated/ts/generation-span.js";
import type { Generation, GenerationResult, GenerationStart } from "../../generated/ts/models.js";
import { recordGenerationMetrics } from "../../generated/ts/record-metrics.js";
import { snapshotGenerationResult, snapshotGenerationStart } from "../../generated/ts/snapshot.js";
import type { ComputedValues } from "../../generated/ts/span-input.js";
import { currentScope, withGeneration } from "../context/recording-context.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import { createGenerationId } from "../internal/generation-id.js";
import { guard } from "../internal/guard.js";
import { nonBlank } from "../internal/non-blank.js";
import { secondsBetween } from "../internal/seconds-between.js";
import { RecordingSpan } from "../telemetry/recording-span.js";
import { finishGeneration } from "./finish-generation.js";
import { mergeGeneration, type OperationDefaults, seedGeneration, withIdentityFromMetadata } from "./merge-generation.js";
import type { Recorder } from "./recorder.js";
import type { RecorderServices } from "./recorder-services.js";
import { errorOutcome } from "./recording-errors.js";
import { recordingMode } from "./recording-mode.js";
import { spanContent, startMode } from "./span-content.js";
import { firstTokenValues, toolCallCount } from "./generation-measures.js";

export interface SetResultOptions {
  /** The provider's answer could not be mapped; the generation is exported with what there is. */
  readonly mappingError?: unknown;
}

/**
 * Records one model call. Made by `client.startGeneration` and `client.startStreamingGeneration`; ends once, by `end()`, by
 * the callback's return, or by `using`. No method throws.
 */
export class GenerationRecorder implements Recorder {
  /** Id of the generation, fixed from the start: ratings and child generations refer to it. */
  readonly id: string;
  readonly #services: RecorderServices;
  readonly #seed: Generation;
  readonly #mode: ConcreteCaptureMode;
  readonly #span: RecordingSpan;
  #result: GenerationResult = {};
  #callError: { readonly value: unknown } | undefined;
  #mappingError: { readonly value: unknown } | undefined;
  #firstTokenAt: Date | undefined;
  #hasResult = false;
  #isAbandoned = false;
  #isEnded = false;
  #error: SigilError | undefined;

  /** @internal */
  constructor(services: RecorderServices, start: GenerationStart, defaults: OperationDefaults) {
    const scope = currentScope();
    const snapshot = snapshotGenerationStart(start, services.snapshot);
    this.#services = services;
    this.id = nonBlank(snapshot.id) ?? createGenerationId();
    this.#mode = recordingMode("generation", snapshot.contentCapture, snapshot.metadata, scope, services);
    this.#seed = seedGeneration(snapshot, this.id, defaults, scope.context, services.config, services.now());
    const known = withIdentityFromMetadata(this.#seed);
    this.#span = new RecordingSpan(services.tracer, {
      name: generationSpanName(known),
      kind: GENERATION_SPAN_KIND,
      attributes: generationStartAttributes(known, spanContent(startMode(this.#mode, services), services, false)),
      startedAt: this.#seed.startedAt ?? services.now(),
    });
  }

  /** Hands over what is known after the call; the last one wins. Copied at once: later changes of the objects have no effect. */
  setResult(result: GenerationResult, options: SetResultOptions = {}): void {
    if (this.#isEnded) return;
    this.#hasResult = true;
    this.#result = guard(() => snapshotGenerationResult(result, this.#services.snapshot)) ?? {};
    const { mappingError } = options;
    this.#mappingError = mappingError === undefined || mappingError === null ? undefined : { value: mappingError };
  }

  /** The provider's call failed. Null and undefined are ignored; the last error wins. */
  setCallError(error: unknown): void {
    if (this.#isEnded || error === undefined || error === null) return;
    this.#callError = { value: error };
  }

  /** When the first token arrived; default is now. An invalid date is ignored. */
  setFirstTokenAt(date: Date = this.#services.now()): void {
    if (this.#isEnded || !(date instanceof Date) || Number.isNaN(date.getTime())) return;
    this.#firstTokenAt = new Date(date);
  }

  /** Runs `fn` with this generation's span active and its capture mode inherited. Returns and throws what `fn` does. */
  run<T>(fn: () => T): T {
    return this.#span.run(() => withGeneration({ mode: this.#mode, metadata: this.#seed.metadata ?? {} }, fn));
  }

  /** Ends the recording: validates, applies the capture mode, ends the span, records metrics and queues the export. Repeats do nothing. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    try {
      this.#finish();
    } catch (cause) {
      this.#error = createSigilError("internal", {}, { cause });
      this.#services.diagnostics.warnOnce(this.#error.message);
    }
  }

  /** Local SDK error after `end()`: invalid record, full queue, too large, closed client. Never a provider's error. */
  get error(): SigilError | undefined {
    return this.#error;
  }

  /** The same as `error`, null instead of undefined, as in the other Sigil SDKs. */
  err(): SigilError | null {
    return this.#error ?? null;
  }

  /** Disposal knows no error: a recording without result and error is exported with span status UNSET. */
  [Symbol.dispose](): void {
    if (!this.#isEnded && !this.#hasResult && this.#callError === undefined) {
      this.#isAbandoned = true;
      this.#services.diagnostics.debug("a generation was disposed without a result or an error");
    }
    this.end();
  }

  #finish(): void {
    const services = this.#services;
    const merged = mergeGeneration(this.#seed, this.#result, services.now());
    const finished = finishGeneration(merged, { mode: this.#mode, ids: this.#span.ids, callError: this.#callError, mappingError: this.#mappingError, services });
    this.#error = finished.error;
    const { record } = finished;
    const content = spanContent(finished.mode, services, false);
    const outcome = errorOutcome(finished.errors, content);
    const startedAt = record.startedAt ?? services.now();
    const completedAt = record.completedAt ?? services.now();
    const computed: ComputedValues = {
      errorType: outcome.type,
      errorCategory: outcome.category,
      durationSeconds: secondsBetween(startedAt, completedAt),
      toolCallCount: toolCallCount(record),
      ...firstTokenValues(record, this.#firstTokenAt, startedAt),
    };
    const histograms = services.histograms.current();
    if (histograms !== undefined) guard(() => recordGenerationMetrics(histograms, record, computed, this.#span.context));
    this.#span.end({
      name: generationSpanName(record),
      attributes: generationEndAttributes(record, content, computed),
      completedAt,
      exceptions: outcome.exceptions,
      status: this.#isAbandoned && outcome.status.kind === "ok" ? { kind: "unset" } : outcome.status,
    });
  }
}
