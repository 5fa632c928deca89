// SPDX-License-Identifier: Apache-2.0

/** Stands in an expectation for any text of a shape. */
export class Matcher {
  readonly #pattern: RegExp;
  readonly shape: string;

  constructor(shape: string, pattern: RegExp) {
    this.shape = shape;
    this.#pattern = pattern;
  }

  /** Whether a value has the shape. */
  matches(value: unknown): boolean {
    return typeof value === "string" && this.#pattern.test(value);
  }

  /** How reports write it. */
  toJSON(): unknown {
    return { $any: this.shape };
  }
}
