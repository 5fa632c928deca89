// SPDX-License-Identifier: Apache-2.0
import { LIMITS } from "../../generated/ts/limits.js";
import type { DropReason } from "../../generated/ts/answers.js";
import type { Generation } from "../../generated/ts/models.js";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import { createExporter } from "../export/create-exporter.js";
import { ExportPipeline } from "../export/export-pipeline.js";
import { guard } from "../internal/guard.js";
import { sleep } from "../internal/timers.js";
import { recordCost } from "../queue/record-cost.js";
import { Account, type RecordCounts } from "../status/account.js";
import { waitForSettled } from "./wait-for-settled.js";
import type { Diagnostics } from "./diagnostics.js";

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
  readonly queue: { readonly records: number; readonly bytes: number };
  readonly lastError: SigilError | undefined;
}

/** Takes finished records and brings them out: account, pipeline and lifecycle of one client. */
export class Delivery {
  readonly #config: ResolvedConfig;
  readonly #diagnostics: Diagnostics;
  readonly #account = new Account();
  /** Absent with protocol `none`: nothing is queued. */
  readonly #pipeline: ExportPipeline | undefined;
  #state: ClientStatus["state"] = "open";
  #shutdown: Promise<FlushReport> | undefined;
  #lastLossReportAt = Number.NEGATIVE_INFINITY;
  #lossesSinceReport = 0;

  constructor(config: ResolvedConfig, diagnostics: Diagnostics) {
    this.#config = config;
    this.#diagnostics = diagnostics;
    const exporter = createExporter(config, diagnostics);
    const { generationExport: options } = config;
    if (exporter === undefined) return;
    this.#pipeline = new ExportPipeline(
      {
        ...options,
        isImmediate: options.batching === "immediate",
        requestTimeoutMs: options.timeoutMs,
        retryAfterMaxMs: LIMITS.retryAfterMs,
        maxRequestsPerBatch: LIMITS.bisectRequests,
        encodeSliceMs: LIMITS.encodeSliceMs,
        encodeBacklogRecords: LIMITS.encodeBacklogRecords,
        encodeBacklogBytes: LIMITS.encodeBacklogBytes,
      },
      {
        exporter,
        account: this.#account,
        sleep: config.sleep ?? sleep,
        random: config.random ?? Math.random,
        onDrop: (reason, records, error) => this.#reportDrop(reason, records.map((record) => record.id), error),
      },
    );
  }

  /** Takes a valid, stripped record. What comes back is the recorder's local error. */
  accept(record: Generation): SigilError | undefined {
    this.#account.countRecorded();
    if (this.#state === "closed") return this.#refuse(record, "shutdown", createSigilError("shutdown"));
    const limit = this.#config.generationExport.payloadMaxBytes;
    const cost = recordCost(record, limit);
    if (!cost.fits) return this.#refuse(record, "too_large", createSigilError("payload_too_large", { size: cost.exactBytes, limit }));
    if (this.#pipeline === undefined) this.#account.countNotExported();
    else if (!this.#pipeline.offer(record, cost.bytes)) return this.#refuse(record, "queue_full", createSigilError("queue_full"));
    return undefined;
  }

  async flush(options: FlushOptions): Promise<FlushReport> {
    if (this.#state === "closed") return { ...this.#report(0, 0), error: createSigilError("shutdown") };
    return this.#drain(options, "flush");
  }

  shutdown(options: FlushOptions): Promise<FlushReport> {
    this.#shutdown ??= this.#shutDown(options);
    return this.#shutdown;
  }

  status(): ClientStatus {
    return {
      state: this.#state,
      ...this.#account.counts(),
      queue: this.#pipeline?.queued ?? { records: 0, bytes: 0 },
      lastError: this.#account.lastError,
    };
  }

  async #shutDown(options: FlushOptions): Promise<FlushReport> {
    this.#state = "closing";
    const { delivered, droppedTotal } = this.#account;
    const report = await this.#drain(options, "shutdown");
    this.#state = "closed";
    await this.#pipeline?.abandon();
    await this.#pipeline?.close().catch((error: unknown) => this.#diagnostics.warnOnce(`closing the exporter failed: ${String(error)}`));
    return { ...this.#report(delivered, droppedTotal), error: report.error };
  }

  async #drain({ timeoutMs = this.#config.generationExport.flushTimeoutMs, signal }: FlushOptions, operation: string): Promise<FlushReport> {
    const { delivered, droppedTotal, lastError } = this.#account;
    const pipeline = this.#pipeline;
    const outcome = pipeline === undefined ? "settled" : await waitForSettled(pipeline.whenSettled(pipeline.lastPosition), timeoutMs, signal);
    const report = this.#report(delivered, droppedTotal);
    if (outcome === "timeout") return { ...report, error: createSigilError("deadline", { operation, timeout_ms: timeoutMs }) };
    if (outcome === "aborted") return { ...report, error: createSigilError("aborted", { operation }) };
    return { ...report, error: this.#account.lastError === lastError ? undefined : this.#account.lastError };
  }

  #report(delivered: number, dropped: number): Omit<FlushReport, "error"> {
    return {
      delivered: this.#account.delivered - delivered,
      dropped: this.#account.droppedTotal - dropped,
      left: this.#pipeline?.queued.records ?? 0,
    };
  }

  #refuse(record: Generation, reason: DropReason, error: SigilError): SigilError {
    this.#account.countDropped(reason, 1, error);
    this.#reportDrop(reason, [record.id ?? ""], error);
    return error;
  }

  /** Tells the listeners at once, the log at most every few seconds. */
  #reportDrop(reason: DropReason, generationIds: readonly string[], error: SigilError): void {
    const { onDrop, onError } = this.#config;
    if (onDrop !== undefined) guard(() => onDrop({ reason, generationIds, error }));
    if (onError !== undefined) guard(() => onError(error));
    this.#lossesSinceReport += generationIds.length;
    const now = performance.now();
    if (now - this.#lastLossReportAt < LIMITS.lossReportIntervalMs) return;
    this.#diagnostics.warn(`${this.#lossesSinceReport} generations were dropped, the last as ${reason}: ${error.message}`);
    this.#lastLossReportAt = now;
    this.#lossesSinceReport = 0;
  }
}
