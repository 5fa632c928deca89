// SPDX-License-Identifier: Apache-2.0
import {
  SIGIL_STREAM_OUTCOME_VALUE_ABORTED,
  SIGIL_STREAM_OUTCOME_VALUE_CANCELLED,
  SIGIL_STREAM_OUTCOME_VALUE_ERROR,
  type SigilStreamOutcomeValue,
} from "../../generated/ts/attribute-values.js";
import type { GenerationResult } from "../../generated/ts/models.js";
import type { Given } from "../internal/given.js";
import { guard } from "../internal/guard.js";
import { ignoreRejection } from "../internal/ignore-rejection.js";
import { isAbortError } from "../telemetry/classify-error.js";

/** Builds the result of a generation from the items of its stream. What it throws becomes the mapping error. */
export interface StreamAccumulator<Item> {
  /** Takes the next item, before the consumer does. */
  push(item: Item): void;
  /** The result so far; asked once, when the stream is over. `outcome` says how it ended, undefined when it was read to its end. */
  result(outcome?: SigilStreamOutcomeValue): GenerationResult;
}

export interface ObserveOptions<Item> {
  /** Turns the items into the result and makes the end of the stream the end of the recording. */
  readonly accumulator?: StreamAccumulator<Item> | undefined;
  /** Whether an item carries the first content; default is the first item, whatever it is. */
  readonly isFirstToken?: ((item: Item) => boolean) | undefined;
}

/** How a stream ended. */
export interface StreamEnd {
  /** Undefined when it was read to its end. */
  readonly outcome: SigilStreamOutcomeValue | undefined;
  /** What was thrown in mid-stream; an abort is no error. */
  readonly error: Given | undefined;
  /** Of the accumulator, if there is one. */
  readonly result: { readonly value: GenerationResult; readonly error: unknown } | undefined;
}

export interface StreamObserver {
  /** Runs the stream's own code inside the recording. */
  run<T>(fn: () => T): T;
  /** The first item was asked for. */
  onOpen(): void;
  onFirstToken(): void;
  /** Called once. */
  onEnd(end: StreamEnd): void;
}

/**
 * The same stream, with an observer. Requests go to the source one for one and as they come, so that neither an item nor a
 * cancellation waits for anything of ours.
 */
export class ObservedStream<Item> implements AsyncIterableIterator<Item> {
  readonly #source: AsyncIterable<Item>;
  readonly #options: ObserveOptions<Item>;
  readonly #observer: StreamObserver;
  #iterator: AsyncIterator<Item> | undefined;
  #hasFirstToken = false;
  #isOver = false;
  #failure: unknown;

  constructor(source: AsyncIterable<Item>, options: ObserveOptions<Item>, observer: StreamObserver) {
    this.#source = source;
    this.#options = options;
    this.#observer = observer;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(...value: [] | [unknown]): Promise<IteratorResult<Item>> {
    return this.#step((source) => source.next(...value));
  }

  /** The consumer, such as a generator that passes the stream on, has an error for the source. */
  throw(error?: unknown): Promise<IteratorResult<Item>> {
    return this.#step((source) => {
      if (source.throw) return source.throw(error);
      ignoreRejection(source.return?.());
      throw error;
    });
  }

  async #step(
    advance: (source: AsyncIterator<Item, unknown, unknown>) => Promise<IteratorResult<Item>>,
  ): Promise<IteratorResult<Item>> {
    try {
      const step = await this.#observer.run(() => advance(this.#open()));
      if (step.done === true) this.#end(undefined);
      else this.#see(step.value);
      return step;
    } catch (error) {
      if (isAbortError(error)) this.#end(SIGIL_STREAM_OUTCOME_VALUE_ABORTED);
      else this.#end(SIGIL_STREAM_OUTCOME_VALUE_ERROR, { value: error });
      throw error;
    }
  }

  /** The consumer broke off. The recording is over then, however long the source takes to clean up. */
  async return(value?: unknown): Promise<IteratorResult<Item>> {
    this.#end(SIGIL_STREAM_OUTCOME_VALUE_CANCELLED);
    const step = await this.#observer.run(() => this.#open().return?.(value));
    return step ?? { done: true, value };
  }

  #open(): AsyncIterator<Item> {
    if (this.#iterator === undefined) {
      this.#observer.onOpen();
      this.#iterator = this.#source[Symbol.asyncIterator]();
    }
    return this.#iterator;
  }

  #see(item: Item): void {
    if (this.#isOver) return;
    const { accumulator, isFirstToken } = this.#options;
    if (!this.#hasFirstToken) {
      this.#hasFirstToken = !isFirstToken || this.#attempt(() => isFirstToken(item)) === true;
      if (this.#hasFirstToken) this.#observer.onFirstToken();
    }
    if (accumulator) this.#attempt(() => accumulator.push(item));
  }

  #end(outcome: SigilStreamOutcomeValue | undefined, error?: Given): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const { accumulator } = this.#options;
    const result = accumulator && {
      value: this.#attempt(() => accumulator.result(outcome)) ?? {},
      // Also that of the line before.
      error: this.#failure,
    };
    this.#observer.onEnd({ outcome, error, result: result || undefined });
  }

  /** The first failure of the caller's functions becomes the mapping error; the stream goes on. */
  #attempt<T>(fn: () => T): T | undefined {
    return guard(fn, (error) => {
      this.#failure ??= error;
    });
  }
}
