// SPDX-License-Identifier: Apache-2.0
import type { ResolvedConfig } from "../../generated/ts/options.js";
import type { Diagnostics } from "../client/diagnostics.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import { startTimer, stopTimer } from "../internal/timers.js";
import type { QueuedGeneration } from "../queue/generation-queue.js";
import type { Account } from "../status/account.js";
import type { ExportPipeline } from "./export-pipeline.js";
import type { FlushOptions } from "./flush-options.js";
import { waitForSettled } from "./wait-for-settled.js";

/** The side of a client that sends: its pipeline, with a deadline for each call that waits. */
export class Sender {
  readonly #pipeline: ExportPipeline;
  readonly #config: ResolvedConfig;
  readonly #account: Account;
  readonly #diagnostics: Diagnostics;

  constructor(pipeline: ExportPipeline, config: ResolvedConfig, account: Account, diagnostics: Diagnostics) {
    this.#pipeline = pipeline;
    this.#config = config;
    this.#account = account;
    this.#diagnostics = diagnostics;
  }

  /** A record has entered the queue. */
  add(queued: QueuedGeneration): void {
    this.#pipeline.add(queued);
  }

  /** Waits until the records up to `position` are settled; the error says why they are not, or what was lost meanwhile. */
  async flush(position: number, options: FlushOptions, operation = "flush"): Promise<SigilError | undefined> {
    const { timeoutMs = this.#config.generationExport.flushTimeoutMs, signal } = options;
    const { lastError } = this.#account;
    const outcome = await waitForSettled(this.#pipeline.whenSettled(position), timeoutMs, signal);
    if (outcome === "timeout") return createSigilError("deadline", { operation, timeout_ms: timeoutMs });
    if (outcome === "aborted") return createSigilError("aborted", { operation });
    return this.#account.lastError === lastError ? undefined : this.#account.lastError;
  }

  /** Flushes, gives up what the deadline leaves, and closes the exporter. `onDrained`: no record is taken any more. */
  async shutdown(position: number, options: FlushOptions, onDrained: () => void): Promise<SigilError | undefined> {
    const { timeoutMs = this.#config.generationExport.flushTimeoutMs, signal } = options;
    const endsAt = performance.now() + timeoutMs;
    // The steps after the drain have no deadline of their own that would keep the process alive.
    const keepAlive = startTimer(Number.POSITIVE_INFINITY, () => undefined);
    try {
      const error = await this.flush(position, { timeoutMs, signal }, "shutdown");
      onDrained();
      await this.#pipeline.abandon();
      await this.#close(endsAt - performance.now(), signal);
      return error;
    } finally {
      stopTimer(keepAlive);
    }
  }

  /** A custom exporter may fail to close, or never finish. */
  async #close(timeoutMs: number, signal: AbortSignal | undefined): Promise<void> {
    const warn = (): void => this.#diagnostics.warnOnce("closing the exporter failed");
    // Without time left, one that closes at once still does.
    const isOver = signal?.aborted === true;
    const closing = this.#pipeline.close().catch(warn);
    const outcome = await waitForSettled(closing, isOver ? 0 : timeoutMs, isOver ? undefined : signal);
    if (outcome !== "settled") this.#diagnostics.warnOnce("the exporter did not close in time");
  }
}
