// SPDX-License-Identifier: Apache-2.0
import { LIMIT_LEASE_GRACE_MS } from "../../generated/ts/limits.js";
import { startBackgroundTimer } from "../internal/background-timers.js";
import { stopTimer, type Timer } from "../internal/timers.js";

/**
 * Tells work that is slow from work that is gone. Some platforms end a request together with everything it started: its
 * timers never fire, and its promises never settle, or reject for whoever waits in another request. Whoever does the
 * work says at each step how long that may take.
 */
export class Lease {
  #endsAt = 0;

  get isOver(): boolean {
    return performance.now() >= this.#endsAt;
  }

  /** The next sign of life comes within `ms`. */
  extend(ms: number): void {
    this.#endsAt = performance.now() + ms + LIMIT_LEASE_GRACE_MS;
  }

  /**
   * Waits for the work, or until the lease is over; at least one turn of the event loop then, so that late timers can
   * fire. Work that rejects is gone.
   */
  async whileHeld(work: Promise<void>): Promise<void> {
    let timer: Timer | undefined;
    const over = new Promise<void>((resolve) => {
      const look = (): void => {
        if (this.isOver) resolve();
        else timer = startBackgroundTimer(this.#endsAt - performance.now(), look);
      };
      timer = startBackgroundTimer(this.#endsAt - performance.now(), look);
    });
    try {
      await Promise.race([work, over]);
    } catch {
      this.#endsAt = 0;
    } finally {
      stopTimer(timer);
    }
  }
}
