// SPDX-License-Identifier: Apache-2.0
import { startTimer, stopTimer, type Timer } from "./timers.js";

/** A timer that does not keep the process alive. */
export function startBackgroundTimer(ms: number, run: () => void): Timer {
  const timer = startTimer(ms, run);
  // Node and Bun keep a process alive for a timer unless told otherwise; other runtimes have nothing to tell.
  if (typeof timer === "object" && timer !== null && "unref" in timer && typeof timer.unref === "function")
    timer.unref();
  return timer;
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
