// SPDX-License-Identifier: Apache-2.0
import { guard } from "./guard.js";
import { isRecord } from "./is-record.js";

/** How long a call waits. */
export interface WaitOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** The options of a call that waits; what an untyped caller got wrong counts as not given. */
export function readWaitOptions(options: unknown, defaultMs: number): WaitOptions {
  const read = (name: string): unknown => guard(() => (isRecord(options) ? options[name] : undefined));
  const timeoutMs = read("timeoutMs");
  const signal = read("signal");
  return {
    timeoutMs: typeof timeoutMs === "number" && timeoutMs >= 0 ? timeoutMs : defaultMs,
    signal: isSignal(signal) ? signal : undefined,
  };
}

function isSignal(value: unknown): value is AbortSignal {
  return guard(() => Object.prototype.toString.call(value)) === "[object AbortSignal]";
}
