// SPDX-License-Identifier: Apache-2.0

/** Attempts, by their signals, that wait for a function of the caller. */
const pending = new WeakSet<AbortSignal>();

/** Whether an attempt that has run out of time was still waiting for its headers and credentials. */
export function isWaitingForCredentials(signal: AbortSignal): boolean {
  return pending.has(signal);
}

/** The same promise; while it is open, the attempt waits for its headers and credentials. */
export async function waitForCredentials<T>(signal: AbortSignal, credentials: Promise<T>): Promise<T> {
  pending.add(signal);
  try {
    return await credentials;
  } finally {
    pending.delete(signal);
  }
}
