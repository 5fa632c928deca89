// SPDX-License-Identifier: Apache-2.0
import type { GenerationResult } from "../../../generated/ts/models.js";
import { STREAM_ENDS, type StreamEndId } from "../../../generated/ts/providers.js";
import type { SigilError } from "../../errors/sigil-error.js";
import type { GenerationRecorder } from "../../recorder/generation-recorder.js";
import { isAbortError } from "../../telemetry/classify-error.js";
import { guard } from "../guard.js";
import {
  type PreparedRequest,
  prepareRequest,
  type ResponseFacts,
  resultOfResponse,
  resultWithoutResponse,
} from "./build-result.js";
import { requestSignal } from "./call-context.js";
import { toMappingError } from "./call-error.js";
import { type Forgetful, stopWatching, watchForgotten } from "./forgotten.js";
import type { StreamState } from "./generation-api.js";
import type { GenerationCall } from "./generation-call.js";
import type { CallObserver } from "./hook-result.js";
import { hookStream, type Reading, type StreamObserver } from "./hook-stream.js";
import { at } from "./read.js";

/** One recording, from the request to the end of the answer. Ends once; nothing of it reaches the caller. */
export class ProviderRecording implements CallObserver, StreamObserver, Forgetful {
  readonly #call: Omit<GenerationCall<unknown>, "invoke">;
  readonly #prepared: PreparedRequest;
  readonly #recorder: GenerationRecorder;
  /** From the moment on when there is a stream. */
  #state: StreamState | undefined;
  #streamSignal: unknown;
  #reading: Reading | undefined;
  #events: unknown[] | undefined;
  #hasContent = false;
  #isOver = false;
  #mappingError: SigilError | undefined;
  /** The first failure of a mapper becomes the mapping error; the answer reaches the caller all the same. */
  readonly #onMappingError = (cause: unknown): void => {
    this.#mappingError ??= toMappingError(cause);
  };

  constructor({ invoke: _, ...call }: GenerationCall<unknown>) {
    const { sigil, api, options, request, isStreamed } = call;
    this.#call = call;
    this.#prepared = prepareRequest(api, request, options, this.#onMappingError);
    const { start } = this.#prepared;
    this.#recorder = isStreamed ? sigil.startStreamingGeneration(start) : sigil.startGeneration(start);
  }

  run<T>(fn: () => T): T {
    return this.#recorder.run(fn);
  }

  /** What the recording waits for now; without it, it is over. */
  waitFor(value: unknown): void {
    if (!this.#isOver) watchForgotten(this, value);
  }

  onValue(value: unknown): void {
    if (this.#isOver) return;
    if (!hookStream(value, this)) {
      this.#finish(value, {});
      return;
    }
    this.#state = this.#call.api.createStreamState();
    this.#streamSignal = guard(() => at(value, ["controller", "signal"]));
    this.#events = this.#call.options.rawArtifacts ? [] : undefined;
    guard(() => this.#abortable()?.addEventListener("abort", this.#onAbort));
    this.waitFor(value);
  }

  onRawResponse(): void {
    this.#end("rawResponse");
  }

  onOpen(iterator: unknown, reading: Reading): void {
    this.#reading = reading;
    this.waitFor(iterator);
  }

  /** Who waits for an event is told by the stream itself; who handles one may ask for another, unless nobody reads on. */
  readonly #onAbort = (): void => {
    queueMicrotask(() => {
      if (this.#reading?.isPending !== true) this.onDone();
    });
  };

  onEvent(event: unknown): void {
    if (this.#isOver) return;
    // Not through #attempt: a stream has thousands of events.
    try {
      this.#state?.push(event);
      if (!this.#hasContent) this.#lookForContent(event);
    } catch (cause) {
      this.#onMappingError(cause);
    }
    this.#events?.push(event);
  }

  #lookForContent(event: unknown): void {
    if (!this.#call.api.hasContent(event)) return;
    this.#hasContent = true;
    this.#recorder.setFirstTokenAt();
  }

  onDone(): void {
    if (this.#state?.isComplete === true) this.#end("complete");
    else this.#end(this.#isAborted() ? "aborted" : "truncated");
  }

  onCancel(): void {
    this.#end("cancelled");
  }

  onForgotten(): void {
    this.#end(this.#state === undefined ? "rawResponse" : "cancelled");
  }

  /** Neither the result nor its stream can be watched. */
  onUnhooked(): void {
    this.#end("rawResponse");
  }

  onError(error: unknown): void {
    if (this.#isOver) return;
    const { api, context } = this.#call;
    const shown = guard(() => api.describeError?.(error, context)) ?? error;
    const isStream = this.#state !== undefined;
    if (isStream && isAbortError(shown)) this.#end("aborted");
    else {
      if (!isStream || STREAM_ENDS.error.isCallError) this.#recorder.setCallError(shown);
      this.#end(isStream ? "error" : undefined);
    }
  }

  #end(end: StreamEndId | undefined): void {
    if (this.#isOver) return;
    const state = this.#state;
    if (state === undefined) this.#close(resultWithoutResponse(this.#prepared, end));
    else
      this.#finish(
        this.#attempt(() => state.response()),
        { end, streamEvents: this.#events },
      );
  }

  #finish(response: unknown, facts: ResponseFacts): void {
    const mapped = this.#attempt(() => resultOfResponse(this.#prepared, response, facts));
    if (mapped?.failure !== undefined) this.#recorder.setCallError(mapped.failure);
    this.#close(mapped?.result ?? resultWithoutResponse(this.#prepared, facts.end));
  }

  #close(result: GenerationResult): void {
    this.#isOver = true;
    stopWatching(this);
    // The caller's signal may live for many calls.
    if (this.#state !== undefined) guard(() => this.#abortable()?.removeEventListener("abort", this.#onAbort));
    this.#recorder.setResult(result, { mappingError: this.#mappingError });
    this.#recorder.end();
    this.#state = undefined;
    this.#events = undefined;
  }

  /** What is aborted with the stream: its own signal, which the SDKs abort with the caller's too, else the caller's. */
  #abortable(): AbortSignal | undefined {
    return requestSignal({ signal: this.#streamSignal }, "signal") ?? this.#call.context.signal;
  }

  #isAborted(): boolean {
    return [this.#call.context.signal, this.#streamSignal].some((signal) => at(signal, ["aborted"]) === true);
  }

  #attempt<T>(fn: () => T): T | undefined {
    return guard(fn, this.#onMappingError);
  }
}
