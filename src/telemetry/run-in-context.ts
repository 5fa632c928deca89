// SPDX-License-Identifier: Apache-2.0
import { type Context, context as otelContext } from "@opentelemetry/api";
import { guard } from "../internal/guard.js";

/**
 * Calls `fn` exactly once with the context active; returns and throws what `fn` does, whatever a context manager makes of it.
 */
export function runInContext<T>(context: Context, fn: () => T): T {
  let outcome: (() => T) | undefined;
  const once = (): void => {
    if (outcome !== undefined) return;
    try {
      const value = fn();
      outcome = () => value;
    } catch (error) {
      outcome = () => {
        throw error;
      };
    }
  };
  guard(() => otelContext.with(context, once));
  once();
  // It was set by the line before, which the compiler cannot see.
  return (outcome as unknown as () => T)();
}
