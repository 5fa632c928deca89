// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../is-record.js";

/** Something that would wait for ever for an object that nobody holds any more. It must not hold the object itself. */
export interface Forgetful {
  onForgotten(): void;
}

let registry: FinalizationRegistry<Forgetful> | undefined;

/**
 * Tells when the promise, stream or iterator that something waits for has been collected; a later call names another object
 * instead. At best: nothing is kept alive for it, and the process may end before.
 */
export function watchForgotten(waiting: Forgetful, value: unknown): void {
  stopWatching(waiting);
  if (!isRecord(value)) return;
  registry ??= new FinalizationRegistry((held) => held.onForgotten());
  registry.register(value, waiting, waiting);
}

export function stopWatching(waiting: Forgetful): void {
  registry?.unregister(waiting);
}
