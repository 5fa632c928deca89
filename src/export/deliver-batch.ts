// SPDX-License-Identifier: Apache-2.0
import { type AnswerClass, CLASS_DROP_REASONS } from "../../generated/ts/answers.js";
import { printable } from "../errors/printable.js";
import { createSigilError, errorText } from "../errors/sigil-error.js";
import { startBackgroundTimer } from "../internal/background-timers.js";
import { stopTimer, type Timer } from "../internal/timers.js";
import type { QueuedGeneration } from "../queue/generation-queue.js";
import { type BackoffOptions, backoffMs } from "./backoff.js";
import type { ClosingTime } from "./closing-time.js";
import { createFailure, createFault, type ExportFailure, toExportFailure } from "./export-failure.js";
import type { ItemResult } from "./generation-exporter.js";
import { isWaitingForCredentials } from "./pending-credentials.js";
import { type ItemSinks, settleItems, type Unsettled } from "./settle-items.js";

export interface DeliveryOptions extends BackoffOptions {
  readonly maxRetries: number;
  /** Time for one attempt. */
  readonly timeoutMs: number;
  /** Requests that the search for the bad records of one batch may cost; then the rest is given up. */
  readonly maxBisectRequests: number;
}

export interface DeliveryDependencies extends ItemSinks {
  readonly send: (batch: readonly QueuedGeneration[], signal: AbortSignal) => Promise<readonly ItemResult[]>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly onRetry: (records: number) => void;
  readonly closing: ClosingTime;
}

interface Budget {
  bisectRequests: number;
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
  async deliver(batch: readonly QueuedGeneration[], signal: AbortSignal): Promise<void> {
    try {
      // The first request of the batch is one of them.
      await this.#deliver(batch, { bisectRequests: this.#options.maxBisectRequests - 1 }, signal);
    } catch (error) {
      // Reached only through functions of the caller, such as `random`: the records must not be lost without a trace.
      const problem = printable(errorText(error));
      const left = batch.filter((queued) => !queued.isSettled);
      this.#dependencies.onDropped(
        left,
        "retries_exhausted",
        createSigilError("internal", { problem }, { cause: error }),
      );
    }
  }

  async #deliver(batch: readonly QueuedGeneration[], budget: Budget, signal: AbortSignal): Promise<void> {
    let left = batch;
    let retries = 0;
    let mayResend = true;
    for (;;) {
      // Another delivery may have taken this one for gone, and have done its work.
      left = left.filter((queued) => !queued.isSettled);
      if (left.length === 0) return;
      if (signal.aborted) return this.#dependencies.onDropped(left, "shutdown", createSigilError("shutdown"));
      const attempt = await this.#attempt(left, signal);
      left = attempt.left;
      if (left.length === 0) return;
      const { failure } = attempt;
      if (failure.class === "split" || failure.class === "bisect") return this.#halve(left, failure, budget, signal);
      const isSilent = failure.class === "resend" && mayResend;
      mayResend = false;
      if (!isSilent) {
        if (!REPEATED.has(failure.class) || retries >= this.#options.maxRetries) return this.#drop(left, failure);
        retries += 1;
        const hasTime = await this.#pause(retries, failure.retryAfterMs, signal);
        if (!hasTime) return this.#dependencies.onDropped(left, "shutdown", failure.error);
        if (signal.aborted) continue;
      }
      this.#dependencies.onRetry(left.length);
    }
  }

  async #attempt(batch: readonly QueuedGeneration[], signal: AbortSignal): Promise<Unsettled> {
    try {
      return settleItems(batch, await this.#sendInTime(batch, signal), this.#dependencies);
    } catch (error) {
      return { left: batch, failure: toExportFailure(error) };
    }
  }

  /** The signal ends the exporter's I/O; the race also cuts an exporter that does not listen to it. */
  async #sendInTime(batch: readonly QueuedGeneration[], signal: AbortSignal): Promise<readonly ItemResult[]> {
    const { timeoutMs } = this.#options;
    const attempt = new AbortController();
    let timer: Timer | undefined;
    let abort = (): void => undefined;
    const cut = new Promise<never>((_, reject) => {
      abort = (): void => {
        reject(createFault("cancelled_by_client", "the client is shutting down"));
        attempt.abort();
      };
      timer = startBackgroundTimer(timeoutMs, () => {
        reject(
          isWaitingForCredentials(attempt.signal)
            ? createFault("credentials", `headers or auth of generationExport gave no value within ${timeoutMs} ms`)
            : createFault("timeout", `no answer within ${timeoutMs} ms`),
        );
        attempt.abort();
      });
    });
    signal.addEventListener("abort", abort, { once: true });
    try {
      return await Promise.race([this.#dependencies.send(batch, attempt.signal), cut]);
    } finally {
      stopTimer(timer);
      signal.removeEventListener("abort", abort);
    }
  }

  /**
   * Waits before retry number `retry`, and fits the wait into what a shutdown leaves: one that has just begun is the end of a wait of
   * our own, so that the queue gets its chance. False when the server wants more time than there is.
   */
  async #pause(retry: number, retryAfterMs: number | undefined, signal: AbortSignal): Promise<boolean> {
    const { closing, random } = this.#dependencies;
    const ms = backoffMs(retry, retryAfterMs, this.#options, random);
    const isAsked = retryAfterMs !== undefined;
    if (isAsked && ms > closing.remainingMs) return false;
    const isClosing = closing.begun.aborted;
    const endsAt = performance.now() + ms;
    await this.#wait(
      isAsked ? ms : Math.min(ms, closing.remainingMs / 2),
      isClosing ? [signal] : [signal, closing.begun],
    );
    if (!isAsked || isClosing || !closing.begun.aborted) return true;
    const left = endsAt - performance.now();
    if (left > closing.remainingMs) return false;
    await this.#wait(left, [signal]);
    return true;
  }

  /** A `sleep` of the caller may fail, or not listen to the signal. */
  async #wait(ms: number, signals: readonly AbortSignal[]): Promise<void> {
    const over = new AbortController();
    const stop = (): void => over.abort();
    const stopped = new Promise<void>((resolve) => {
      over.signal.addEventListener("abort", () => resolve(), { once: true });
    });
    for (const signal of signals) {
      if (signal.aborted) stop();
      signal.addEventListener("abort", stop, { once: true });
    }
    const slept = (async () => this.#dependencies.sleep(ms, over.signal))();
    await Promise.race([slept, stopped]).catch(() => undefined);
    for (const signal of signals) signal.removeEventListener("abort", stop);
    stop();
  }

  /** The batch is too large, or one of its records spoils it: send both halves on their own. */
  async #halve(
    batch: readonly QueuedGeneration[],
    failure: ExportFailure,
    budget: Budget,
    signal: AbortSignal,
  ): Promise<void> {
    if (batch.length === 1) return this.#drop(batch, failure);
    if (failure.class === "bisect") {
      // Splitting ends by itself, at single records; a search could cost two requests for each of them.
      if (budget.bisectRequests < 2) return this.#drop(batch, this.#asUnsearched(failure));
      budget.bisectRequests -= 2;
    }
    const middle = failure.class === "split" ? middleByBytes(batch) : Math.ceil(batch.length / 2);
    await this.#deliver(batch.slice(0, middle), budget, signal);
    await this.#deliver(batch.slice(middle), budget, signal);
  }

  /** Records that were not refused themselves are told apart from the one that spoils them. */
  #asUnsearched({ class: answerClass, error }: ExportFailure): ExportFailure {
    const problem = `the search for the records that the ingest refuses ended after ${this.#options.maxBisectRequests} requests`;
    return createFailure(answerClass, problem, { cause: error });
  }

  #drop(batch: readonly QueuedGeneration[], failure: ExportFailure): void {
    this.#dependencies.onDropped(batch, CLASS_DROP_REASONS[failure.class] ?? "rejected", failure.error);
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
