// SPDX-License-Identifier: Apache-2.0
import { EXPORT_ERROR_MESSAGES } from "../../generated/ts/export-errors.js";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { fillMessage, SigilError } from "../errors/sigil-error.js";
import { startTimer, stopTimer } from "../internal/timers.js";
import { readWaitOptions } from "../internal/wait-options.js";
import type { GenerationQueue, QueuedGeneration } from "../queue/generation-queue.js";
import type { ExportPipeline } from "./export-pipeline.js";
import type { FlushOptions } from "./flush-options.js";
import { runInBackground } from "./run-in-background.js";
import { type WaitOutcome, waitForSettled } from "./wait-for-settled.js";

/** The side of a client that sends: its pipeline, with a deadline for each call that waits. */
export class Sender {
  readonly #pipeline: ExportPipeline;
  readonly #queue: GenerationQueue;
  readonly #diagnostics: Diagnostics;
  readonly #flushTimeoutMs: number;

  constructor(
    pipeline: ExportPipeline,
    queue: GenerationQueue,
    diagnostics: Diagnostics,
    { generationExport }: ResolvedConfig,
  ) {
    this.#pipeline = pipeline;
    this.#queue = queue;
    this.#diagnostics = diagnostics;
    this.#flushTimeoutMs = generationExport.flushTimeoutMs;
  }

  /** A record has entered the queue. */
  add(queued: QueuedGeneration): void {
    runInBackground(() => this.#pipeline.add(queued));
  }

  /** Waits until the records up to `position` are settled; the error says why they are not. */
  async flush(position: number, options: FlushOptions | undefined): Promise<SigilError | undefined> {
    const { timeoutMs, signal } = readWaitOptions(options, this.#flushTimeoutMs);
    return toError(await this.#settle(position, timeoutMs, signal), "flush", timeoutMs);
  }

  /**
   * Flushes, also what is recorded meanwhile, gives up what the deadline leaves, and closes the exporter. `onDrained`: no record
   * is taken any more.
   */
  async shutdown(options: FlushOptions | undefined, onDrained: () => void): Promise<SigilError | undefined> {
    const { timeoutMs, signal } = readWaitOptions(options, this.#flushTimeoutMs);
    const endsAt = performance.now() + timeoutMs;
    // The steps after the drain have no deadline of their own that would keep the process alive.
    this.#pipeline.closeBy(endsAt);
    const keepAlive = startTimer(Number.POSITIVE_INFINITY, () => undefined);
    try {
      let outcome: WaitOutcome = "settled";
      let position = 0;
      do {
        position = this.#queue.lastPosition;
        outcome = await this.#settle(position, endsAt - performance.now(), signal);
      } while (outcome === "settled" && position < this.#queue.lastPosition);
      onDrained();
      await runInBackground(() => this.#pipeline.abandon());
      await this.#close(endsAt - performance.now(), signal);
      return toError(outcome, "shutdown", timeoutMs);
    } finally {
      stopTimer(keepAlive);
    }
  }

  #settle(position: number, timeoutMs: number, signal: AbortSignal | undefined): Promise<WaitOutcome> {
    const settled = runInBackground(() => this.#pipeline.whenSettled(position));
    return waitForSettled(settled, timeoutMs, signal);
  }

  /** A custom exporter may fail to close, or never finish. */
  async #close(timeoutMs: number, signal: AbortSignal | undefined): Promise<void> {
    const warn = (): void => this.#diagnostics.warnOnce("closing the exporter failed");
    // Without time left, one that closes at once still does.
    const isOver = signal?.aborted === true;
    const closing = runInBackground(() => this.#pipeline.close()).catch(warn);
    const outcome = await waitForSettled(closing, isOver ? 0 : timeoutMs, isOver ? undefined : signal);
    if (outcome !== "settled") this.#diagnostics.warnOnce("the exporter did not close in time");
  }
}

function toError(outcome: WaitOutcome, operation: string, timeoutMs: number): SigilError | undefined {
  if (outcome === "settled") return undefined;
  const code = outcome === "timeout" ? "deadline" : "aborted";
  return new SigilError(code, fillMessage(EXPORT_ERROR_MESSAGES[code], { operation, timeout_ms: timeoutMs }));
}
