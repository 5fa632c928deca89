// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { createManualClock } from "./manual-clock.js";

it("stands still until it is told to move", () => {
  const clock = createManualClock("2026-03-01T12:00:00Z");
  expect(clock.now()).toEqual(new Date("2026-03-01T12:00:00.000Z"));
  clock.advance(250);
  clock.advance(0.5);
  expect(clock.now()).toEqual(new Date("2026-03-01T12:00:00.250Z"));
});

it("starts at the same moment every time, and hands out Dates that are the caller's own", () => {
  const clock = createManualClock();
  clock.now().setFullYear(1999);
  expect(clock.now()).toEqual(createManualClock().now());
  const start = new Date(0);
  const other = createManualClock(start);
  start.setTime(5);
  expect(other.now()).toEqual(new Date(0));
});

it("wakes sleepers when their time has come, the earliest first", async () => {
  const clock = createManualClock();
  const woken: string[] = [];
  const late = clock.sleep(100).then(() => woken.push("late"));
  const early = clock.sleep(50).then(() => woken.push("early"));
  clock.advance(49);
  expect(clock.sleeping).toBe(2);
  clock.advance(1);
  await early;
  expect([woken, clock.sleeping]).toEqual([["early"], 1]);
  const later = clock.sleep(10).then(() => woken.push("later"));
  clock.advance(1000);
  await Promise.all([late, later]);
  // The sleep that began later ends later, although it was shorter.
  expect([woken, clock.sleeping]).toEqual([["early", "later", "late"], 0]);
});

it("does not sleep for no time, and ends a sleep when its signal aborts", async () => {
  const clock = createManualClock();
  await clock.sleep(0);
  await clock.sleep(Number.NaN);
  await clock.sleep(50, AbortSignal.abort());
  const controller = new AbortController();
  const sleeping = clock.sleep(50, controller.signal);
  controller.abort();
  await sleeping;
  expect(clock.sleeping).toBe(0);
});

it("refuses a start that is no date", () => {
  expect(() => createManualClock("soon")).toThrowError("start: soon is no date; use a Date or an ISO 8601 text");
});
