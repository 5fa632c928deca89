// SPDX-License-Identifier: Apache-2.0
import type { ConcreteCaptureMode } from "../../generated/ts/capture.js";
import { EMBEDDING_SPAN_KIND, embeddingEndAttributes, embeddingSpanName, embeddingStartAttributes } from "../../generated/ts/embedding-span.js";
import type { Embedding, EmbeddingResult, EmbeddingStart } from "../../generated/ts/models.js";
import { recordEmbeddingMetrics } from "../../generated/ts/record-metrics.js";
import { snapshotEmbeddingResult, snapshotEmbeddingStart } from "../../generated/ts/snapshot.js";
import type { ComputedValues } from "../../generated/ts/span-input.js";
import { validateEmbeddingResult, validateEmbeddingStart } from "../../generated/ts/validate.js";
import { currentScope } from "../context/recording-context.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import { toValidationError } from "../errors/validation-error.js";
import { guard } from "../internal/guard.js";
import { nonBlank } from "../internal/non-blank.js";
import { secondsBetween } from "../internal/seconds-between.js";
import { RecordingSpan } from "../telemetry/recording-span.js";
import type { Recorder } from "./recorder.js";
import type { RecorderServices } from "./recorder-services.js";
import { errorOutcome, type RecordedError } from "./recording-errors.js";
import { recordingMode } from "./recording-mode.js";
import { spanContent } from "./span-content.js";

/** Records one embedding call as a span and metric points; nothing is sent to the ingest. No method throws. */
export class EmbeddingRecorder implements Recorder {
  readonly #services: RecorderServices;
  readonly #start: EmbeddingStart;
  readonly #seed: Embedding;
  readonly #mode: ConcreteCaptureMode;
  readonly #span: RecordingSpan;
  #result: EmbeddingResult | undefined;
  #callError: { readonly value: unknown } | undefined;
  #isEnded = false;
  #error: SigilError | undefined;

  /** @internal */
  constructor(services: RecorderServices, start: EmbeddingStart) {
    const scope = currentScope();
    const { config } = services;
    this.#services = services;
    this.#start = snapshotEmbeddingStart(start, services.snapshot);
    const { contentCapture, ...fields } = this.#start;
    this.#mode = recordingMode("embedding", contentCapture, fields.metadata, scope, services);
    this.#seed = {
      ...fields,
      agentName: nonBlank(fields.agentName) ?? nonBlank(scope.context.agentName) ?? nonBlank(config.agentName),
      agentVersion: nonBlank(fields.agentVersion) ?? nonBlank(scope.context.agentVersion) ?? nonBlank(config.agentVersion),
      startedAt: fields.startedAt ?? services.now(),
    };
    this.#span = new RecordingSpan(services.tracer, {
      name: embeddingSpanName(this.#seed),
      kind: EMBEDDING_SPAN_KIND,
      attributes: embeddingStartAttributes(this.#seed, spanContent(this.#mode, services, false)),
      startedAt: this.#seed.startedAt ?? services.now(),
    });
  }

  /** Hands over counts, texts and the response model; the last one wins. Copied at once. */
  setResult(result: EmbeddingResult): void {
    if (this.#isEnded) return;
    this.#result = guard(() => snapshotEmbeddingResult(result, this.#services.snapshot)) ?? {};
  }

  /** The provider's call failed. Null and undefined are ignored; the last error wins. */
  setCallError(error: unknown): void {
    if (this.#isEnded || error === undefined || error === null) return;
    this.#callError = { value: error };
  }

  /** Runs `fn` with the embedding's span active. Returns and throws what `fn` does. */
  run<T>(fn: () => T): T {
    return this.#span.run(fn);
  }

  /** Ends the span and records the metric points. Repeats do nothing. */
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

  /** Local SDK error after `end()`: an invalid start or result. Never a provider's error. */
  get error(): SigilError | undefined {
    return this.#error;
  }

  /** The same as `error`, null instead of undefined, as in the other Sigil SDKs. */
  err(): SigilError | null {
    return this.#error ?? null;
  }

  [Symbol.dispose](): void {
    this.end();
  }

  #finish(): void {
    const services = this.#services;
    const record = this.#record();
    const content = spanContent(this.#mode, services, false);
    const errors = this.#errors();
    const outcome = errorOutcome(errors, content);
    const completedAt = services.now();
    const computed: ComputedValues = {
      errorType: outcome.type,
      errorCategory: outcome.category,
      durationSeconds: secondsBetween(record.startedAt ?? completedAt, completedAt),
    };
    const histograms = services.histograms.current();
    if (histograms !== undefined) guard(() => recordEmbeddingMetrics(histograms, record, computed, this.#span.context));
    this.#span.end({ name: embeddingSpanName(record), attributes: embeddingEndAttributes(record, content, computed), completedAt, exceptions: outcome.exceptions, status: outcome.status });
  }

  /** A result that was set counts as zero inputs when it does not say. */
  #record(): Embedding {
    const result = this.#result;
    if (result === undefined) return this.#seed;
    return { ...this.#seed, ...result, inputCount: result.inputCount ?? 0, dimensions: result.dimensions ?? this.#seed.dimensions };
  }

  #errors(): readonly RecordedError[] {
    const startIssue = validateEmbeddingStart(this.#start);
    const resultIssue = this.#result === undefined ? undefined : validateEmbeddingResult(this.#result);
    if (startIssue !== undefined) this.#error = toValidationError("embedding_start", startIssue);
    else if (resultIssue !== undefined) this.#error = toValidationError("embedding_result", resultIssue);
    const errors: RecordedError[] = [];
    if (this.#callError !== undefined) errors.push({ type: "provider_call_error", error: this.#callError.value, isLocal: false });
    if (this.#error !== undefined) errors.push({ type: "validation_error", error: this.#error, isLocal: true });
    return errors;
  }
}
