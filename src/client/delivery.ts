// SPDX-License-Identifier: Apache-2.0
import type { DropReason } from "../../generated/ts/drop-reasons.js";
import type { Generation } from "../../generated/ts/models.js";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import { guard } from "../internal/guard.js";
import { startTimer, stopTimer } from "../internal/timers.js";
import { GenerationQueue, type QueuedGeneration } from "../queue/generation-queue.js";
import { recordCost } from "../queue/record-cost.js";
import { Account, type RecordCounts } from "../status/account.js";
import type { Diagnostics } from "./diagnostics.js";
import { LossReporter } from "./loss-reporter.js";
import { PipelineLoader } from "./pipeline-loader.js";
import { waitForSettled } from "./wait-for-settled.js";

export interface FlushOptions {
  /** Deadline in milliseconds; default is the option `flushTimeoutMs`. */
  readonly timeoutMs?: number | undefined;
  /** Ends the wait early. */
  readonly signal?: AbortSignal | undefined;
}

/** What happened to the records since the flush began. */
export interface FlushReport {
  readonly delivered: number;
  readonly dropped: number;
  /** Records that still wait. */
  readonly left: number;
  /** Why something is left, or the last error of a record that was dropped meanwhile. */
  readonly error: SigilError | undefined;
}

export interface ClientStatus extends RecordCounts {
  readonly state: "open" | "closing" | "closed";
  /** What waits or is being sent. */
  readonly queue: { readonly records: number; readonly bytes: number };
  /** Error of the latest loss. */
  readonly lastError: SigilError | undefined;
}

/** Takes finished records and brings them out: account, queue and lifecycle of one client. */
export class Delivery {
  readonly #config: ResolvedConfig;
  readonly #diagnostics: Diagnostics;
  readonly #losses: LossReporter;
  readonly #account = new Account();
  readonly #queue: GenerationQueue;
  /** Absent with protocol `none`: nothing is queued. */
  readonly #loader: PipelineLoader | undefined;
  #state: ClientStatus["state"] = "open";
  #shutdown: Promise<FlushReport> | undefined;

  constructor(config: ResolvedConfig, diagnostics: Diagnostics) {
    const { generationExport, generationExporter } = config;
    this.#config = config;
    this.#diagnostics = diagnostics;
    this.#losses = new LossReporter(config, diagnostics);
    const queue = new GenerationQueue({
      maxRecords: generationExport.queueSize,
      maxBytes: generationExport.queueMaxBytes,
    });
    this.#queue = queue;
    if (generationExport.protocol === "none" && generationExporter === undefined) return;
    const context = {
      queue,
      account: this.#account,
      diagnostics,
      drop: (records: readonly QueuedGeneration[], reason: DropReason, error: SigilError): void =>
        this.#drop(records, reason, error),
    };
    this.#loader = new PipelineLoader(config, context, (cause) => {
      const problem = "the code that sends could not be loaded";
      this.#drop(
        queue.take(() => true),
        "no_transport",
        createSigilError("internal", { problem }, { cause }),
      );
    });
  }

  /** Takes a valid, stripped record. What comes back is the recorder's local error. */
  accept(record: Generation): SigilError | undefined {
    this.#account.count("recorded");
    if (this.#state === "closed") return this.#refuse(record, "shutdown", createSigilError("shutdown"));
    const limit = this.#config.generationExport.payloadMaxBytes;
    const cost = guard(() => recordCost(record, limit));
    if (cost === undefined) {
      const problem = "the record cannot be measured";
      return this.#refuse(record, "encoding", createSigilError("encoding", { problem }));
    }
    if (!cost.fits) {
      const error = createSigilError("payload_too_large", { size: cost.exactBytes, limit });
      return this.#refuse(record, "too_large", error);
    }
    if (this.#loader === undefined) {
      this.#account.count("notExported");
      return undefined;
    }
    const queued = this.#queue.offer(record, cost.bytes);
    if (queued === undefined) return this.#refuse(record, "queue_full", createSigilError("queue_full"));
    this.#loader.add(queued);
    return undefined;
  }

  /** Never rejects: the report carries the error. */
  async flush(options: FlushOptions): Promise<FlushReport> {
    const report = this.#startReport();
    if (this.#state === "closed") return report(createSigilError("shutdown"));
    return report(await this.#drain(options, "flush"));
  }

  /** Never rejects; repeats return the first call's report. */
  shutdown(options: FlushOptions): Promise<FlushReport> {
    this.#shutdown ??= this.#shutDown(options);
    return this.#shutdown;
  }

  status(): ClientStatus {
    const { records, bytes } = this.#queue;
    return {
      state: this.#state,
      ...this.#account.counts(),
      queue: { records, bytes },
      lastError: this.#account.lastError,
    };
  }

  /** Waits until what is queued now is settled; the error says why it is not, or what was lost meanwhile. */
  async #drain(options: FlushOptions, operation: string): Promise<SigilError | undefined> {
    const { timeoutMs = this.#config.generationExport.flushTimeoutMs, signal } = options;
    const { lastError } = this.#account;
    const outcome = await waitForSettled(this.#settle(this.#queue.lastPosition), timeoutMs, signal);
    if (outcome === "timeout") return createSigilError("deadline", { operation, timeout_ms: timeoutMs });
    if (outcome === "aborted") return createSigilError("aborted", { operation });
    return this.#account.lastError === lastError ? undefined : this.#account.lastError;
  }

  async #settle(position: number): Promise<void> {
    if (this.#queue.isSettledUpTo(position)) return;
    const pipeline = this.#loader?.pipeline ?? (await this.#loader?.load());
    await pipeline?.whenSettled(position);
  }

  async #shutDown(options: FlushOptions): Promise<FlushReport> {
    this.#state = "closing";
    const { timeoutMs = this.#config.generationExport.flushTimeoutMs, signal } = options;
    const endsAt = performance.now() + timeoutMs;
    const report = this.#startReport();
    // The steps after the drain have no deadline of their own that would keep the process alive.
    const keepAlive = startTimer(Number.POSITIVE_INFINITY, () => undefined);
    try {
      const error = await this.#drain({ timeoutMs, signal }, "shutdown");
      this.#state = "closed";
      this.#loader?.close();
      await this.#loader?.pipeline?.abandon();
      // What came while the code that sends was still being loaded.
      this.#drop(
        this.#queue.take(() => true),
        "shutdown",
        createSigilError("shutdown"),
      );
      await this.#closeExporter(endsAt - performance.now(), signal);
      this.#losses.writeLine();
      return report(error);
    } finally {
      stopTimer(keepAlive);
    }
  }

  /** A custom exporter may fail to close, or never finish. */
  async #closeExporter(timeoutMs: number, signal: AbortSignal | undefined): Promise<void> {
    const pipeline = this.#loader?.pipeline;
    const warn = (): void => this.#diagnostics.warnOnce("closing the exporter failed");
    const close = async (): Promise<void> =>
      pipeline === undefined ? this.#config.generationExporter?.shutdown?.() : pipeline.close();
    // Without time left, one that closes at once still does.
    const isOver = signal?.aborted === true;
    const outcome = await waitForSettled(close().catch(warn), isOver ? 0 : timeoutMs, isOver ? undefined : signal);
    if (outcome !== "settled") this.#diagnostics.warnOnce("the exporter did not close in time");
  }

  /** A report of what happens from now on. */
  #startReport(): (error: SigilError | undefined) => FlushReport {
    const { delivered } = this.#account.counts();
    const { droppedTotal } = this.#account;
    return (error) => ({
      delivered: this.#account.counts().delivered - delivered,
      dropped: this.#account.droppedTotal - droppedTotal,
      left: this.#queue.records,
      error,
    });
  }

  #refuse(record: Generation, reason: DropReason, error: SigilError): SigilError {
    this.#account.countDropped(reason, 1, error);
    this.#losses.report(reason, [record.id ?? ""], error);
    return error;
  }

  #drop(records: readonly QueuedGeneration[], reason: DropReason, error: SigilError): void {
    const left = records.filter((queued) => !queued.isSettled);
    if (left.length === 0) return;
    this.#account.countDropped(reason, left.length, error);
    for (const queued of left) this.#queue.settle(queued);
    const ids = left.map(({ id }) => id);
    this.#losses.report(reason, ids, error);
  }
}
