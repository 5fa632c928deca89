// SPDX-License-Identifier: Apache-2.0
import type { SigilError } from "../errors/sigil-error.js";

/** What every recorder offers, and all that the callback form needs. */
export interface Recorder {
  run<T>(fn: () => T): T;
  setCallError(error: unknown): void;
  end(): void;
  /** Local SDK error, after `end()`: invalid record, full queue, too large, closed client. Never a provider's error. */
  readonly error: SigilError | undefined;
}
