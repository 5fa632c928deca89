// SPDX-License-Identifier: Apache-2.0
import type { Generation } from "../../generated/ts/models.js";
import { nextMacrotask, startBackgroundTimer } from "../internal/background-timers.js";
import type { Timer } from "../internal/timers.js";
import type { QueuedGeneration } from "../queue/generation-queue.js";

export interface EncodePumpOptions {
  /** Absent for exporters that take the record itself. */
  readonly encode: ((record: Generation) => Uint8Array) | undefined;
  readonly onEncoded: (queued: QueuedGeneration, bytes: Uint8Array) => void;
  readonly onError: (queued: QueuedGeneration, error: unknown) => void;
  readonly sliceMs: number;
  readonly maxBacklogRecords: number;
  readonly maxBacklogBytes: number;
}

/** Encoded records are forgotten in pieces of this many, so that none costs a copy of the list. */
const FORGOTTEN_AT_ONCE = 1024;

/**
 * Encodes records off the caller's stack: in the next macrotask, in short time slices, so that neither `end()` nor the event
 * loop stalls. Encoding lets go of the record's objects, which weigh several times their wire size; a caller that records
 * faster than the slices can follow pays for its own record in `end()`.
 */
export class EncodePump {
  readonly #options: EncodePumpOptions;
  /** Records in the order of `add`; those before `#head` are done. */
  #backlog: QueuedGeneration[] = [];
  #head = 0;
  #backlogBytes = 0;
  #timer: Timer | undefined;

  constructor(options: EncodePumpOptions) {
    this.#options = options;
  }

  /** A record has entered the queue. */
  add(queued: QueuedGeneration): void {
    const { encode, maxBacklogRecords, maxBacklogBytes } = this.#options;
    if (encode === undefined) return;
    if (this.#waiting >= maxBacklogRecords || this.#backlogBytes + queued.cost > maxBacklogBytes) {
      this.#encode(queued);
      return;
    }
    this.#backlog.push(queued);
    this.#backlogBytes += queued.cost;
    this.#schedule();
  }

  /** Takes records of before; however many, they are encoded in slices. */
  fill(waiting: readonly QueuedGeneration[]): void {
    if (this.#options.encode === undefined || waiting.length === 0) return;
    this.#backlog.push(...waiting);
    this.#backlogBytes = waiting.reduce((sum, queued) => sum + queued.cost, this.#backlogBytes);
    this.#schedule();
  }

  /** Encodes the oldest waiting records, at most `count`, yielding between slices. */
  async encodeOldest(count: number): Promise<void> {
    for (let left = count - this.#runSlice(count); left > 0 && this.#waiting > 0; left -= this.#runSlice(left))
      await nextMacrotask();
  }

  get #waiting(): number {
    return this.#backlog.length - this.#head;
  }

  #schedule(): void {
    this.#timer ??= startBackgroundTimer(0, () => {
      this.#timer = undefined;
      this.#runSlice(Number.POSITIVE_INFINITY);
      if (this.#waiting > 0) this.#schedule();
    });
  }

  /** Encodes at most `count` records until the slice is over; returns how many are done. */
  #runSlice(count: number): number {
    const end = performance.now() + this.#options.sliceMs;
    let done = 0;
    do {
      const queued = this.#backlog[this.#head];
      if (queued === undefined || done >= count) break;
      this.#head += 1;
      this.#backlogBytes -= queued.cost;
      this.#encode(queued);
      done += 1;
    } while (performance.now() < end);
    this.#forgetDone();
    return done;
  }

  #forgetDone(): void {
    if (this.#waiting > 0 && this.#head < FORGOTTEN_AT_ONCE) return;
    this.#backlog = this.#backlog.slice(this.#head);
    this.#head = 0;
  }

  /** A record that was given up meanwhile is no longer there. */
  #encode(queued: QueuedGeneration): void {
    const { encode, onEncoded, onError } = this.#options;
    if (encode === undefined || queued.record === undefined) return;
    let bytes: Uint8Array;
    try {
      bytes = encode(queued.record);
    } catch (error) {
      onError(queued, error);
      return;
    }
    onEncoded(queued, bytes);
  }
}
