// SPDX-License-Identifier: Apache-2.0
import { createContextKey, ROOT_CONTEXT } from "@opentelemetry/api";
import { runOutside } from "#als";
import { runInContext } from "../telemetry/run-in-context.js";

/** By this key instrumentation knows requests that telemetry itself makes; it comes from `@opentelemetry/core`. */
const SUPPRESS_TRACING = /*@__PURE__*/ createContextKey("OpenTelemetry SDK Context Key SUPPRESS_TRACING");

/**
 * Runs what serves the records of many requests in the context of none: its timers, sockets and credentials functions see no
 * store and no span of whoever recorded first, and keep none of them alive.
 */
export function runInBackground<T>(fn: () => T): T {
  return runOutside(() => runInContext(ROOT_CONTEXT.setValue(SUPPRESS_TRACING, true), fn));
}
