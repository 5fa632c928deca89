// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { backoffMs, parseRetryAfter } from "./backoff.js";

const OPTIONS = { initialBackoffMs: 100, maxBackoffMs: 5000, retryAfterMaxMs: 60_000 };

describe("backoffMs", () => {
  it.each([
    [1, 100],
    [2, 200],
    [3, 400],
    [6, 3200],
    [7, 5000],
    [2000, 5000],
  ])("is a random part of the window before repeat %i: up to %i ms", (retry, window) => {
    const waits = [0, 0.25, 0.9999].map((random) => backoffMs(retry, undefined, OPTIONS, () => random));
    expect(waits).toEqual([0, window * 0.25, window * 0.9999]);
  });

  it.each([
    [0, 0],
    [2000, 2000],
    [60_001, 60_000],
    [Number.POSITIVE_INFINITY, 60_000],
  ])("is what the server asks for: %s ms gives %i", (asked, wait) => {
    expect(backoffMs(3, asked, OPTIONS, () => 0.5)).toBe(wait);
  });
});

describe("parseRetryAfter", () => {
  const now = new Date("2026-03-01T12:00:00Z");

  it.each<[header: string | undefined, waitMs: number | undefined]>([
    [undefined, undefined],
    ["2", 2000],
    [" 2 ", 2000],
    ["0", 0],
    ["1.5", 1500],
    ["1000000000000", 1e15],
    [`1${"0".repeat(400)}`, Number.POSITIVE_INFINITY],
    ["Sun, 01 Mar 2026 12:00:30 GMT", 30_000],
    ["Sun, 01 Mar 2026 11:59:59 GMT", 0],
    ["Sun, 99 Mar 2026 12:00:30 GMT", 0],
    ["2099-01-01T00:00:00Z", 0],
    ["2099", 2_099_000],
    ["-5", 0],
    ["1e12", 0],
    ["in 3000 years", 0],
    ["soon", 0],
    ["NaN", 0],
    ["Infinity", 0],
    ["", 0],
  ])("%j means %j ms", (header, waitMs) => {
    expect(parseRetryAfter(header, now)).toBe(waitMs);
  });

  it("asks for no wait when the clock is none", () => {
    expect(parseRetryAfter("Sun, 01 Mar 2026 12:00:30 GMT", new Date(Number.NaN))).toBe(0);
  });
});
