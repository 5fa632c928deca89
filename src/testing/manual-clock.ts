// SPDX-License-Identifier: Apache-2.0

/** A clock that stands still until it is told to move; its functions are the options `now` and `sleep` of a client. */
export interface ManualClock {
  now(): Date;
  /** Moves the clock; sleeps that are over by then resolve, the earliest first. */
  advance(milliseconds: number): void;
  /** Resolves when the clock has moved so far, or at once when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Number of sleeps that are not over. */
  readonly sleeping: number;
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** Where a clock starts when nobody says. */
const DEFAULT_START = "2026-01-01T00:00:00.000Z";

/**
 * Creates a clock for tests. Without a start it begins at the same moment every time.
 *
 * @example
 * const clock = createManualClock("2026-03-01T12:00:00Z");
 * const client = new SigilClient({ now: clock.now, sleep: clock.sleep });
 * clock.advance(250);
 */
export function createManualClock(start: Date | string = DEFAULT_START): ManualClock {
  let time = new Date(start).getTime();
  if (Number.isNaN(time)) throw new RangeError(`start: ${String(start)} is no date; use a Date or an ISO 8601 text`);
  const sleepers = new Set<Sleeper>();
  return {
    now: () => new Date(time),
    advance(milliseconds) {
      time += milliseconds;
      const due = [...sleepers].filter(({ until }) => until <= time).sort((left, right) => left.until - right.until);
      for (const { wake } of due) wake();
    },
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true || !(milliseconds > 0)) return resolve();
        const wake = (): void => {
          sleepers.delete(sleeper);
          signal?.removeEventListener("abort", wake);
          resolve();
        };
        const sleeper: Sleeper = { until: time + milliseconds, wake };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", wake, { once: true });
      }),
    get sleeping() {
      return sleepers.size;
    },
  };
}
