// SPDX-License-Identifier: Apache-2.0

/** The driver cannot run a case; the message says what it lacks. */
export class SkipCase extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SkipCase";
  }
}
