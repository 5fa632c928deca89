// SPDX-License-Identifier: Apache-2.0

export type Timer = ReturnType<typeof setTimeout>;

// Taken at load, so that a flush still ends under the fake timers of a test runner (contract F-P12). The root loads this module
// itself: with the code that sends it would come with the first record, when the timers may be faked already.
const { setTimeout: startPlatformTimer, clearTimeout: stopPlatformTimer } = globalThis;

/** Longest delay of a platform timer; a longer one would fire at once, with a process warning. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** A timer that keeps the process alive. Delays that are no number count as 0, endless ones as 24 days. */
export function startTimer(ms: number, run: () => void): Timer {
  return startPlatformTimer(run, Math.min(Math.max(ms, 0) || 0, MAX_DELAY_MS));
}

export function stopTimer(timer: Timer | undefined): void {
  stopPlatformTimer(timer);
}
