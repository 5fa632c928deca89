// SPDX-License-Identifier: Apache-2.0

/** How long `flush()` and `shutdown()` wait. */
export interface FlushOptions {
  /** Deadline in milliseconds; default is the option `flushTimeoutMs`. */
  readonly timeoutMs?: number | undefined;
  /** Ends the wait early. */
  readonly signal?: AbortSignal | undefined;
}
