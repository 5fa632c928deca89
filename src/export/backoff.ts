// SPDX-License-Identifier: Apache-2.0

export interface BackoffOptions {
  readonly initialBackoffMs: number;
  readonly maxBackoffMs: number;
  readonly retryAfterMaxMs: number;
}

/**
 * Wait before retry number `retry` (1-based): the server's hint when it gave one, else full jitter over an exponentially
 * growing window (contract faults.2).
 */
export function backoffMs(
  retry: number,
  retryAfterMs: number | undefined,
  options: BackoffOptions,
  random: () => number,
): number {
  if (retryAfterMs !== undefined) return Math.min(retryAfterMs, options.retryAfterMaxMs);
  return random() * Math.min(options.maxBackoffMs, options.initialBackoffMs * 2 ** (retry - 1));
}

/** The date form that HTTP servers send; `Date.parse` reads dates into almost any text with a number. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** `Retry-After` in seconds or as an HTTP date; negative, past or unreadable values are 0, a missing header is undefined. */
export function parseRetryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const waitMs = HTTP_DATE.test(text) ? Date.parse(text) - now.getTime() : 0;
  // Not a number when the date or the clock is none.
  return Math.max(0, waitMs || 0);
}
