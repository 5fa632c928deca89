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
  /** What is not settled, and of that what is not being sent yet; both oldest first. */
  readonly #open = new Set<QueuedGeneration>();
  readonly #waiting = new Set<QueuedGeneration>();
  #bytes = 0;
  #lastPosition = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  get records(): number {
    return this.#open.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Records that are not being sent yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  get lastPosition(): number {
    return this.#lastPosition;
  }

  /** The record in its place, or undefined when the queue is full. */
  offer(record: Generation, cost: number): QueuedGeneration | undefined {
    if (this.records >= this.#limits.maxRecords || this.#bytes + cost > this.#limits.maxBytes) return undefined;
    this.#lastPosition += 1;
    const queued: QueuedGeneration = {
      id: record.id ?? "",
      position: this.#lastPosition,
      record,
      bytes: undefined,
      cost,
      isSettled: false,
    };
    this.#open.add(queued);
    this.#waiting.add(queued);
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
    return [...this.#waiting];
  }

  /** Takes the oldest records while `accepts` says so; they stay charged until `settle`. */
  take(accepts: (queued: QueuedGeneration, taken: number) => boolean): QueuedGeneration[] {
    const batch: QueuedGeneration[] = [];
    for (const queued of this.#waiting) {
      if (!accepts(queued, batch.length)) break;
      batch.push(queued);
      this.#waiting.delete(queued);
    }
    return batch;
  }

  /** The record was delivered or dropped. */
  settle(queued: QueuedGeneration): void {
    if (!this.#open.delete(queued)) return;
    this.#waiting.delete(queued);
    this.#bytes -= queued.cost;
    queued.isSettled = true;
    queued.record = undefined;
    queued.bytes = undefined;
  }

  isSettledUpTo(position: number): boolean {
    for (const oldest of this.#open) return oldest.position > position;
    return this.#lastPosition >= position;
  }
}
