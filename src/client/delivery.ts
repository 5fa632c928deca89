// SPDX-License-Identifier: Apache-2.0
import type { DropReason } from "../../generated/ts/drop-reasons.js";
import type { Generation } from "../../generated/ts/models.js";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import type { FlushOptions } from "../export/flush-options.js";
import type { SenderContext } from "../export/open-sender.js";
import type { Sender } from "../export/sender.js";
import { guard } from "../internal/guard.js";
import { GenerationQueue, type QueuedGeneration } from "../queue/generation-queue.js";
import { recordCost } from "../queue/record-cost.js";
import { Account, type RecordCounts } from "../status/account.js";
import { OpenRecordings } from "../status/open-recordings.js";
import { LossReporter } from "./loss-reporter.js";

/** What happened to the records since the flush began. */
export interface FlushReport {
  /** Records that the ingest has taken. */
  readonly delivered: number;
  /** Records that were given up. */
  readonly dropped: number;
  /** Records that still wait. */
  readonly left: number;
  /** Why something is left, or the last error of a record that was dropped meanwhile. */
  readonly error: SigilError | undefined;
}

export interface ClientStatus extends RecordCounts {
  /** `closing` while a shutdown is under way: records are still taken; `closed` refuses them. */
  readonly state: "open" | "closing" | "closed";
  /** What waits or is being sent. */
  readonly queue: { readonly records: number; readonly bytes: number };
  /** Recordings that have begun and not ended. */
  readonly openRecordings: number;
  /** Error of the latest loss. */
  readonly lastError: SigilError | undefined;
}

/** Takes finished records and brings them out: account, queue and lifecycle of one client. */
export class Delivery {
  /** Tells of what is lost. */
  readonly losses: LossReporter;
  /** Told by the recorders. */
  readonly open: OpenRecordings = new OpenRecordings();
  readonly #config: ResolvedConfig;
  readonly #account = new Account();
  readonly #queue: GenerationQueue;
  /** Absent with protocol `none`: nothing is queued. */
  readonly #context: SenderContext | undefined;
  #sender: Sender | undefined;
  #loading: Promise<unknown> | undefined;
  #state: ClientStatus["state"] = "open";
  #shutdown: Promise<FlushReport> | undefined;

  constructor(config: ResolvedConfig, diagnostics: Diagnostics) {
    const { protocol, queueSize, queueMaxBytes } = config.generationExport;
    const account = this.#account;
    const queue = new GenerationQueue({ maxRecords: queueSize, maxBytes: queueMaxBytes });
    this.#config = config;
    this.#queue = queue;
    this.losses = new LossReporter(config, diagnostics);
    if (protocol === "none" && config.generationExporter === undefined) return;
    this.#context = {
      queue,
      account,
      diagnostics,
      drop: (records, reason, error) => this.#drop(records, reason, error),
    };
  }

  /** Takes a valid, stripped record. What comes back is the recorder's local error. */
  accept(record: Generation): SigilError | undefined {
    this.#account.count("recorded");
    if (this.#state === "closed") return this.#refuse(record, "shutdown", "shutdown");
    const { payloadMaxBytes, queueMaxBytes } = this.#config.generationExport;
    const cost = guard(() => recordCost(record, payloadMaxBytes));
    if (cost === undefined) return this.#refuse(record, "encoding", "encoding", { problem: "it cannot be measured" });
    const { fits, bytes: size } = cost;
    // What is larger than the whole queue would be refused for ever.
    const limit = fits ? queueMaxBytes : payloadMaxBytes;
    if (!fits || (this.#context && size > limit))
      return this.#refuse(record, "too_large", "payload_too_large", { size, limit });
    if (this.#context === undefined) {
      this.#account.count("notExported");
      return undefined;
    }
    const queued = this.#queue.offer(record, size);
    if (queued === undefined) return this.#refuse(record, "queue_full", "queue_full");
    if (this.#sender !== undefined) this.#sender.add(queued);
    else
      this.#loading ??= this.#load().finally(() => {
        this.#loading = undefined;
      });
    return undefined;
  }

  /** Never rejects: the report carries the error. */
  async flush(options?: FlushOptions): Promise<FlushReport> {
    const report = this.#startReport();
    if (this.#state === "closed") return report(createSigilError("shutdown"));
    const left = this.open.count === 0 ? options : await this.#waitForOpen(options);
    const { lastPosition } = this.#queue;
    const sender = this.#queue.isSettledUpTo(lastPosition) ? undefined : await this.#load();
    return report(await sender?.flush(lastPosition, left));
  }

  /** Never rejects; repeats return the first call's report. */
  shutdown(options?: FlushOptions): Promise<FlushReport> {
    this.#shutdown ??= this.#shutDown(options);
    return this.#shutdown;
  }

  status(): ClientStatus {
    const { records, bytes } = this.#queue;
    return {
      state: this.#state,
      ...this.#account.counts(),
      queue: { records, bytes },
      openRecordings: this.open.count,
      lastError: this.#account.lastError,
    };
  }

  async #shutDown(options: FlushOptions | undefined): Promise<FlushReport> {
    this.#state = "closing";
    const report = this.#startReport();
    const close = (): void => {
      this.#state = "closed";
    };
    const left = this.open.count === 0 ? options : await this.#waitForOpen(options);
    // A custom exporter is closed, also when it has got no record.
    const isNeeded = this.#queue.lastPosition > 0 || this.#config.generationExporter !== undefined;
    const sender = isNeeded ? await this.#load() : undefined;
    const error = await sender?.shutdown(left, close);
    close();
    this.#dropWaiting("shutdown", createSigilError("shutdown"));
    this.losses.writeLine();
    this.losses.reportOpen(this.open.count);
    return report(error);
  }

  /** What is left of the caller's time after open recordings have ended, if they are to be waited for. */
  async #waitForOpen(options: FlushOptions | undefined): Promise<FlushOptions> {
    const { waitForOpen } = await import("../export/wait-for-open.js");
    return waitForOpen(this.open, options, this.#config.generationExport.flushTimeoutMs);
  }

  /**
   * The code that encodes and sends is loaded with the first record: an application that only records, or that serves requests
   * before it does, does not pay for it. The sender takes over what the queue holds; undefined when there is none or it cannot be
   * loaded, which the next record tries again. Each caller loads for itself, which costs nothing the second time: on some
   * platforms a promise of another request never settles.
   */
  async #load(): Promise<Sender | undefined> {
    const context = this.#context;
    if (this.#sender !== undefined || context === undefined) return this.#sender;
    try {
      const { openSender } = await import("../export/open-sender.js");
      const open = await openSender(this.#config, context);
      this.#sender ??= open();
    } catch (cause) {
      const problem = "the sender could not be loaded";
      this.#dropWaiting("no_transport", createSigilError("internal", { problem }, { cause }));
    }
    return this.#sender;
  }

  /** A report of what happens from now on. */
  #startReport(): (error: SigilError | undefined) => FlushReport {
    const { delivered } = this.#account.counts();
    const { droppedTotal } = this.#account;
    return (error) => {
      const dropped = this.#account.droppedTotal - droppedTotal;
      return {
        delivered: this.#account.counts().delivered - delivered,
        dropped,
        left: this.#queue.records,
        error: error ?? (dropped > 0 ? this.#account.lastError : undefined),
      };
    };
  }

  #refuse(record: Generation, reason: DropReason, ...problem: Parameters<typeof createSigilError>): SigilError {
    const error = createSigilError(...problem);
    this.#lose(reason, [record.id ?? ""], error);
    return error;
  }

  #dropWaiting(reason: DropReason, error: SigilError): void {
    this.#drop(
      this.#queue.take(() => true),
      reason,
      error,
    );
  }

  #drop(records: readonly QueuedGeneration[], reason: DropReason, error: SigilError): void {
    const left = records.filter((queued) => !queued.isSettled);
    const ids = left.map(({ id }) => id);
    for (const queued of left) this.#queue.settle(queued);
    if (ids.length > 0) this.#lose(reason, ids, error);
  }

  #lose(reason: DropReason, ids: readonly string[], error: SigilError): void {
    this.#account.countDropped(reason, ids.length, error);
    this.losses.report(reason, ids, error);
  }
}
