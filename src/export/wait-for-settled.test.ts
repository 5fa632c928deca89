// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it, vi } from "vitest";
import { waitForSettled } from "./wait-for-settled.js";

const never = new Promise<void>(() => undefined);

describe("waitForSettled", () => {
  it.each<[string, () => ReturnType<typeof waitForSettled>, string]>([
    ["the promise is settled", () => waitForSettled(Promise.resolve(), 1000, undefined), "settled"],
    ["the promise is settled and the time is over", () => waitForSettled(Promise.resolve(), 0, undefined), "settled"],
    ["the time is over", () => waitForSettled(never, 1, undefined), "timeout"],
    ["there is no time", () => waitForSettled(never, Number.NaN, undefined), "timeout"],
    ["the signal has aborted before", () => waitForSettled(never, 1000, AbortSignal.abort()), "aborted"],
    ["the signal aborts meanwhile", () => waitForSettled(never, 1000, AbortSignal.timeout(1)), "aborted"],
  ])("ends when %s", async (_, wait, outcome) => {
    expect(await wait()).toBe(outcome);
  });

  it("leaves no listener behind", async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    await waitForSettled(Promise.resolve(), 1000, signal);
    await waitForSettled(never, 1, signal);
    expect([added.mock.calls.length, removed.mock.calls.length]).toEqual([2, 2]);
  });

  it("passes on a rejection", async () => {
    await expect(waitForSettled(Promise.reject(new Error("broken")), 1000, undefined)).rejects.toThrow("broken");
  });
});
