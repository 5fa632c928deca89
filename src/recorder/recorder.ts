// SPDX-License-Identifier: Apache-2.0
import type { SigilError } from "../errors/sigil-error.js";

/** What every recorder offers, whatever it records. No method throws; `run` throws what its function throws. */
export interface Recorder extends Disposable {
  /** Runs `fn` inside the recording: its span is the active one. Returns and throws what `fn` does. */
  run<T>(fn: () => T): T;
  /** The recorded call failed. Null and undefined are ignored; the last error wins. */
  setCallError(error: unknown): void;
  /** Ends the recording. Repeats do nothing. */
  end(): void;
  /** Local SDK error, after `end()`: invalid record, full queue, too large, closed client. Never a provider's error. */
  readonly error: SigilError | undefined;
  /** The same as `error`, null instead of undefined, as in the other Sigil SDKs. */
  err(): SigilError | null;
}
