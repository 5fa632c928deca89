// SPDX-License-Identifier: Apache-2.0

/** How long `flush()` and `shutdown()` wait. */
export interface FlushOptions {
  /** Deadline in milliseconds; default is the option `flushTimeoutMs`. */
  readonly timeoutMs?: number | undefined;
  /** Ends the wait early. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Wait first, within the same deadline, until no recording is open: a function that returns a stream is over before the stream
   * is. Default: false, what has not ended is not waited for.
   */
  readonly waitForOpen?: boolean | undefined;
}
