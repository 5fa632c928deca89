// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../is-record.js";

/** Sees what becomes of a call. Its functions do not throw. */
export interface CallObserver {
  onValue(value: unknown): void;
  onError(error: unknown): void;
  /** The caller took the raw response, and nobody has parsed it. */
  onRawResponse(): void;
}

/**
 * The promise of the OpenAI and Anthropic SDKs. It is lazy: the body is read when somebody first asks for the value, and every
 * promise that is derived from it asks `parseResponse`. The SDKs' types call both members private; they are the same in all
 * versions of the peer ranges.
 */
interface ApiPromise extends PromiseLike<unknown> {
  responsePromise: Promise<unknown>;
  parseResponse(...args: unknown[]): unknown;
  asResponse?(): Promise<unknown>;
}

/**
 * Watches the result of a call and gives it back. The promise of an SDK stays the same object, still lazy; a plain promise
 * becomes one that settles alike, so that a rejection that nobody handles is still reported.
 */
export function hookResult<Result>(result: Result, observer: CallObserver): Result {
  if (isApiPromise(result)) hookApiPromise(result, observer);
  else if (isThenable(result)) return hookPromise(result, observer) as Result;
  else observer.onValue(result);
  return result;
}

function hookPromise(promise: PromiseLike<unknown>, observer: CallObserver): PromiseLike<unknown> {
  return promise.then(
    (value) => {
      observer.onValue(value);
      return value;
    },
    (error: unknown) => {
      observer.onError(error);
      throw error;
    },
  );
}

function hookApiPromise(promise: ApiPromise, observer: CallObserver): void {
  const { parseResponse, asResponse } = promise;
  let isParsed = false;
  // In its place, not beside it: whoever waits for the response waits for this, and nobody else handles its rejection.
  promise.responsePromise = promise.responsePromise.then(undefined, (error: unknown) => {
    observer.onError(error);
    throw error;
  });
  promise.parseResponse = async (...args) => {
    isParsed = true;
    return hookPromise(Promise.resolve(parseResponse.apply(promise, args)), observer);
  };
  if (asResponse === undefined) return;
  define(promise, "asResponse", () =>
    asResponse.call(promise).then((response) => {
      if (!isParsed) observer.onRawResponse();
      return response;
    }),
  );
}

function isApiPromise(value: unknown): value is ApiPromise {
  return isRecord(value) && isThenable(value["responsePromise"]) && typeof value["parseResponse"] === "function";
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return isRecord(value) && typeof value["then"] === "function";
}

/** Adds a method to an object of somebody else without showing it to those who list its members. */
export function define(owner: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable: false });
}
