// SPDX-License-Identifier: Apache-2.0

export type Timer = ReturnType<typeof setTimeout>;

/** Node and Bun keep a process alive for a timer unless told otherwise; other runtimes have nothing to tell. */
export function unrefTimer(timer: Timer): void {
  if (typeof timer === "object" && timer !== null && "unref" in timer && typeof timer.unref === "function") timer.unref();
}

/** Resolves after `ms`, or at once when the signal aborts; never keeps the process alive. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    unrefTimer(timer);
    signal.addEventListener("abort", done, { once: true });
  });
}

/** The next macrotask. */
export function nextMacrotask(): Promise<void> {
  return new Promise((resolve) => unrefTimer(setTimeout(resolve, 0)));
}
