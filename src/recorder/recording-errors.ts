// SPDX-License-Identifier: Apache-2.0
import { type SpanStatus, SpanStatusCode } from "@opentelemetry/api";
import {
  CLASSIFIED_ERROR_TYPES,
  type ErrorCategory,
  OWN_ERROR_CATEGORY,
  type RecordingErrorType,
} from "../../generated/ts/error-types.js";
import {
  keepsExceptionEvent,
  keepsLocalErrorEvent,
  keepsStatusMessage,
  type SpanContentOptions,
} from "../../generated/ts/span-input.js";
import { errorText, type SigilError } from "../errors/sigil-error.js";
import type { Given } from "../internal/given.js";
import { guard } from "../internal/guard.js";
import { classifyError } from "../telemetry/classify-error.js";
import type { RecordingException } from "../telemetry/recording-span.js";

/** An error of a recording. Text from outside may hold content; the SDK's own names fields only. */
export type RecordedError =
  | {
      readonly isLocal: false;
      readonly type: RecordingErrorType;
      readonly error: unknown;
      /** What a sanitizer made of the text; undefined when it left the error alone. */
      readonly text?: string | undefined;
    }
  | { readonly isLocal: true; readonly type: RecordingErrorType; readonly error: SigilError };

export interface ErrorOutcome {
  readonly type: RecordingErrorType | undefined;
  readonly category: ErrorCategory | undefined;
  readonly status: SpanStatus;
  readonly exceptions: readonly RecordingException[];
}

/**
 * What the span says about the errors of a recording, under its capture mode: type, category and status are those of the first
 * (contract telemetry.3).
 */
export function errorOutcome(errors: readonly RecordedError[], content: SpanContentOptions): ErrorOutcome {
  const [first] = errors;
  const category = first === undefined ? undefined : categoryOf(first);
  const showsText = first?.isLocal ? keepsLocalErrorEvent(content) : keepsStatusMessage(content);
  const isShown = (entry: RecordedError): boolean =>
    entry.isLocal ? keepsLocalErrorEvent(content) : keepsExceptionEvent(content) && entry.text !== "";
  return {
    type: first?.type,
    category,
    status:
      first === undefined
        ? { code: SpanStatusCode.OK }
        : { code: SpanStatusCode.ERROR, message: (showsText && textOf(first)) || categoryOf(first) },
    exceptions: errors.filter(isShown).map((entry) => guard(() => toException(entry)) ?? textOf(entry)),
  };
}

/** An error from outside; `shown` is its text after a sanitizer, when there is one. */
export function outsideError(type: RecordingErrorType, { value }: Given, shown?: string): RecordedError {
  // No sanitizer sees the name, so that only the name of a class is left alone.
  const isPlain = guard(() => (value as Error).name === (value as Error).constructor.name);
  const isLeftAlone = isPlain && shown === errorText(value).toWellFormed();
  return { isLocal: false, type, error: value, text: isLeftAlone ? undefined : shown };
}

function categoryOf(entry: RecordedError): ErrorCategory {
  return CLASSIFIED_ERROR_TYPES.includes(entry.type) ? classifyError(entry.error) : OWN_ERROR_CATEGORY;
}

function textOf(entry: RecordedError): string {
  return (entry.isLocal ? undefined : entry.text) ?? errorText(entry.error).toWellFormed();
}

/** Errors keep their stack, unless a sanitizer changed the text that the stack repeats. */
function toException(entry: RecordedError): RecordingException {
  if (!(entry.error instanceof Error)) return textOf(entry);
  return entry.isLocal || entry.text === undefined
    ? entry.error
    : { name: entry.error.constructor.name, message: entry.text };
}
