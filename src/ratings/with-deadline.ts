// SPDX-License-Identifier: Apache-2.0
import { EXPORT_ERROR_MESSAGES } from "../../generated/ts/export-errors.js";
import { LIMIT_RATING_TIMEOUT_MS } from "../../generated/ts/limits.js";
import { fillMessage, SigilError } from "../errors/sigil-error.js";
import { startTimer, stopTimer } from "../internal/timers.js";
import { readWaitOptions } from "../internal/wait-options.js";
import { createRatingError } from "./rating-error.js";

export interface SubmitRatingOptions {
  /** Time for the whole call in milliseconds; default 10,000. It is tried once. */
  readonly timeoutMs?: number | undefined;
  /** Ends the call early; it rejects with a SigilError of code `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs `attempt` until it settles, its time is over or the caller gives up. The timer keeps the process alive meanwhile. */
export async function withDeadline<T>(
  options: SubmitRatingOptions | undefined,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { timeoutMs, signal } = readWaitOptions(options, LIMIT_RATING_TIMEOUT_MS);
  const controller = new AbortController();
  const over = new Promise<never>((_, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
  });
  const onAbort = (): void => {
    const message = fillMessage(EXPORT_ERROR_MESSAGES.aborted, { operation: "rating" });
    controller.abort(new SigilError("aborted", message, { cause: signal?.reason }));
  };
  const timer = startTimer(timeoutMs, () =>
    controller.abort(createRatingError("rating_transport", `no answer within ${timeoutMs} ms`)),
  );
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([over, attempt(controller.signal)]);
  } finally {
    stopTimer(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}
