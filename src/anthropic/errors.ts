// SPDX-License-Identifier: Apache-2.0
import { nonBlank } from "../internal/non-blank.js";
import { viewError } from "../internal/provider/call-error.js";
import { at, member } from "../internal/provider/read.js";

/** The message of an API error is the status and the whole body; what the API said is in there. */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const message = nonBlank(member(error, "apiMessage")) ?? nonBlank(at(error, ["error", "error", "message"]));
  if (message === undefined || message === error.message) return error;
  const facts = { status: member(error, "status"), type: member(error, "type"), error: member(error, "error") };
  return viewError(error, { message, facts });
}
