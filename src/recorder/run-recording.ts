// SPDX-License-Identifier: Apache-2.0
import { guard } from "../internal/guard.js";

/** A recorder as the callback form needs it. */
export interface CallbackRecorder {
  run<T>(fn: () => T): T;
  /** The callback returned. */
  succeed(value: unknown): void;
  /** The callback threw. */
  fail(error: unknown): void;
}

/**
 * The callback form: runs `fn` inside the recording and ends it. A synchronous result is returned as it is. A thenable is
 * subscribed to exactly once and a plain promise with the same value or reason is returned: hooking the returned promise would
 * hide the host's `unhandledRejection`, and a lazy thenable would run twice. What `fn` throws is rethrown as it is.
 */
export function runRecording<R extends CallbackRecorder, T>(
  recorder: R,
  fn: (recorder: R) => T,
): T | Promise<Awaited<T>> {
  let result: T;
  try {
    result = recorder.run(() => fn(recorder));
  } catch (error) {
    recorder.fail(error);
    throw error;
  }
  const then = readThen(result);
  if (then === undefined) {
    recorder.succeed(result);
    return result;
  }
  // Inside the recording too, because a lazy thenable begins its work now.
  return new Promise<Awaited<T>>((resolve, reject) => recorder.run(() => then.call(result, resolve, reject))).then(
    (value) => {
      recorder.succeed(value);
      return value;
    },
    (reason: unknown) => {
      recorder.fail(reason);
      throw reason;
    },
  );
}

type Then = (onValue: (value: never) => void, onReason: (reason: unknown) => void) => unknown;

/** `then` is read once, as `await` does; an accessor that throws makes the value a plain one. */
function readThen(value: unknown): Then | undefined {
  // What `await` asks are objects and functions only.
  const then = Object(value) === value ? guard(() => (value as { then?: unknown }).then) : undefined;
  return typeof then === "function" ? (then as Then) : undefined;
}
