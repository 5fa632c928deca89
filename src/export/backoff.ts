// SPDX-License-Identifier: Apache-2.0

export interface BackoffOptions {
  readonly initialBackoffMs: number;
  readonly maxBackoffMs: number;
  readonly retryAfterMaxMs: number;
}

/**
 * Wait before retry number `retry` (1-based): the server's hint when it gave one, else full jitter over an exponentially
 * growing window (contract faults section 2).
 */
export function backoffMs(retry: number, retryAfterMs: number | undefined, options: BackoffOptions, random: () => number): number {
  if (retryAfterMs !== undefined) return Math.min(retryAfterMs, options.retryAfterMaxMs);
  return random() * Math.min(options.maxBackoffMs, options.initialBackoffMs * 2 ** (retry - 1));
}

/** `Retry-After` in seconds or as an HTTP date; negative, past or unreadable values are 0, a missing header is undefined. */
export function parseRetryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
  const waitMs = seconds === undefined ? Date.parse(text) - now.getTime() : seconds * 1000;
  return Number.isFinite(waitMs) && waitMs > 0 ? waitMs : 0;
}
