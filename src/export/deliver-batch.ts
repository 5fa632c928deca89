// SPDX-License-Identifier: Apache-2.0
import { type AnswerClass, CLASS_DROP_REASONS, type DropReason } from "../../generated/ts/answers.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import { type Timer, unrefTimer } from "../internal/timers.js";
import type { QueuedGeneration } from "../queue/generation-queue.js";
import { type BackoffOptions, backoffMs } from "./backoff.js";
import { createFault, type ExportFailure, toExportFailure } from "./export-failure.js";
import type { ItemResult } from "./generation-exporter.js";
import { settleItems, type Unsettled } from "./settle-items.js";

export interface DeliveryOptions extends BackoffOptions {
  readonly maxRetries: number;
  readonly requestTimeoutMs: number;
  /** Requests that splitting and bisecting one batch may cost; then the rest is given up. */
  readonly maxRequestsPerBatch: number;
}

export interface DeliveryDependencies {
  readonly send: (batch: readonly QueuedGeneration[], signal: AbortSignal) => Promise<readonly ItemResult[]>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly onDelivered: (queued: QueuedGeneration, isDuplicate: boolean) => void;
  readonly onDropped: (batch: readonly QueuedGeneration[], reason: DropReason, error: SigilError) => void;
  readonly onRetry: (records: number) => void;
}

interface Budget {
  requests: number;
}

/** Classes whose records are sent again. */
const REPEATED: ReadonlySet<AnswerClass> = new Set<AnswerClass>(["retry", "resend", "bad_response"]);

/** Sends one batch until each of its records is delivered or dropped. Never rejects. */
export class BatchDelivery {
  readonly #options: DeliveryOptions;
  readonly #dependencies: DeliveryDependencies;

  constructor(options: DeliveryOptions, dependencies: DeliveryDependencies) {
    this.#options = options;
    this.#dependencies = dependencies;
  }

  /** When `signal` aborts, what is left is dropped as `shutdown`. */
  deliver(batch: readonly QueuedGeneration[], signal: AbortSignal): Promise<void> {
    return this.#deliver(batch, { requests: this.#options.maxRequestsPerBatch }, signal);
  }

  async #deliver(batch: readonly QueuedGeneration[], budget: Budget, signal: AbortSignal): Promise<void> {
    let left = batch;
    let retries = 0;
    let mayResend = true;
    while (left.length > 0) {
      if (signal.aborted) return this.#drop(left, "shutdown", createSigilError("shutdown"));
      const attempt = await this.#attempt(left, budget, signal);
      left = attempt.left;
      const { failure } = attempt;
      if (left.length === 0) return;
      if (failure.class === "split" || failure.class === "bisect") return this.#halve(left, failure, budget, signal);
      if (!REPEATED.has(failure.class)) return this.#dropAs(left, failure);
      const isSilent = failure.class === "resend" && mayResend;
      mayResend = false;
      if (!isSilent) {
        if (retries >= this.#options.maxRetries) return this.#dropAs(left, failure);
        retries += 1;
        await this.#dependencies.sleep(backoffMs(retries, failure.retryAfterMs, this.#options, this.#dependencies.random), signal);
      }
      this.#dependencies.onRetry(left.length);
    }
  }

  async #attempt(batch: readonly QueuedGeneration[], budget: Budget, signal: AbortSignal): Promise<Unsettled> {
    budget.requests -= 1;
    try {
      return settleItems(batch, await this.#sendInTime(batch, signal), this.#dependencies);
    } catch (error) {
      return { left: batch, failure: toExportFailure(error) };
    }
  }

  /** The signal ends the exporter's I/O; the race also cuts an exporter that does not listen to it. */
  async #sendInTime(batch: readonly QueuedGeneration[], signal: AbortSignal): Promise<readonly ItemResult[]> {
    const attempt = new AbortController();
    const abort = (): void => attempt.abort();
    let timer: Timer | undefined;
    try {
      signal.addEventListener("abort", abort, { once: true });
      const timeout = new Promise<never>((_, reject) => {
        const problem = `no answer within ${this.#options.requestTimeoutMs} ms`;
        attempt.signal.addEventListener("abort", () => reject(createFault(signal.aborted ? "cancelled_by_client" : "timeout", problem)), { once: true });
        timer = setTimeout(abort, this.#options.requestTimeoutMs);
        unrefTimer(timer);
      });
      return await Promise.race([this.#dependencies.send(batch, attempt.signal), timeout]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    }
  }

  /** The batch is too large, or one of its records spoils it: send both halves on their own. */
  async #halve(batch: readonly QueuedGeneration[], failure: ExportFailure, budget: Budget, signal: AbortSignal): Promise<void> {
    if (batch.length === 1 || budget.requests <= 0) return this.#dropAs(batch, failure);
    const middle = failure.class === "split" ? middleByBytes(batch) : Math.ceil(batch.length / 2);
    await this.#deliver(batch.slice(0, middle), budget, signal);
    await this.#deliver(batch.slice(middle), budget, signal);
  }

  #dropAs(batch: readonly QueuedGeneration[], failure: ExportFailure): void {
    this.#drop(batch, CLASS_DROP_REASONS[failure.class] ?? "rejected", failure.error);
  }

  #drop(batch: readonly QueuedGeneration[], reason: DropReason, error: SigilError): void {
    this.#dependencies.onDropped(batch, reason, error);
  }
}

/** Index that cuts the batch into halves of about equal weight, both non-empty. */
function middleByBytes(batch: readonly QueuedGeneration[]): number {
  const half = batch.reduce((sum, queued) => sum + queued.cost, 0) / 2;
  let bytes = 0;
  const index = batch.findIndex((queued) => {
    bytes += queued.cost;
    return bytes >= half;
  });
  return Math.min(Math.max(index + 1, 1), batch.length - 1);
}
