// SPDX-License-Identifier: Apache-2.0

/** Runs code of somebody else (tracer, meter, logger, hook) whose failure must not reach the caller. */
export function guard<T>(fn: () => T, onError?: (error: unknown) => void): T | undefined {
  try {
    return fn();
  } catch (error) {
    onError?.(error);
    return undefined;
  }
}
