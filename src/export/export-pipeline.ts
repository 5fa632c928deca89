// SPDX-License-Identifier: Apache-2.0
import type { DropReason } from "../../generated/ts/drop-reasons.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import { nextMacrotask, startBackgroundTimer } from "../internal/background-timers.js";
import { stopTimer, type Timer } from "../internal/timers.js";
import type { GenerationQueue, QueuedGeneration } from "../queue/generation-queue.js";
import type { Account } from "../status/account.js";
import { ClosingTime } from "./closing-time.js";
import { BatchDelivery, type DeliveryOptions } from "./deliver-batch.js";
import { EncodePump } from "./encode-pump.js";
import { Lease } from "./lease.js";
import type { OpenExporter } from "./open-exporter.js";
import { envelopeSize, sendTo, sizeInRequest } from "./send-batch.js";

export interface PipelineOptions extends DeliveryOptions {
  readonly batchSize: number;
  readonly batchMaxBytes: number;
  readonly flushIntervalMs: number;
  /** Each record starts an export of its own. */
  readonly isImmediate: boolean;
  readonly encodeSliceMs: number;
  readonly encodeBacklogRecords: number;
  readonly encodeBacklogBytes: number;
}

/** Gives records up: those that are not settled yet are counted, reported and let go. */
export type DropRecords = (records: readonly QueuedGeneration[], reason: DropReason, error: SigilError) => void;

export interface PipelineDependencies extends OpenExporter {
  readonly queue: GenerationQueue;
  readonly account: Account;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly drop: DropRecords;
  /** The ingest had the record already: an earlier answer was lost. */
  readonly onDuplicate?: (queued: QueuedGeneration) => void;
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
  readonly #lease = new Lease();
  readonly #closing = new ClosingTime();
  /** What the drain is sending. */
  #inHand: readonly QueuedGeneration[] = [];
  /** Calls of `whenSettled` that are not answered yet, and the highest position that any has asked for. */
  #flushes = 0;
  #flushedUpTo = 0;
  #abandoning: Promise<void> | undefined;
  #timer: Timer | undefined;

  constructor(options: PipelineOptions, dependencies: PipelineDependencies) {
    const { queue, exporter, encode, account, sleep, random, drop } = dependencies;
    this.#options = options;
    this.#dependencies = dependencies;
    this.#queue = queue;
    this.#pump = new EncodePump({
      encode,
      onEncoded: (queued, bytes) => this.#queue.setEncoded(queued, bytes),
      onError: (queued, cause) => this.#dropUnencodable(queued, cause),
      sliceMs: options.encodeSliceMs,
      maxBacklogRecords: options.encodeBacklogRecords,
      maxBacklogBytes: options.encodeBacklogBytes,
    });
    this.#delivery = new BatchDelivery(options, {
      send: (batch, signal) => {
        this.#lease.extend(options.timeoutMs);
        return sendTo(exporter, batch, { signal });
      },
      sleep: (ms, signal) => {
        this.#lease.extend(ms);
        return sleep(ms, signal);
      },
      random,
      onDelivered: (queued, isDuplicate) => {
        if (queued.isSettled) return;
        account.count("delivered");
        if (isDuplicate) {
          account.count("duplicates");
          dependencies.onDuplicate?.(queued);
        }
        this.#queue.settle(queued);
      },
      onDropped: drop,
      onRetry: (records) => account.count("retried", records),
      closing: this.#closing,
    });
    // Records that came while this code was being loaded. Their number is no reason to hold the thread now.
    this.#pump.fill(queue.listWaiting());
    this.#schedule();
  }

  /** A record has entered the queue. Does no I/O on the caller's stack. */
  add(queued: QueuedGeneration): void {
    this.#pump.add(queued);
    this.#schedule();
  }

  /**
   * Resolves when every record up to `position` is settled; starts sending at once. Each call does its own part of the
   * work or waits for the whole of another's: on a platform that ends work with the request that started it, nothing
   * that is still needed then belongs to a request whose own flush is over.
   */
  async whenSettled(position: number): Promise<void> {
    this.#flushes += 1;
    this.#flushedUpTo = Math.max(this.#flushedUpTo, position);
    while (!this.#queue.isSettledUpTo(position)) {
      const work = this.#abandoning ?? this.#startDrain();
      await this.#lease.whileHeld(work);
      // The next one sends again what this one had in hand; a repeat is harmless.
      if (this.#lease.isOver && this.#drain === work) this.#drain = undefined;
    }
    this.#flushes -= 1;
    this.#restartDrain();
  }

  /** A shutdown has begun, which gives up what is left at `endsAt`, a moment of `performance.now()`. */
  closeBy(endsAt: number): void {
    this.#closing.begin(endsAt);
  }

  /** Gives up what is left: ends the request in flight and drops the rest as `shutdown`. */
  abandon(): Promise<void> {
    this.#abandoning ??= this.#giveUp();
    return this.#abandoning;
  }

  async close(): Promise<void> {
    await this.#dependencies.exporter.shutdown?.();
  }

  #schedule(): void {
    const { waiting } = this.#queue;
    if (waiting > 0 && (this.#options.isImmediate || waiting >= this.#options.batchSize)) void this.#startDrain();
    else if (waiting > 0) this.#startTimer();
  }

  #startTimer(): void {
    this.#timer ??= startBackgroundTimer(this.#options.flushIntervalMs, () => {
      this.#timer = undefined;
      void this.#startDrain();
    });
  }

  #startDrain(): Promise<void> {
    if (this.#drain !== undefined) return this.#drain;
    this.#lease.extend(0);
    const drain: Promise<void> = this.#drainQueue(() => this.#drain === drain).finally(() => {
      if (this.#drain !== drain) return;
      this.#drain = undefined;
      this.#restartDrain();
    });
    this.#drain = drain;
    return drain;
  }

  /**
   * For records that came while the last drain was under way: at once when they fill a batch or their interval is over, so
   * that steady traffic still goes out in batches. A flush that waits starts the next drain itself.
   */
  #restartDrain(): void {
    const { waiting } = this.#queue;
    if (this.#flushes > 0 || waiting === 0 || this.#abort.signal.aborted) return;
    const isDue = this.#options.isImmediate || waiting >= this.#options.batchSize || this.#timer === undefined;
    if (isDue) void this.#startDrain();
  }

  /** Sends what flushes wait for, or else what is in the queue when it starts. */
  async #drainQueue(isCurrent: () => boolean): Promise<void> {
    // Off the stack of end(), which may have started this.
    await nextMacrotask();
    const last = this.#flushes > 0 ? this.#flushedUpTo : this.#queue.lastPosition;
    await this.#deliver(this.#inHand.filter((queued) => !queued.isSettled));
    while (isCurrent() && !this.#abort.signal.aborted && this.#nextPosition() <= last) {
      this.#lease.extend(0);
      await this.#pump.encodeOldest(this.#options.batchSize);
      if (isCurrent()) await this.#deliver(this.#takeBatch());
    }
  }

  /** Position of the oldest record that is not being sent yet; endless when there is none. */
  #nextPosition(): number {
    let next = Number.POSITIVE_INFINITY;
    this.#queue.take(({ position }) => {
      next = position;
      return false;
    });
    return next;
  }

  async #deliver(batch: readonly QueuedGeneration[]): Promise<void> {
    this.#inHand = batch;
    if (batch.length > 0) await this.#delivery.deliver(batch, this.#abort.signal);
  }

  async #giveUp(): Promise<void> {
    this.#abort.abort();
    stopTimer(this.#timer);
    this.#lease.extend(0);
    if (this.#drain !== undefined) await this.#lease.whileHeld(this.#drain);
    this.#dependencies.drop(
      [...this.#inHand, ...this.#queue.take(() => true)],
      "shutdown",
      createSigilError("shutdown"),
    );
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
    const error = createSigilError("encoding", values, { cause, details: { id: queued.id } });
    this.#dependencies.drop([queued], "encoding", error);
  }
}
