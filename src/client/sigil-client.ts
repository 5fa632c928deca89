// SPDX-License-Identifier: Apache-2.0
import { trace } from "@opentelemetry/api";
import { INSTRUMENTATION_SCOPE_NAME } from "../../generated/ts/attributes.js";
import { LIMIT_SANITIZE_DEPTH, LIMIT_SANITIZE_NODES } from "../../generated/ts/limits.js";
import type {
  ConversationRatingInput,
  ConversationRatingResult,
  EmbeddingStart,
  Generation,
  GenerationStart,
  ToolExecutionStart,
} from "../../generated/ts/models.js";
import type { ResolvedConfig, SigilClientOptions } from "../../generated/ts/options.js";
import { resolveConfig } from "../config/resolve-config.js";
import { Diagnostics } from "../diagnostics/diagnostics.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import type { FlushOptions } from "../export/flush-options.js";
import { guard } from "../internal/guard.js";
import { toJsonObject, toJsonValue } from "../internal/to-json-value.js";
import { toText } from "../internal/to-text.js";
import { isTimestamp } from "../internal/value-types.js";
import type { SubmitRatingOptions } from "../ratings/with-deadline.js";
import { EmbeddingRecorder } from "../recorder/embedding-recorder.js";
import { GenerationRecorder } from "../recorder/generation-recorder.js";
import type { RecorderServices } from "../recorder/recorder-services.js";
import { type RecordingParent, startInside } from "../recorder/recording-parent.js";
import { type CallbackRecorder, runRecording } from "../recorder/run-recording.js";
import { ToolExecutionRecorder } from "../recorder/tool-recorder.js";
import { followHistograms } from "../telemetry/operation-histograms.js";
import { type ClientStatus, Delivery, type FlushReport } from "./delivery.js";

/**
 * Records what an LLM application does and delivers generations to a Sigil ingest; spans and metrics go through the
 * application's own OpenTelemetry setup. Recording never throws into the application and never waits for the network.
 *
 * @example
 * const client = new SigilClient({ generationExport: { endpoint: "http://localhost:8080" } });
 * const answer = await client.startGeneration({ model: { provider: "openai", name: "gpt-5" } }, async (recorder) => {
 *   const response = await callModel();
 *   recorder.setResult({ output: [{ role: "assistant", parts: [{ kind: "text", text: response.text }] }] });
 *   return response;
 * });
 * await client.shutdown();
 */
export class SigilClient {
  /** The options after defaults and checks, frozen. */
  readonly config: ResolvedConfig;
  readonly #services: RecorderServices;
  readonly #delivery: Delivery;

  /** Throws a SigilError with code `config` when an option is wrong; reads no environment variables and opens no connection. */
  constructor(options: SigilClientOptions = {}) {
    this.config = resolveConfig(options);
    const { config } = this;
    const diagnostics = new Diagnostics(config.logger ?? (config.debug ? console : undefined));
    const limits = { maxDepth: LIMIT_SANITIZE_DEPTH, maxNodes: LIMIT_SANITIZE_NODES };
    const delivery = new Delivery(config, diagnostics);
    this.#delivery = delivery;
    this.#services = {
      config,
      diagnostics,
      // The API's proxy tracer follows a provider that is registered later.
      tracer: config.tracer ?? guard(() => trace.getTracer(INSTRUMENTATION_SCOPE_NAME)),
      histograms: followHistograms(config.meter),
      now: createClock(config.now),
      open: delivery.open,
      accept: (record: Generation): SigilError | undefined => delivery.accept(record),
      report: (error) => delivery.losses.reportError(error),
      copying: {
        note: (field, reason, by) => diagnostics[by](`${field}: ${reason}`),
        toJsonObject: (value) => toJsonObject(value, limits),
        toJsonValue: (value) => toJsonValue(toText(value), limits),
      },
    };
  }

  /**
   * Records one model call. With a callback: runs it inside the recording, returns exactly what it returns, rethrows what it
   * throws, and ends the recording when it settles. Without: returns a recorder that the caller ends. A `parent` stands in for
   * starting it inside the callback of another recording.
   */
  startGeneration<T>(
    start: GenerationStart & RecordingParent,
    fn: (recorder: GenerationRecorder) => PromiseLike<T>,
  ): Promise<T>;
  startGeneration<T>(start: GenerationStart & RecordingParent, fn: (recorder: GenerationRecorder) => T): T;
  startGeneration(start: GenerationStart & RecordingParent): GenerationRecorder;
  startGeneration<T>(
    start: GenerationStart & RecordingParent,
    fn?: (recorder: GenerationRecorder) => T,
  ): T | Promise<Awaited<T>> | GenerationRecorder {
    return this.#record(start, () => new GenerationRecorder(this.#services, start, "SYNC"), fn);
  }

  /**
   * As startGeneration, for a call whose answer is streamed. `recorder.observe(stream)` gives the same items, and notes when the
   * first one came and how the stream ended; with an accumulator, the recording ends with the stream that the callback returns.
   * `recorder.setFirstTokenAt()` is for streams that it cannot read.
   *
   * @example
   * const answer = await client.startStreamingGeneration({ model: { provider: "openai", name: "gpt-5" } }, async (recorder) => {
   *   let text = "";
   *   for await (const chunk of recorder.observe(streamModel())) text += chunk;
   *   recorder.setResult({ output: [{ role: "assistant", parts: [{ kind: "text", text }] }] });
   *   return text;
   * });
   */
  startStreamingGeneration<T>(
    start: GenerationStart & RecordingParent,
    fn: (recorder: GenerationRecorder) => PromiseLike<T>,
  ): Promise<T>;
  startStreamingGeneration<T>(start: GenerationStart & RecordingParent, fn: (recorder: GenerationRecorder) => T): T;
  startStreamingGeneration(start: GenerationStart & RecordingParent): GenerationRecorder;
  startStreamingGeneration<T>(
    start: GenerationStart & RecordingParent,
    fn?: (recorder: GenerationRecorder) => T,
  ): T | Promise<Awaited<T>> | GenerationRecorder {
    return this.#record(start, () => new GenerationRecorder(this.#services, start, "STREAM"), fn);
  }

  /** Records one run of a tool as a span and a duration point. Same forms as startGeneration. */
  startToolExecution<T>(
    start: ToolExecutionStart & RecordingParent,
    fn: (recorder: ToolExecutionRecorder) => PromiseLike<T>,
  ): Promise<T>;
  startToolExecution<T>(start: ToolExecutionStart & RecordingParent, fn: (recorder: ToolExecutionRecorder) => T): T;
  startToolExecution(start: ToolExecutionStart & RecordingParent): ToolExecutionRecorder;
  startToolExecution<T>(
    start: ToolExecutionStart & RecordingParent,
    fn?: (recorder: ToolExecutionRecorder) => T,
  ): T | Promise<Awaited<T>> | ToolExecutionRecorder {
    return this.#record(start, () => new ToolExecutionRecorder(this.#services, start), fn);
  }

  /** Records one embedding call as a span and metric points. Same forms as startGeneration. */
  startEmbedding<T>(
    start: EmbeddingStart & RecordingParent,
    fn: (recorder: EmbeddingRecorder) => PromiseLike<T>,
  ): Promise<T>;
  startEmbedding<T>(start: EmbeddingStart & RecordingParent, fn: (recorder: EmbeddingRecorder) => T): T;
  startEmbedding(start: EmbeddingStart & RecordingParent): EmbeddingRecorder;
  startEmbedding<T>(
    start: EmbeddingStart & RecordingParent,
    fn?: (recorder: EmbeddingRecorder) => T,
  ): T | Promise<Awaited<T>> | EmbeddingRecorder {
    return this.#record(start, () => new EmbeddingRecorder(this.#services, start), fn);
  }

  /**
   * Posts a user's rating of a conversation to `api.endpoint`, at once and once, with the export's headers and credentials.
   * The capture mode is the resolver's for the rating's metadata, else the client's; `metadata_only` drops the comment.
   *
   * Rejects with a SigilError: `validation` (a value is missing or too long, or the API refused it), `rating_conflict` (the
   * id was used for another rating), `rating_transport` (not delivered within the time), `aborted`, `shutdown`, or `config` (the
   * options of `generationExport.transport` cannot work). The same rating may be submitted again.
   *
   * @example
   * const { summary } = await client.submitConversationRating("conv-1", {
   *   ratingId: "rating-1",
   *   rating: "CONVERSATION_RATING_VALUE_BAD",
   *   comment: "It sent me to the wrong shop.",
   * });
   */
  async submitConversationRating(
    conversationId: string,
    input: ConversationRatingInput,
    options?: SubmitRatingOptions,
  ): Promise<ConversationRatingResult> {
    if (this.status().state === "closed") throw createSigilError("shutdown");
    // Copied at once, as everything that is handed over.
    const submission = this.#services.copying.toJsonValue({ conversationId, input });
    const { submitRating } = await import("../ratings/submit-rating.js");
    return submitRating(submission, options, this.#services);
  }

  /** Sends what was recorded before the call. Never rejects: the report carries the error. Default deadline: `flushTimeoutMs`. */
  flush(options?: FlushOptions): Promise<FlushReport> {
    return this.#delivery.flush(options);
  }

  /** Flushes, gives up what the deadline leaves, and closes the transport. Repeats return the first call's report. */
  shutdown(options?: FlushOptions): Promise<FlushReport> {
    return this.#delivery.shutdown(options);
  }

  /** Counters, queue and the last error, at this moment. */
  status(): ClientStatus {
    return this.#delivery.status();
  }

  /** `await using client = new SigilClient()` shuts down at the end of the block. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  #record<R extends CallbackRecorder, T>(
    start: RecordingParent,
    create: () => R,
    fn: ((recorder: R) => T) | undefined,
  ): T | Promise<Awaited<T>> | R {
    const recorder = startInside(start, create, this.#services.diagnostics);
    return typeof fn === "function" ? runRecording(recorder, fn) : recorder;
  }
}

/** The application's clock, as far as it tells the time; recorders keep the Date, so it is a copy. */
function createClock(now: (() => Date) | undefined): () => Date {
  if (now === undefined) return () => new Date();
  return () => {
    const date = guard(now);
    return isTimestamp(date) ? new Date(date) : new Date();
  };
}
