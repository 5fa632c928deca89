// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { nextMacrotask, sleep, startBackgroundTimer } from "./background-timers.js";
import { startTimer, stopTimer, type Timer } from "./timers.js";

const isRef = (timer: Timer): boolean => timer.hasRef();

/** Whether a timer with this delay has fired soon after the start. */
async function firesSoon(ms: number): Promise<boolean> {
  let hasFired = false;
  const timer = startBackgroundTimer(ms, () => {
    hasFired = true;
  });
  await wait(30);
  stopTimer(timer);
  return hasFired;
}

describe("timers", () => {
  afterEach(() => void vi.useRealTimers());

  it("hold the process, or do not", () => {
    const timers = [startTimer(1000, () => undefined), startBackgroundTimer(1000, () => undefined)];
    const seen = timers.map(isRef);
    timers.forEach(stopTimer);
    expect(seen).toEqual([true, false]);
  });

  it("take any number for a delay, without a process warning", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on("warning", note);
    const delays = [0, -5, Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 2 ** 31, 2 ** 40];
    const fired = await Promise.all(delays.map(firesSoon));
    process.off("warning", note);
    expect({ fired, warnings }).toEqual({ fired: [true, true, true, true, false, false, false], warnings: [] });
  });

  it("can be stopped, also when there is none", async () => {
    let hasFired = false;
    stopTimer(
      startTimer(1, () => {
        hasFired = true;
      }),
    );
    stopTimer(undefined);
    await wait(10);
    expect(hasFired).toBe(false);
  });

  it("run under the fake timers of a test runner", async () => {
    vi.useFakeTimers();
    await sleep(1, new AbortController().signal);
    await nextMacrotask();
    expect(vi.isFakeTimers()).toBe(true);
  });
});

describe("sleep", () => {
  it("ends at once when the signal aborts, before or meanwhile, and leaves no listener", async () => {
    const aborted = AbortSignal.abort();
    const controller = new AbortController();
    const removed = vi.spyOn(controller.signal, "removeEventListener");
    const sleeping = Promise.all([
      sleep(60_000, aborted),
      sleep(60_000, controller.signal),
      sleep(1, controller.signal),
    ]);
    await wait(5);
    controller.abort();
    await sleeping;
    expect(removed).toHaveBeenCalledTimes(2);
  });
});

describe("nextMacrotask", () => {
  it("comes after all microtasks", async () => {
    const order: string[] = [];
    const next = nextMacrotask().then(() => order.push("macrotask"));
    await Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => order.push("microtasks"));
    await next;
    expect(order).toEqual(["microtasks", "macrotask"]);
  });
});
