// SPDX-License-Identifier: Apache-2.0
import {
  ATTR_CALL_ERROR,
  ATTR_SIGIL_CONVERSATION_TITLE,
  ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE,
  ATTR_SIGIL_SDK_NAME,
  ATTR_SIGIL_USER_ID,
  SDK_NAME,
} from "../../generated/ts/attributes.js";
import type { ConcreteCaptureMode } from "../../generated/ts/capture.js";
import type { Generation } from "../../generated/ts/models.js";
import { stripGeneration } from "../../generated/ts/strip.js";
import { findGenerationIssue } from "../../generated/ts/validate-generation.js";
import { errorText } from "../errors/sigil-error.js";
import { toValidationError } from "../errors/validation-error.js";
import type { Mismatch } from "../internal/copier.js";
import type { Given } from "../internal/given.js";
import { classifyError } from "../telemetry/classify-error.js";
import { withIdentityFromMetadata } from "./merge-generation.js";
import type { RecorderServices } from "./recorder-services.js";
import { outsideError, type RecordedError } from "./recording-errors.js";
import { isSanitized, sanitizeGeneration, sanitizeText } from "./sanitize.js";
import { STRICTEST_MODE } from "./span-content.js";

export interface FinishInput {
  readonly mode: ConcreteCaptureMode;
  readonly ids: { readonly traceId: string; readonly spanId: string } | undefined;
  /** The first wrong type in what was handed over. */
  readonly mismatch: Mismatch | undefined;
  readonly callError: Given | undefined;
  readonly mappingError: Given | undefined;
  readonly services: RecorderServices;
}

export interface FinishedGeneration {
  /** Stripped: what the export, the span and the metrics see. */
  readonly record: Generation;
  /** The mode that was applied; the strictest one when a sanitizer failed. */
  readonly mode: ConcreteCaptureMode;
  /** Call error, mapping error, local error. */
  readonly errors: readonly RecordedError[];
}

/**
 * From the merged record to the queue: stamp, validate, sanitize, strip, accept. All content decisions are taken here, once for
 * every sink.
 */
export function finishGeneration(merged: Generation, input: FinishInput): FinishedGeneration {
  const { services, callError } = input;
  const stamped = stamp(withIdentityFromMetadata(merged), input.mode, input.ids, callError && callErrorText(callError));
  const issue = findGenerationIssue(stamped, input.mismatch);
  const isCleaned = isSanitized(input.mode, services);
  const { record, mode } = isCleaned
    ? cleanGeneration(stamped, issue === undefined, input)
    : { record: stamped, mode: input.mode };
  const errors = providerErrors(record, input, isCleaned);
  stripGeneration(record, mode, callError && classifyError(callError.value));
  const localError = issue === undefined ? services.accept(record) : toValidationError("generation", issue);
  if (localError === undefined) return { record, mode, errors };
  const type = issue === undefined ? "enqueue_error" : "validation_error";
  return { record, mode, errors: [...errors, { isLocal: true, type, error: localError }] };
}

/**
 * The sanitized record. Fails closed: when the sanitizer fails or makes the record invalid, and when the record was invalid, so
 * that nobody has sanitized it, the record loses all content.
 */
function cleanGeneration(
  stamped: Generation,
  isValid: boolean,
  { services, mode, ids, callError }: FinishInput,
): Pick<FinishedGeneration, "record" | "mode"> {
  const clean = isValid ? sanitizeGeneration(stamped, services) : undefined;
  if (clean !== undefined) {
    const own = withoutMirrors({ ...clean.copy, id: stamped.id }, callError !== undefined);
    const record = stamp(own, mode, ids, callError && clean.copy.callError);
    if (findGenerationIssue(record, clean.mismatch) === undefined) return { record, mode };
    services.diagnostics.warnOnce("generationSanitizer returned no valid generation: content is removed");
  }
  const metadata = { ...stamped.metadata, [ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE]: STRICTEST_MODE };
  return { record: { ...stamped, metadata }, mode: STRICTEST_MODE };
}

/** The ids of the span, the error's text, and the metadata that is the SDK's own; the SDK's keys always win. */
function stamp(
  record: Generation,
  mode: ConcreteCaptureMode,
  ids: FinishInput["ids"],
  text: string | undefined,
): Generation {
  const { conversationTitle, userId } = record;
  return {
    ...record,
    traceId: ids?.traceId,
    spanId: ids?.spanId,
    callError: record.callError || text,
    metadata: {
      ...record.metadata,
      ...(conversationTitle && { [ATTR_SIGIL_CONVERSATION_TITLE]: conversationTitle }),
      ...(userId && { [ATTR_SIGIL_USER_ID]: userId }),
      ...(text && { [ATTR_CALL_ERROR]: text }),
      [ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE]: mode,
      [ATTR_SIGIL_SDK_NAME]: SDK_NAME,
    },
  };
}

/** Title, user and error text are mirrored in metadata: what a sanitizer took from a field must not survive there. */
function withoutMirrors(record: Generation, hasCallError: boolean): Generation {
  const metadata = { ...record.metadata };
  delete metadata[ATTR_SIGIL_CONVERSATION_TITLE];
  delete metadata[ATTR_SIGIL_USER_ID];
  if (hasCallError) delete metadata[ATTR_CALL_ERROR];
  return { ...record, metadata };
}

/** An error without a text is known by its category: an empty text would look like a success. */
function callErrorText({ value }: Given): string {
  return errorText(value).toWellFormed() || classifyError(value);
}

/** What the provider and its mapper reported; with a sanitizer, in the words that it left. */
function providerErrors(
  record: Generation,
  { callError, mappingError, services }: FinishInput,
  isCleaned: boolean,
): RecordedError[] {
  const errors: RecordedError[] = [];
  if (callError !== undefined) {
    const shown = isCleaned ? (record.callError ?? "") : undefined;
    errors.push(outsideError("provider_call_error", callError, shown));
  }
  if (mappingError !== undefined) {
    const shown = isCleaned ? (sanitizeText(errorText(mappingError.value), services) ?? "") : undefined;
    errors.push(outsideError("mapping_error", mappingError, shown));
  }
  return errors;
}
