// SPDX-License-Identifier: Apache-2.0
import { ERROR_TYPE_CATEGORIES, type ErrorCategory, type RecordingErrorType } from "../../generated/ts/errors.js";
import { keepsExceptionEvent, keepsLocalErrorEvent, keepsStatusMessage, type SpanContentOptions } from "../../generated/ts/span-input.js";
import { errorText } from "../errors/sigil-error.js";
import { classifyError } from "../telemetry/classify-error.js";
import type { SpanEnd } from "../telemetry/recording-span.js";

/** The errors of one recording, most important first: error.type and category are those of the first. */
export interface RecordedError {
  readonly type: RecordingErrorType;
  readonly error: unknown;
  /** Whether the text may hold content: provider and tool errors do, the SDK's own name fields only. */
  readonly isLocal: boolean;
}

export interface ErrorOutcome {
  readonly type: RecordingErrorType | undefined;
  readonly category: ErrorCategory | undefined;
  readonly status: SpanEnd["status"];
  readonly exceptions: readonly unknown[];
}

/** What the span says about the errors of a recording, under its capture mode (contract telemetry.md section 3). */
export function errorOutcome(errors: readonly RecordedError[], content: SpanContentOptions): ErrorOutcome {
  const [first] = errors;
  if (first === undefined) return { type: undefined, category: undefined, status: { kind: "ok" }, exceptions: [] };
  const category = categoryOf(first);
  const showsText = first.isLocal ? keepsLocalErrorEvent(content) : keepsStatusMessage(content);
  return {
    type: first.type,
    category,
    status: { kind: "error", message: showsText ? errorText(first.error) : category },
    exceptions: errors.filter((entry) => (entry.isLocal ? keepsLocalErrorEvent(content) : keepsExceptionEvent(content))).map((entry) => entry.error),
  };
}

export function categoryOf(entry: RecordedError): ErrorCategory {
  const category = ERROR_TYPE_CATEGORIES[entry.type];
  return category === "classified" ? classifyError(entry.error) : category;
}
