// SPDX-License-Identifier: Apache-2.0
import type { DropReason } from "../../generated/ts/answers.js";
import type { Generation } from "../../generated/ts/models.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import { nextMacrotask, startBackgroundTimer, stopTimer, type Timer } from "../internal/timers.js";
import { GenerationQueue, type QueuedGeneration } from "../queue/generation-queue.js";
import type { Account } from "../status/account.js";
import { BatchDelivery, type DeliveryOptions } from "./deliver-batch.js";
import { EncodePump } from "./encode-pump.js";
import type { GenerationExporter } from "./generation-exporter.js";
import { encoderFor, envelopeSize, sendTo, sizeInRequest } from "./send-batch.js";

export interface PipelineOptions extends DeliveryOptions {
  readonly queueSize: number;
  readonly queueMaxBytes: number;
  readonly batchSize: number;
  readonly batchMaxBytes: number;
  readonly flushIntervalMs: number;
  /** Each record starts an export of its own. */
  readonly isImmediate: boolean;
  readonly encodeSliceMs: number;
  readonly encodeBacklogRecords: number;
  readonly encodeBacklogBytes: number;
}

export interface PipelineDependencies {
  readonly exporter: GenerationExporter;
  readonly account: Account;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly onDrop: (reason: DropReason, records: readonly QueuedGeneration[], error: SigilError) => void;
}

/** From the queue to the exporter: one batch in flight, in order; a batch that fails never blocks the next. */
export class ExportPipeline {
  readonly #options: PipelineOptions;
  readonly #dependencies: PipelineDependencies;
  readonly #queue: GenerationQueue;
  readonly #pump: EncodePump;
  readonly #delivery: BatchDelivery;
  readonly #abort = new AbortController();
  #drain: Promise<void> | undefined;
  #timer: Timer | undefined;
  /** Woken whenever a record is settled. */
  readonly #waiters = new Set<() => void>();

  constructor(options: PipelineOptions, dependencies: PipelineDependencies) {
    const { exporter, account, sleep, random } = dependencies;
    this.#options = options;
    this.#dependencies = dependencies;
    this.#queue = new GenerationQueue({ maxRecords: options.queueSize, maxBytes: options.queueMaxBytes });
    this.#pump = new EncodePump({
      encode: encoderFor(exporter),
      onEncoded: (queued, bytes) => this.#queue.setEncoded(queued, bytes),
      onError: (queued, cause) => this.#dropUnencodable(queued, cause),
      sliceMs: options.encodeSliceMs,
      maxBacklogRecords: options.encodeBacklogRecords,
      maxBacklogBytes: options.encodeBacklogBytes,
    });
    this.#delivery = new BatchDelivery(options, {
      send: (batch, signal) => sendTo(exporter, batch, { signal }),
      sleep,
      random,
      onDelivered: (queued, isDuplicate) => {
        account.countDelivered(isDuplicate);
        this.#settle([queued]);
      },
      onDropped: (batch, reason, error) => this.#drop(batch, reason, error),
      onRetry: (records) => account.countRetried(records),
    });
  }

  get queued(): { readonly records: number; readonly bytes: number } {
    return { records: this.#queue.records, bytes: this.#queue.bytes };
  }

  /** Position of the newest record; what `whenSettled` waits for. */
  get lastPosition(): number {
    return this.#queue.lastPosition;
  }

  /** Takes a finished record; false when the queue is full. Does no I/O on the caller's stack. */
  offer(record: Generation, cost: number): boolean {
    const queued = this.#queue.offer(record, cost);
    if (queued === undefined) return false;
    this.#pump.add(queued);
    if (this.#options.isImmediate || this.#queue.waiting >= this.#options.batchSize) this.#startDrain();
    else this.#startTimer();
    return true;
  }

  /** Resolves when every record up to `position` is settled; starts sending at once. */
  whenSettled(position: number): Promise<void> {
    if (this.#queue.isSettledUpTo(position)) return Promise.resolve();
    this.#startDrain();
    return new Promise((resolve) => {
      const check = (): void => {
        if (!this.#queue.isSettledUpTo(position)) return;
        this.#waiters.delete(check);
        resolve();
      };
      this.#waiters.add(check);
    });
  }

  /** Gives up what is left: ends the request in flight and drops the rest as `shutdown`. */
  async abandon(): Promise<void> {
    this.#abort.abort();
    stopTimer(this.#timer);
    await this.#drain;
    const left = this.#queue.take(() => true);
    if (left.length > 0) this.#drop(left, "shutdown", createSigilError("shutdown"));
  }

  async close(): Promise<void> {
    await this.#dependencies.exporter.shutdown?.();
  }

  #startTimer(): void {
    this.#timer ??= startBackgroundTimer(this.#options.flushIntervalMs, () => {
      this.#timer = undefined;
      this.#startDrain();
    });
  }

  #startDrain(): void {
    if (this.#abort.signal.aborted) return;
    this.#drain ??= this.#drainQueue().finally(() => {
      this.#drain = undefined;
      // Records that came after the last look at the queue found a drain that no longer takes them.
      if (this.#queue.waiting > 0) this.#startDrain();
    });
  }

  async #drainQueue(): Promise<void> {
    // Off the stack of end(), which may have started this.
    await nextMacrotask();
    while (this.#queue.waiting > 0 && !this.#abort.signal.aborted) {
      await this.#pump.encodeOldest(this.#options.batchSize);
      const batch = this.#takeBatch();
      if (batch.length > 0) await this.#delivery.deliver(batch, this.#abort.signal);
    }
  }

  /** Bounded by count and by encoded bytes, so that no request exceeds what the server accepts; one record always fits. */
  #takeBatch(): QueuedGeneration[] {
    const { batchSize, batchMaxBytes } = this.#options;
    const { format } = this.#dependencies.exporter;
    let bytes = envelopeSize(format);
    return this.#queue.take((queued, taken) => {
      // One that follows records which could not be encoded has not had its turn.
      const isReady = format === "record" || queued.bytes !== undefined;
      bytes += sizeInRequest(format, queued.cost);
      return isReady && (taken === 0 || (taken < batchSize && bytes <= batchMaxBytes));
    });
  }

  #dropUnencodable(queued: QueuedGeneration, cause: unknown): void {
    const values = { problem: "the record cannot be encoded" };
    this.#drop([queued], "encoding", createSigilError("encoding", values, { cause, details: { id: queued.id } }));
  }

  #drop(batch: readonly QueuedGeneration[], reason: DropReason, error: SigilError): void {
    this.#dependencies.account.countDropped(reason, batch.length, error);
    for (const queued of batch) this.#queue.settle(queued);
    this.#dependencies.onDrop(reason, batch, error);
    this.#wake();
  }

  #settle(batch: readonly QueuedGeneration[]): void {
    for (const queued of batch) this.#queue.settle(queued);
    this.#wake();
  }

  #wake(): void {
    for (const check of [...this.#waiters]) check();
  }
}
