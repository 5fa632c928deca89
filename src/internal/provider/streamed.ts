// SPDX-License-Identifier: Apache-2.0
/** What a method of a provider's SDK gives for a request that is streamed. */
export type Streamed<Method extends (...args: never[]) => PromiseLike<unknown>> = Extract<
  Awaited<ReturnType<Method>>,
  AsyncIterable<unknown>
>;
