// SPDX-License-Identifier: Apache-2.0
import type { Generation } from "../../generated/ts/models.js";

/** A record on its way: first as the object that `end()` handed over, then as encoded bytes. */
export interface QueuedGeneration {
  readonly id: string;
  /** Position in the order of `end()` calls; flush waits for positions, not for an empty queue. */
  readonly position: number;
  /** Absent once encoded. */
  record: Generation | undefined;
  /** Absent until encoded. */
  bytes: Uint8Array | undefined;
  /** Bytes that the record is charged with. */
  cost: number;
  /** Delivered or dropped; a record that could not be encoded is settled while it waits. */
  isSettled: boolean;
}

export interface QueueLimits {
  readonly maxRecords: number;
  readonly maxBytes: number;
}

/**
 * First in, first out, bounded by count and by bytes. Records that are being sent still count: they are in memory. A full
 * queue refuses the new record and keeps the old ones.
 */
export class GenerationQueue {
  readonly #limits: QueueLimits;
  #waiting: QueuedGeneration[] = [];
  /** Index of the first waiting record; avoids shifting a long array for every batch. */
  #head = 0;
  #records = 0;
  #bytes = 0;
  #lastPosition = 0;
  /** Position up to which everything is settled, and settled positions beyond it. */
  #settledUpTo = 0;
  readonly #settledAhead = new Set<number>();

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  get records(): number {
    return this.#records;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Records that are not being sent yet. */
  get waiting(): number {
    return this.#waiting.length - this.#head;
  }

  get lastPosition(): number {
    return this.#lastPosition;
  }

  /** Position of the oldest record that is not being sent yet; endless when there is none. */
  get nextPosition(): number {
    return this.#peek()?.position ?? Number.POSITIVE_INFINITY;
  }

  /** The record in its place, or undefined when the queue is full. */
  offer(record: Generation, cost: number): QueuedGeneration | undefined {
    if (this.#records >= this.#limits.maxRecords || this.#bytes + cost > this.#limits.maxBytes) return undefined;
    this.#lastPosition += 1;
    const queued: QueuedGeneration = {
      id: record.id ?? "",
      position: this.#lastPosition,
      record,
      bytes: undefined,
      cost,
      isSettled: false,
    };
    this.#waiting.push(queued);
    this.#records += 1;
    this.#bytes += cost;
    return queued;
  }

  /** The record's bytes are known: they replace the estimate, and the object is let go. */
  setEncoded(queued: QueuedGeneration, bytes: Uint8Array): void {
    this.#bytes += bytes.byteLength - queued.cost;
    queued.cost = bytes.byteLength;
    queued.bytes = bytes;
    queued.record = undefined;
  }

  /** The records that are not being sent yet, oldest first. */
  listWaiting(): readonly QueuedGeneration[] {
    return this.#waiting.slice(this.#head).filter((queued) => !queued.isSettled);
  }

  /** Takes the oldest records while `accepts` says so; they stay charged until `settle`. */
  take(accepts: (queued: QueuedGeneration, taken: number) => boolean): QueuedGeneration[] {
    const batch: QueuedGeneration[] = [];
    for (let queued = this.#peek(); queued !== undefined && accepts(queued, batch.length); queued = this.#peek()) {
      batch.push(queued);
      this.#head += 1;
    }
    if (this.#head > 1024 && this.#head * 2 > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#head);
      this.#head = 0;
    }
    return batch;
  }

  /** The record was delivered or dropped. */
  settle(queued: QueuedGeneration): void {
    if (queued.isSettled) return;
    queued.isSettled = true;
    this.#records -= 1;
    this.#bytes -= queued.cost;
    queued.record = undefined;
    queued.bytes = undefined;
    this.#settledAhead.add(queued.position);
    while (this.#settledAhead.delete(this.#settledUpTo + 1)) this.#settledUpTo += 1;
  }

  isSettledUpTo(position: number): boolean {
    return this.#settledUpTo >= position;
  }

  /** The oldest waiting record; passes over those that were settled while they waited. */
  #peek(): QueuedGeneration | undefined {
    while (this.#waiting[this.#head]?.isSettled === true) this.#head += 1;
    return this.#waiting[this.#head];
  }
}
