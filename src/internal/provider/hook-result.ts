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
 * The promise of the OpenAI and Anthropic SDKs. It is lazy: the body is read when somebody first asks for the value. The members
 * with an underscore are what the SDKs' own helpers build on; they are the same in all versions of the peer ranges.
 */
interface ApiPromise extends PromiseLike<unknown> {
  readonly responsePromise?: unknown;
  _thenUnwrap(transform: (value: unknown, props?: unknown) => unknown): ApiPromise;
  parse(): Promise<unknown>;
  asResponse?(): Promise<unknown>;
}

/**
 * Watches the result of a call. A promise of an SDK becomes another one of its class, as lazy as before, that all helpers can
 * derive from; a plain promise becomes one that settles alike. Anything else stays as it is.
 */
export function hookResult<Result>(result: Result, observer: CallObserver): Result {
  if (isApiPromise(result)) return hookApiPromise(result, observer) as Result;
  if (isThenable(result)) return hookPromise(result, observer) as Result;
  observer.onValue(result);
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

function hookApiPromise(promise: ApiPromise, observer: CallObserver): ApiPromise {
  // Not through `asResponse`, after which Anthropic's SDK takes its own span for finished.
  const { responsePromise } = promise;
  if (isThenable(responsePromise)) responsePromise.then(undefined, (error: unknown) => observer.onError(error));
  const hooked = promise._thenUnwrap((value) => {
    observer.onValue(value);
    return value;
  });
  return watchParsing(hooked, { isParsing: false }, observer);
}

/** Sees whether a promise, or one that a helper derives from it, is parsed at all, and whether that fails. */
function watchParsing(promise: ApiPromise, call: { isParsing: boolean }, observer: CallObserver): ApiPromise {
  const { parse, asResponse, _thenUnwrap: derive } = promise;
  let parsed: Promise<unknown> | undefined;
  define(promise, "parse", () => {
    call.isParsing = true;
    if (parsed === undefined) {
      parsed = parse.call(promise);
      parsed.then(undefined, (error: unknown) => observer.onError(error));
    }
    return parsed;
  });
  define(promise, "_thenUnwrap", (transform: Parameters<typeof derive>[0]) =>
    watchParsing(derive.call(promise, transform), call, observer),
  );
  if (asResponse === undefined) return promise;
  define(promise, "asResponse", async () => {
    const response = await asResponse.call(promise);
    if (!call.isParsing) observer.onRawResponse();
    return response;
  });
  return promise;
}

function isApiPromise(value: unknown): value is ApiPromise {
  return isRecord(value) && typeof value["_thenUnwrap"] === "function" && typeof value["parse"] === "function";
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return isRecord(value) && typeof value["then"] === "function";
}

/** Adds a method to an object of somebody else without showing it to those who list its members. */
export function define(owner: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable: false });
}
