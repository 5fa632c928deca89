// SPDX-License-Identifier: Apache-2.0

/** The time of every test client at first. */
export const CLOCK_START = "2026-03-01T12:00:00.000Z";

/** A moment after the start of the clock, as spans and records show it. */
export function after(milliseconds: number): Date {
  return new Date(Date.parse(CLOCK_START) + milliseconds);
}
