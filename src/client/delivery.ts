// SPDX-License-Identifier: Apache-2.0
import type { DropReason } from "../../generated/ts/answers.js";
import { LIMITS } from "../../generated/ts/limits.js";
import type { Generation } from "../../generated/ts/models.js";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import { printable } from "../errors/printable.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import { createExporter } from "../export/create-exporter.js";
import { ExportPipeline } from "../export/export-pipeline.js";
import type { GenerationExporter } from "../export/generation-exporter.js";
import { guard } from "../internal/guard.js";
import { sleep, startTimer, stopTimer } from "../internal/timers.js";
import { recordCost } from "../queue/record-cost.js";
import { Account, type RecordCounts } from "../status/account.js";
import { type QueueState, SelfMetrics } from "../status/self-metrics.js";
import type { Diagnostics } from "./diagnostics.js";
import { LossReporter } from "./loss-reporter.js";
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
  readonly queue: QueueState;
  /** Error of the latest loss. */
  readonly lastError: SigilError | undefined;
}

const EMPTY_QUEUE: QueueState = { records: 0, bytes: 0 };

/** Takes finished records and brings them out: account, pipeline and lifecycle of one client. */
export class Delivery {
  readonly #config: ResolvedConfig;
  readonly #diagnostics: Diagnostics;
  readonly #losses: LossReporter;
  readonly #metrics: SelfMetrics;
  readonly #account: Account;
  /** Absent with protocol `none`: nothing is queued. */
  readonly #pipeline: ExportPipeline | undefined;
  #state: ClientStatus["state"] = "open";
  #shutdown: Promise<FlushReport> | undefined;

  constructor(config: ResolvedConfig, diagnostics: Diagnostics) {
    this.#config = config;
    this.#diagnostics = diagnostics;
    this.#losses = new LossReporter(config, diagnostics);
    this.#metrics = new SelfMetrics(config.meter, () => this.#queue);
    this.#account = new Account(this.#metrics);
    const exporter = createExporter(config, diagnostics);
    this.#pipeline = exporter && this.#createPipeline(exporter);
  }

  /** Takes a valid, stripped record. What comes back is the recorder's local error. */
  accept(record: Generation): SigilError | undefined {
    this.#account.countRecorded();
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
    if (this.#pipeline === undefined) this.#account.countNotExported();
    else if (!this.#pipeline.offer(record, cost.bytes))
      return this.#refuse(record, "queue_full", createSigilError("queue_full"));
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
    return {
      state: this.#state,
      ...this.#account.counts(),
      queue: this.#queue,
      lastError: this.#account.lastError,
    };
  }

  get #queue(): QueueState {
    return this.#pipeline?.queued ?? EMPTY_QUEUE;
  }

  #createPipeline(exporter: GenerationExporter): ExportPipeline {
    const { generationExport: options } = this.#config;
    return new ExportPipeline(
      {
        ...options,
        isImmediate: options.batching === "immediate",
        retryAfterMaxMs: LIMITS.retryAfterMs,
        maxBisectRequests: LIMITS.bisectRequests,
        encodeSliceMs: LIMITS.encodeSliceMs,
        encodeBacklogRecords: LIMITS.encodeBacklogRecords,
        encodeBacklogBytes: LIMITS.encodeBacklogBytes,
      },
      {
        exporter,
        account: this.#account,
        sleep: this.#config.sleep ?? sleep,
        random: this.#config.random ?? Math.random,
        onDrop: (reason, records, error) => {
          const ids = records.map((record) => record.id);
          this.#losses.report(reason, ids, error);
        },
        onDuplicate: ({ id }) => this.#diagnostics.debug(`the ingest had generation ${printable(id)} already`),
      },
    );
  }

  /** Waits until what is queued now is settled; the error says why it is not, or what was lost meanwhile. */
  async #drain(options: FlushOptions, operation: string): Promise<SigilError | undefined> {
    const { timeoutMs = this.#config.generationExport.flushTimeoutMs, signal } = options;
    const { lastError } = this.#account;
    const pipeline = this.#pipeline;
    if (pipeline === undefined) return undefined;
    const outcome = await waitForSettled(pipeline.whenSettled(pipeline.lastPosition), timeoutMs, signal);
    if (outcome === "timeout") return createSigilError("deadline", { operation, timeout_ms: timeoutMs });
    if (outcome === "aborted") return createSigilError("aborted", { operation });
    return this.#account.lastError === lastError ? undefined : this.#account.lastError;
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
      await this.#pipeline?.abandon();
      await this.#closeExporter(endsAt - performance.now(), signal);
      this.#losses.writeLine();
      this.#metrics.close();
      return report(error);
    } finally {
      stopTimer(keepAlive);
    }
  }

  /** A custom exporter may fail to close, or never finish. */
  async #closeExporter(timeoutMs: number, signal: AbortSignal | undefined): Promise<void> {
    if (this.#pipeline === undefined) return;
    const warn = (): void => this.#diagnostics.warnOnce("closing the exporter failed");
    // Without time left, one that closes at once still does.
    const isOver = signal?.aborted === true;
    const closing = this.#pipeline.close().catch(warn);
    const outcome = await waitForSettled(closing, isOver ? 0 : timeoutMs, isOver ? undefined : signal);
    if (outcome !== "settled") this.#diagnostics.warnOnce("the exporter did not close in time");
  }

  /** A report of what happens from now on. */
  #startReport(): (error: SigilError | undefined) => FlushReport {
    const { delivered, droppedTotal } = this.#account;
    return (error) => ({
      delivered: this.#account.delivered - delivered,
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
}
