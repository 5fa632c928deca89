// SPDX-License-Identifier: Apache-2.0
import type { ConcreteCaptureMode } from "../../generated/ts/capture.js";
import type { GenerationMode } from "../../generated/ts/enums.js";
import {
  GENERATION_SPAN_KIND,
  generationEndAttributes,
  generationSpanName,
  generationStartAttributes,
} from "../../generated/ts/generation-span.js";
import type { Generation, GenerationResult, GenerationStart } from "../../generated/ts/models.js";
import { recordGenerationMetrics } from "../../generated/ts/record-metrics.js";
import { GENERATION_RESULT_SHAPE, GENERATION_START_SHAPE } from "../../generated/ts/record-shapes.js";
import { currentScope } from "../context/recording-context.js";
import type { Mismatch } from "../internal/copier.js";
import { createGenerationId } from "../internal/generation-id.js";
import type { Given } from "../internal/given.js";
import { guard } from "../internal/guard.js";
import { nonBlank } from "../internal/non-blank.js";
import { isTimestamp } from "../internal/value-types.js";
import type { RecordingSpan } from "../telemetry/recording-span.js";
import { finishGeneration } from "./finish-generation.js";
import { firstTokenValues, toolCallCount } from "./generation-measures.js";
import { handOver } from "./hand-over.js";
import { type Completion, mergeGeneration, seedGeneration, withIdentityFromMetadata } from "./merge-generation.js";
import { ObservedStream, type ObserveOptions, type StreamEnd } from "./observe-stream.js";
import type { RecorderServices } from "./recorder-services.js";
import { type FinishedRecording, Recording, type RecordingKind } from "./recording.js";
import { recordingMode } from "./recording-mode.js";
import { spanContent, startContent } from "./span-content.js";

export interface SetResultOptions {
  /** The provider's answer could not be mapped; the generation is exported with what there is. */
  readonly mappingError?: unknown;
}

const GENERATION: RecordingKind<Generation> = {
  spanKind: GENERATION_SPAN_KIND,
  spanName: generationSpanName,
  startAttributes: generationStartAttributes,
  endAttributes: generationEndAttributes,
  recordMetrics: recordGenerationMetrics,
};

/**
 * Records one model call. Made by `client.startGeneration` and `client.startStreamingGeneration`; ends once, by `end()`, by
 * the callback's return, by an observed stream, or by `using`. No method throws.
 */
export class GenerationRecorder extends Recording<Generation, GenerationResult> {
  /** Id of the generation, fixed from the start: ratings and child generations refer to it. */
  readonly id: string;
  readonly #seed: Generation;
  readonly #mode: ConcreteCaptureMode;
  /** The first wrong type in the start. */
  readonly #mismatch: Mismatch | undefined;
  #mappingError: Given | undefined;
  #firstTokenAt: Date | undefined;
  #completion: Completion | undefined;
  /** Of the latest stream that failed. */
  #streamError: Given | undefined;

  /** @internal */
  constructor(services: RecorderServices, start: GenerationStart, defaultMode: GenerationMode) {
    const scope = currentScope();
    const { copy: given, mismatch } = handOver(GENERATION_START_SHAPE, start, services);
    const id = nonBlank(given.id) ?? createGenerationId();
    const mode = recordingMode("generation", given.contentCapture, given.metadata, scope, services);
    const seed = seedGeneration(given, id, defaultMode, scope.context, services);
    super(GENERATION, services, { record: withIdentityFromMetadata(seed), content: startContent(mode, services) });
    this.id = id;
    this.enclosing = { mode, metadata: { ...scope.generation?.metadata, ...seed.metadata } };
    this.#mode = mode;
    this.#seed = seed;
    this.#mismatch = mismatch;
  }

  /** Hands over what is known after the call; the last one wins. Copied at once: later changes of the objects have no effect. */
  setResult(result: GenerationResult, options: SetResultOptions = {}): void {
    this.take(GENERATION_RESULT_SHAPE, result);
    const value = guard(() => options.mappingError) ?? undefined;
    this.#mappingError = value === undefined ? undefined : { value };
  }

  /** When the first token arrived; default is now. An invalid date is ignored. */
  setFirstTokenAt(date: Date = this.services.now()): void {
    if (this.isOpen && isTimestamp(date)) this.#firstTokenAt = new Date(date);
  }

  /**
   * Passes the items of a stream through, each at once, and notes its first token, its end and how it ended: a break is
   * `cancelled`, an abort `aborted`, an error also the call error. With an accumulator the end of the stream ends the
   * recording, with the accumulator's result, and a block that is left meanwhile does not: one whose callback returns an object,
   * which may hold the stream, or one that is left once the stream has been read from. Without an accumulator, the caller sets
   * the result and ends the recording. Of several streams, as of attempts at one call, the last tells how it ended.
   *
   * @example
   * for await (const chunk of recorder.observe(stream, { accumulator })) process.stdout.write(chunk.text);
   */
  observe<Item>(stream: AsyncIterable<Item>, options: ObserveOptions<Item> = {}): AsyncIterable<Item> {
    // Read once: what cannot be read counts as not given.
    const [accumulator, isFirstToken] = guard(() => [options.accumulator, options.isFirstToken] as const) ?? [];
    const observed = new ObservedStream(
      stream,
      { accumulator, isFirstToken },
      {
        run: (fn) => this.run(fn),
        onOpen: () => {
          if (this.isBeingRead === false) this.isBeingRead = true;
        },
        onFirstToken: () => {
          if (this.#firstTokenAt === undefined) this.setFirstTokenAt();
        },
        onEnd: (end) => this.#endStream(end),
      },
    );
    if (accumulator) this.isBeingRead = false;
    return observed;
  }

  /** @internal */
  protected override finish(span: RecordingSpan, callError: Given | undefined): FinishedRecording<Generation> {
    const { services } = this;
    const completion = this.#completion ?? { at: services.now() };
    const merged = mergeGeneration(this.#seed, this.result?.copy ?? {}, completion);
    const { record, mode, errors } = finishGeneration(merged, {
      mode: this.#mode,
      ids: span.ids,
      mismatch: this.#mismatch ?? this.result?.mismatch,
      callError,
      mappingError: this.#mappingError,
      services,
    });
    const completedAt = record.completedAt ?? completion.at;
    return {
      record,
      content: spanContent(mode, services),
      completedAt,
      errors,
      measures: {
        toolCallCount: toolCallCount(record),
        ...firstTokenValues(record, this.#firstTokenAt, record.startedAt ?? span.startedAt),
      },
    };
  }

  #endStream({ outcome, error, result }: StreamEnd): void {
    this.#completion = { at: this.services.now(), outcome };
    // What an earlier stream has failed with is over.
    if (this.callError === this.#streamError) this.callError = undefined;
    if (error !== undefined) {
      this.setCallError(error.value);
      this.#streamError = this.callError;
    }
    if (result === undefined) return;
    this.isBeingRead = undefined;
    this.setResult(result.value, { mappingError: result.error });
    this.end();
  }
}
