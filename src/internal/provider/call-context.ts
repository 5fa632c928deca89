// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../is-record.js";
import { member } from "./read.js";

/** What tells an abort from a timeout, where the errors of both look alike. */
export interface CallContext {
  /** The caller's own. */
  readonly signal: AbortSignal | undefined;
  /** Whether the call has a time limit of its own, as far as that can be seen. */
  readonly hasTimeout: boolean;
}

/** A call of which nothing is known. */
export const NO_CONTEXT: CallContext = { signal: undefined, hasTimeout: false };

/** The caller's signal of a request, whoever made it; anything else under its name is none. */
export function requestSignal(options: unknown, name: string): AbortSignal | undefined {
  const signal = member(options, name);
  // Signals of polyfills are of no class that is known here.
  return isRecord(signal) && typeof signal["aborted"] === "boolean" ? (signal as unknown as AbortSignal) : undefined;
}
