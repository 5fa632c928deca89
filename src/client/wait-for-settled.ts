// SPDX-License-Identifier: Apache-2.0

/**
 * Waits for a promise up to a deadline. The timer keeps the process alive on purpose: everything else of the client is
 * unref'd, and a process must not end inside an awaited flush.
 */
export async function waitForSettled(settled: Promise<void>, timeoutMs: number, signal: AbortSignal | undefined): Promise<"settled" | "timeout" | "aborted"> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onAbort: (() => void) | undefined;
  try {
    return await Promise.race([
      settled.then(() => "settled" as const),
      new Promise<"timeout">((resolve) => {
        timer = setTimeout(() => resolve("timeout"), timeoutMs);
      }),
      new Promise<"aborted">((resolve) => {
        if (signal?.aborted === true) resolve("aborted");
        onAbort = (): void => resolve("aborted");
        signal?.addEventListener("abort", onAbort, { once: true });
      }),
    ]);
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) signal?.removeEventListener("abort", onAbort);
  }
}
