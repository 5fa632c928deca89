// SPDX-License-Identifier: Apache-2.0
import type { ConcreteCaptureMode } from "../../generated/ts/capture.js";
import {
  EMBEDDING_SPAN_KIND,
  embeddingEndAttributes,
  embeddingSpanName,
  embeddingStartAttributes,
} from "../../generated/ts/embedding-span.js";
import type { Embedding, EmbeddingResult, EmbeddingStart } from "../../generated/ts/models.js";
import { recordEmbeddingMetrics } from "../../generated/ts/record-metrics.js";
import { EMBEDDING_RESULT_SHAPE, EMBEDDING_START_SHAPE } from "../../generated/ts/record-shapes.js";
import { findEmbeddingResultIssue, findEmbeddingStartIssue } from "../../generated/ts/validate-embedding.js";
import { currentScope } from "../context/recording-context.js";
import type { SigilError } from "../errors/sigil-error.js";
import { toValidationError } from "../errors/validation-error.js";
import type { Given } from "../internal/given.js";
import type { RecordingSpan } from "../telemetry/recording-span.js";
import { type HandedOver, handOver } from "./hand-over.js";
import { agentOf } from "./identity.js";
import type { RecorderServices } from "./recorder-services.js";
import { type FinishedRecording, Recording, type RecordingKind } from "./recording.js";
import { outsideError, type RecordedError } from "./recording-errors.js";
import { recordingMode } from "./recording-mode.js";
import { clearEmbedding } from "./sanitize.js";
import { STRICTEST_MODE, spanContent, startContent } from "./span-content.js";

const EMBEDDING: RecordingKind<Embedding> = {
  spanKind: EMBEDDING_SPAN_KIND,
  spanName: embeddingSpanName,
  startAttributes: embeddingStartAttributes,
  endAttributes: embeddingEndAttributes,
  recordMetrics: recordEmbeddingMetrics,
};

/** Records one embedding call as a span and metric points; nothing is sent to the ingest. No method throws. */
export class EmbeddingRecorder extends Recording<Embedding, EmbeddingResult> {
  readonly #start: HandedOver<EmbeddingStart>;
  readonly #seed: Embedding;
  readonly #mode: ConcreteCaptureMode;
  #mappingError: SigilError | undefined;

  /** @internal */
  constructor(services: RecorderServices, start: EmbeddingStart) {
    const scope = currentScope();
    const { context } = scope;
    const given = handOver(EMBEDDING_START_SHAPE, start, services);
    const { contentCapture, ...fields } = given.copy;
    // What is of a wrong type was left out; it may have been the mode.
    const isRight = given.mismatch === undefined;
    const mode = isRight
      ? recordingMode("embedding", contentCapture, fields.metadata, scope, services)
      : STRICTEST_MODE;
    const seed: Embedding = {
      ...fields,
      ...agentOf(fields, context, services.config),
      startedAt: fields.startedAt ?? services.now(),
    };
    super(EMBEDDING, services, { record: seed, content: startContent(mode, services) });
    this.#start = given;
    this.#seed = seed;
    this.#mode = mode;
  }

  /** Hands over counts, texts and the response model; the last one wins. Copied at once. */
  setResult(result: EmbeddingResult): void {
    this.take(EMBEDDING_RESULT_SHAPE, result);
  }

  /** @internal A mapper of the SDK failed; the recording goes on without what it would have said. */
  setMappingError(error: SigilError): void {
    if (this.isOpen) this.#mappingError = error;
  }

  /** @internal */
  protected override finish(_span: RecordingSpan, callError: Given | undefined): FinishedRecording<Embedding> {
    const { services } = this;
    const { record, mode, errorText } = clearEmbedding(this.#embedded(), this.#mode, callError, services);
    const errors: RecordedError[] = [];
    if (callError !== undefined) errors.push(outsideError("provider_call_error", callError, errorText));
    if (this.#mappingError !== undefined) errors.push(outsideError("mapping_error", { value: this.#mappingError }));
    const error = this.#validate();
    if (error !== undefined) errors.push({ isLocal: true, type: "validation_error", error });
    return { record, content: spanContent(mode, services), completedAt: services.now(), errors };
  }

  /** A result that was set counts as zero inputs when it does not say. */
  #embedded(): Embedding {
    if (this.result === undefined) return this.#seed;
    const { copy: result } = this.result;
    const dimensions = result.dimensions ?? this.#seed.dimensions;
    return { ...this.#seed, ...result, inputCount: result.inputCount ?? 0, dimensions };
  }

  #validate(): SigilError | undefined {
    const startIssue = findEmbeddingStartIssue(this.#start.copy, this.#start.mismatch);
    if (startIssue !== undefined) return toValidationError("embedding_start", startIssue);
    const resultIssue = this.result && findEmbeddingResultIssue(this.result.copy, this.result.mismatch);
    return resultIssue && toValidationError("embedding_result", resultIssue);
  }
}
