// SPDX-License-Identifier: Apache-2.0
import { startTimer, stopTimer } from "../internal/timers.js";

/** Counts the recordings that have begun and not ended. They are not held: one that nobody ends can be collected. */
export class OpenRecordings {
  #count = 0;
  readonly #waiting: (() => void)[] = [];

  get count(): number {
    return this.#count;
  }

  begin(): void {
    this.#count += 1;
  }

  end(): void {
    this.#count -= 1;
    if (this.#count === 0) for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Resolves at the next moment when none is open, or after `ms`; keeps the process alive until then. */
  whenNone(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = startTimer(ms, resolve);
      this.#waiting.push(() => {
        stopTimer(timer);
        resolve();
      });
    });
  }
}
