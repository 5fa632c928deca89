// SPDX-License-Identifier: Apache-2.0
import { guard } from "../guard.js";
import { isRecord } from "../is-record.js";
import { hookBranches } from "./hook-branches.js";
import { define, isThenable } from "./hook-result.js";

type Run = <T>(fn: () => T) => T;

/** Sees a stream go by. Its functions do not throw. */
export interface StreamObserver {
  /** Runs the stream's own code inside the recording. */
  run: Run;
  /** The consumer has got its iterator, one of those that may be used for reading. */
  onOpen(iterator: unknown, reading: Reading): void;
  onEvent(event: unknown): void;
  /** It was read to its end. */
  onDone(): void;
  onError(error: unknown): void;
  /** The consumer stopped reading. */
  onCancel(): void;
  /** It cannot be watched, such as one that is frozen. */
  onUnhooked(): void;
}

/** How far a consumer is. */
export interface Reading {
  /** The iterator that was used first: the others of the same stream cannot read it, and say nothing about it. */
  owner: unknown;
  /** Somebody waits for the next event. */
  isPending: boolean;
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
  // The streams of the SDKs: branches of `tee` and `toReadableStream` read through this function too. They only read what has been
  // asked for, and need no context for it, whose cost would be more than all the rest.
  const { iterator } = stream;
  const open = (stream as { [Symbol.asyncIterator]?: unknown })[Symbol.asyncIterator];
  if (typeof open !== "function") return false;
  const reading: Reading = { owner: undefined, isPending: false };
  if (typeof iterator === "function") {
    stream["iterator"] = (...args: unknown[]): unknown => hookIterator(iterator.apply(stream, args), observer, reading);
    hookBranches(stream, observer.onCancel.bind(observer));
    // A stream with an own one makes what its consumer sees out of what `iterator` gives, and may fail at it.
    if (Object.hasOwn(stream, Symbol.asyncIterator))
      define(stream, Symbol.asyncIterator, (): unknown => hookIterator(open.call(stream), observer, reading));
    return true;
  }
  // A generator may go on with further requests, as those of Gemini do.
  const run: Run = (fn) => observer.run(fn);
  if (typeof stream["next"] === "function") hookIterator(stream, observer, reading, run);
  else define(stream, Symbol.asyncIterator, (): unknown => hookIterator(open.call(stream), observer, reading, run));
  return true;
}

/** Gives the iterator itself, whose methods are replaced if that can be. */
function hookIterator(value: unknown, observer: StreamObserver, reading: Reading, run?: Run): unknown {
  if (reading.owner === undefined && isRecord(value) && typeof value["next"] === "function") {
    guard(() => replaceMethods(value, observer, reading, run), observer.onUnhooked.bind(observer));
  }
  return value;
}

function replaceMethods(value: object, observer: StreamObserver, reading: Reading, run: Run | undefined): void {
  // An object with `next` that a stream gave; what it returns is passed on whatever it is.
  const iterator = value as unknown as Iterator;
  const { next, return: close, throw: fail } = iterator as { next(value: unknown): unknown } & typeof iterator;
  observer.onOpen(iterator, reading);
  const onStep = (step: unknown): void => {
    reading.isPending = false;
    if (isRecord(step) && step["done"] !== true) observer.onEvent(step["value"]);
    else observer.onDone();
  };
  const onError = (error: unknown): void => observer.onError(error);
  // A stream has thousands of steps: no closure and no promise more than needed.
  define(iterator, "next", (value?: unknown): unknown => {
    reading.owner ??= iterator;
    if (reading.owner !== iterator) return next.call(iterator, value);
    reading.isPending = true;
    let step: unknown;
    try {
      step = run === undefined ? next.call(iterator, value) : run(() => next.call(iterator, value));
    } catch (error) {
      onError(error);
      throw error;
    }
    // The consumer gets the very promise. It is seen here first, since nobody could ask it before.
    if (isThenable(step)) step.then(onStep, onError);
    else onStep(step);
    return step;
  });
  // The recording is over when the consumer leaves, however long the stream takes to clean up.
  if (close !== undefined) define(iterator, "return", leave(close));
  if (fail !== undefined) define(iterator, "throw", leave(fail));

  function leave(method: NonNullable<Iterator["return"] | Iterator["throw"]>): unknown {
    return (...args: [] | [unknown]) => {
      reading.owner ??= iterator;
      if (reading.owner === iterator) observer.onCancel();
      return run === undefined ? method.apply(iterator, args) : run(() => method.apply(iterator, args));
    };
  }
}
