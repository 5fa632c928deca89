// SPDX-License-Identifier: Apache-2.0
import type { Recorder } from "./recorder.js";

/**
 * The callback form: runs `fn` inside the recording and ends it. A synchronous result is returned as it is. A thenable is
 * subscribed to exactly once and a plain promise with the same value or reason is returned: hooking a second promise would
 * hide the host's `unhandledRejection`, and a lazy thenable would run twice. What `fn` throws is rethrown as it is.
 */
export function runRecording<R extends Recorder, T>(recorder: R, fn: (recorder: R) => T): T | Promise<Awaited<T>> {
  let result: T;
  try {
    result = recorder.run(() => fn(recorder));
  } catch (error) {
    fail(recorder, error);
    throw error;
  }
  const then = readThen(result);
  if (then === undefined) {
    recorder.end();
    return result;
  }
  return new Promise<Awaited<T>>((resolve, reject) => {
    const onValue = (value: Awaited<T>): void => {
      recorder.end();
      resolve(value);
    };
    const onReason = (reason: unknown): void => {
      fail(recorder, reason);
      reject(reason);
    };
    try {
      then.call(result, onValue, onReason);
    } catch (error) {
      onReason(error);
    }
  });
}

function fail(recorder: Recorder, error: unknown): void {
  recorder.setCallError(error);
  recorder.end();
}

type Then = (onValue: (value: never) => void, onReason: (reason: unknown) => void) => unknown;

/** `then` is read once, as `await` does; an accessor that throws makes the value a plain one. */
function readThen(value: unknown): Then | undefined {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined;
  try {
    const then: unknown = (value as { then?: unknown }).then;
    return typeof then === "function" ? (then as Then) : undefined;
  } catch {
    return undefined;
  }
}
