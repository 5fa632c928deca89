// SPDX-License-Identifier: Apache-2.0

/** The time by which a shutdown wants everything to be over; endless before there is one. */
export class ClosingTime {
  readonly #begun = new AbortController();
  #endsAt = Number.POSITIVE_INFINITY;

  /** Aborts when the shutdown begins. */
  get begun(): AbortSignal {
    return this.#begun.signal;
  }

  get remainingMs(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }

  /** `endsAt` is a moment of `performance.now()`. */
  begin(endsAt: number): void {
    this.#endsAt = endsAt;
    this.#begun.abort();
  }
}
