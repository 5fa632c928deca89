// SPDX-License-Identifier: Apache-2.0
import type { Generation } from "../../generated/ts/models.js";
import { nextMacrotask, type Timer, unrefTimer } from "../internal/timers.js";
import type { GenerationQueue, QueuedGeneration } from "../queue/generation-queue.js";

export interface EncodePumpOptions {
  readonly queue: GenerationQueue;
  /** Absent for exporters that take the record itself. */
  readonly encode: ((record: Generation) => Uint8Array) | undefined;
  readonly onEncodingError: (queued: QueuedGeneration, error: unknown) => void;
  readonly sliceMs: number;
  readonly maxBacklogRecords: number;
  readonly maxBacklogBytes: number;
}

/**
 * Encodes records off the caller's stack: in the next macrotask, in short time slices, so that neither `end()` nor the event
 * loop stalls. Encoding lets go of the record's objects, which weigh several times their wire size; a caller that records
 * faster than the slices can follow pays for its own record in `end()`.
 */
export class EncodePump {
  readonly #options: EncodePumpOptions;
  #backlogRecords = 0;
  #backlogBytes = 0;
  #timer: Timer | undefined;

  constructor(options: EncodePumpOptions) {
    this.#options = options;
  }

  /** A record has entered the queue. */
  add(queued: QueuedGeneration): void {
    if (this.#options.encode === undefined) return;
    this.#backlogRecords += 1;
    this.#backlogBytes += queued.cost;
    if (this.#backlogRecords > this.#options.maxBacklogRecords || this.#backlogBytes > this.#options.maxBacklogBytes) this.#encode(queued);
    else this.#schedule();
  }

  /** Encodes the oldest waiting records, at most `count`, yielding between slices. */
  async encodeOldest(count: number): Promise<void> {
    if (this.#options.encode === undefined) return;
    for (let isDone = this.#runSlice(count); !isDone; isDone = this.#runSlice(count)) await nextMacrotask();
  }

  #schedule(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#runSlice(Number.POSITIVE_INFINITY)) this.#schedule();
    }, 0);
    unrefTimer(this.#timer);
  }

  /** Encodes until the slice is over; true when none of the first `count` is left. */
  #runSlice(count: number): boolean {
    const end = performance.now() + this.#options.sliceMs;
    let done = 0;
    for (const queued of this.#options.queue.unencoded()) {
      if (done >= count) return true;
      this.#encode(queued);
      done += 1;
      if (performance.now() >= end) return false;
    }
    return true;
  }

  #encode(queued: QueuedGeneration): void {
    const { encode, queue, onEncodingError } = this.#options;
    if (encode === undefined || queued.record === undefined) return;
    this.#backlogRecords -= 1;
    this.#backlogBytes -= queued.cost;
    try {
      queue.setEncoded(queued, encode(queued.record));
    } catch (error) {
      onEncodingError(queued, error);
    }
  }
}
