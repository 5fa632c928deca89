// SPDX-License-Identifier: Apache-2.0
import { guard } from "../internal/guard.js";
import { nonBlank } from "../internal/non-blank.js";
import type { CallContext } from "../internal/provider/call-context.js";
import { viewError } from "../internal/provider/call-error.js";
import { at, member } from "../internal/provider/read.js";
import { isAbortError } from "../telemetry/classify-error.js";

/**
 * The message of an API error is the whole body as JSON, in a stream with words before it. A timeout looks like an abort: that
 * there is one, and the caller's own signal, tell them apart.
 */
export function describeError(error: unknown, { signal, hasTimeout }: CallContext): unknown {
  if (!(error instanceof Error)) return error;
  if (isAbortError(error)) {
    const isTimeout = hasTimeout && signal?.aborted !== true;
    return isTimeout ? viewError(error, { message: error.message, name: "TimeoutError" }) : error;
  }
  const body = guard(() => JSON.parse(error.message.slice(error.message.indexOf("{"))) as unknown);
  const message = nonBlank(at(body, ["error", "message"]));
  if (message === undefined) return error;
  const facts = { status: member(error, "status"), code: at(body, ["error", "status"]) };
  return viewError(error, { message, facts });
}
