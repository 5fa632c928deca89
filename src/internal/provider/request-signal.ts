// SPDX-License-Identifier: Apache-2.0
import { member } from "./read.js";

/** The caller's signal of a request; anything else under its name is none. */
export function requestSignal(options: unknown, name: string): AbortSignal | undefined {
  const signal = member(options, name);
  return signal instanceof AbortSignal ? signal : undefined;
}
