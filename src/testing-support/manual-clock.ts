// SPDX-License-Identifier: Apache-2.0

/** A clock that stands still until it is told to move. */
export interface ManualClock {
  now(): Date;
  advance(milliseconds: number): void;
}

/** The time of every manual clock at first. */
export const CLOCK_START = "2026-03-01T12:00:00.000Z";

/** A moment after the start of the clock, as spans and records show it. */
export function after(milliseconds: number): Date {
  return new Date(Date.parse(CLOCK_START) + milliseconds);
}

export function createManualClock(): ManualClock {
  let elapsed = 0;
  return {
    now: () => after(elapsed),
    advance: (milliseconds) => {
      elapsed += milliseconds;
    },
  };
}
