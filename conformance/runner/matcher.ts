// SPDX-License-Identifier: Apache-2.0

/** Stands in an expectation for any value of a shape. */
export class Matcher {
  readonly #fits: (value: unknown) => boolean;
  readonly shape: string;

  constructor(shape: string, fits: (value: unknown) => boolean) {
    this.shape = shape;
    this.#fits = fits;
  }

  /** Whether a value has the shape. */
  matches(value: unknown): boolean {
    return this.#fits(value);
  }

  /** How reports write it. */
  toJSON(): unknown {
    return { $any: this.shape };
  }
}
