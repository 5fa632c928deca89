// SPDX-License-Identifier: Apache-2.0

export type Timer = ReturnType<typeof setTimeout>;

// Taken at load, so that a flush still ends under the fake timers of a test runner (contract faults F-P12).
const { setTimeout: startPlatformTimer, clearTimeout: stopPlatformTimer } = globalThis;

/** Longest delay of a platform timer; a longer one would fire at once, with a process warning. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** A timer that keeps the process alive. Delays that are no number count as 0, endless ones as 24 days. */
export function startTimer(ms: number, run: () => void): Timer {
  return startPlatformTimer(run, Math.min(Math.max(ms, 0) || 0, MAX_DELAY_MS));
}

/** A timer that does not keep the process alive. */
export function startBackgroundTimer(ms: number, run: () => void): Timer {
  const timer = startTimer(ms, run);
  // Node and Bun keep a process alive for a timer unless told otherwise; other runtimes have nothing to tell.
  if (typeof timer === "object" && timer !== null && "unref" in timer && typeof timer.unref === "function")
    timer.unref();
  return timer;
}

export function stopTimer(timer: Timer | undefined): void {
  stopPlatformTimer(timer);
}

/** Resolves after `ms`, or at once when the signal aborts; never keeps the process alive. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      stopTimer(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = startBackgroundTimer(ms, done);
    signal.addEventListener("abort", done, { once: true });
  });
}

/** The next macrotask. */
export function nextMacrotask(): Promise<void> {
  return new Promise((resolve) => startBackgroundTimer(0, resolve));
}
