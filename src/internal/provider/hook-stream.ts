// SPDX-License-Identifier: Apache-2.0
import { guard } from "../guard.js";
import { isRecord } from "../is-record.js";
import { define } from "./hook-result.js";

/** Sees a stream go by. Its functions do not throw. */
export interface StreamObserver {
  /** Runs the stream's own code inside the recording. */
  run<T>(fn: () => T): T;
  /** The consumer has got its iterator. */
  onOpen(iterator: unknown): void;
  onEvent(event: unknown): void;
  /** It was read to its end. */
  onDone(): void;
  onError(error: unknown): void;
  /** The consumer stopped reading. */
  onCancel(): void;
  /** It cannot be watched, such as one that is frozen. */
  onUnhooked(): void;
}

type Iterator = AsyncIterator<unknown, unknown, unknown>;

/**
 * Watches a stream, which stays the same object: the iterator that its consumer gets has its own `next`, `return` and `throw`
 * wrapped, so that everything else about it is as before. False when it is no stream.
 */
export function hookStream(stream: unknown, observer: StreamObserver): boolean {
  return guard(() => hook(stream, observer), observer.onUnhooked.bind(observer)) ?? true;
}

function hook(stream: unknown, observer: StreamObserver): boolean {
  if (!isRecord(stream)) return false;
  // The streams of the SDKs: branches of `tee` and `toReadableStream` read through this function too.
  const { iterator } = stream;
  if (typeof iterator === "function" && Symbol.asyncIterator in stream) {
    stream["iterator"] = (...args: unknown[]): unknown => hookIterator(iterator.apply(stream, args), observer);
    return true;
  }
  const open = (stream as { [Symbol.asyncIterator]?: unknown })[Symbol.asyncIterator];
  if (typeof open !== "function") return false;
  if (typeof stream["next"] === "function") hookIterator(stream, observer);
  else define(stream, Symbol.asyncIterator, (): unknown => hookIterator(open.call(stream), observer));
  return true;
}

/** Gives the iterator itself, whose methods are replaced if that can be. */
function hookIterator(value: unknown, observer: StreamObserver): unknown {
  if (isRecord(value) && typeof value["next"] === "function") {
    guard(() => replaceMethods(value, observer), observer.onUnhooked.bind(observer));
  }
  return value;
}

function replaceMethods(value: object, observer: StreamObserver): void {
  // An object with `next` that a stream gave; what it returns is passed on whatever it is.
  const iterator = value as unknown as Iterator;
  const { next } = iterator;
  observer.onOpen(iterator);
  const { return: close, throw: fail } = iterator;
  define(iterator, "next", (...args: [] | [unknown]) => watch(() => next.apply(iterator, args), observer));
  // The recording is over when the consumer leaves, however long the stream takes to clean up.
  if (close !== undefined) define(iterator, "return", leave(close));
  if (fail !== undefined) define(iterator, "throw", leave(fail));

  function leave(method: NonNullable<Iterator["return"] | Iterator["throw"]>): unknown {
    return (...args: [] | [unknown]) => {
      observer.onCancel();
      return observer.run(() => method.apply(iterator, args));
    };
  }
}

async function watch(
  next: () => Promise<IteratorResult<unknown>>,
  observer: StreamObserver,
): Promise<IteratorResult<unknown>> {
  try {
    const step = await observer.run(next);
    if (step.done === true) observer.onDone();
    else observer.onEvent(step.value);
    return step;
  } catch (error) {
    observer.onError(error);
    throw error;
  }
}
