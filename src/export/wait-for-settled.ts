// SPDX-License-Identifier: Apache-2.0
import { startTimer, stopTimer, type Timer } from "../internal/timers.js";

export type WaitOutcome = "settled" | "timeout" | "aborted";

/**
 * Waits for a promise up to a deadline. The timer keeps the process alive on purpose: everything else of the client is
 * unref'd, and a process must not end inside an awaited flush.
 */
export async function waitForSettled(
  settled: Promise<void>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<WaitOutcome> {
  let timer: Timer | undefined;
  let onAbort: (() => void) | undefined;
  try {
    return await Promise.race([
      settled.then(() => "settled" as const),
      new Promise<WaitOutcome>((resolve) => {
        timer = startTimer(timeoutMs, () => resolve("timeout"));
        onAbort = (): void => resolve("aborted");
        if (signal?.aborted === true) onAbort();
        signal?.addEventListener("abort", onAbort, { once: true });
      }),
    ]);
  } finally {
    stopTimer(timer);
    if (onAbort !== undefined) signal?.removeEventListener("abort", onAbort);
  }
}
