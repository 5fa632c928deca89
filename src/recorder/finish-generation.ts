// SPDX-License-Identifier: Apache-2.0
import {
  ATTR_CALL_ERROR,
  ATTR_SIGIL_CONVERSATION_TITLE,
  ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE,
  ATTR_SIGIL_SDK_NAME,
  ATTR_SIGIL_USER_ID,
  SDK_NAME,
} from "../../generated/ts/attributes.js";
import { type ConcreteCaptureMode, FAIL_CLOSED_MODES } from "../../generated/ts/capture.js";
import type { Generation } from "../../generated/ts/models.js";
import { snapshotGeneration } from "../../generated/ts/snapshot.js";
import { stripGeneration } from "../../generated/ts/strip.js";
import { validateGeneration } from "../../generated/ts/validate.js";
import { errorText, type SigilError } from "../errors/sigil-error.js";
import { toValidationError } from "../errors/validation-error.js";
import { withIdentityFromMetadata } from "./merge-generation.js";
import type { RecorderServices } from "./recorder-services.js";
import { categoryOf, type RecordedError } from "./recording-errors.js";

export interface FinishInput {
  readonly mode: ConcreteCaptureMode;
  readonly ids: { readonly traceId: string; readonly spanId: string } | undefined;
  readonly callError: { readonly value: unknown } | undefined;
  readonly mappingError: { readonly value: unknown } | undefined;
  readonly services: RecorderServices;
}

export interface FinishedGeneration {
  /** Stripped: what the export, the span and the metrics see. */
  readonly record: Generation;
  /** The mode that was applied; the strictest one when a sanitizer failed. */
  readonly mode: ConcreteCaptureMode;
  readonly errors: readonly RecordedError[];
  /** Local SDK error. */
  readonly error: SigilError | undefined;
}

/** From the merged record to the queue: stamp, validate, sanitize, strip, accept; all content decisions are taken here. */
export function finishGeneration(merged: Generation, input: FinishInput): FinishedGeneration {
  const { services, callError, mappingError } = input;
  const providerErrors: RecordedError[] = [];
  if (callError !== undefined) providerErrors.push({ type: "provider_call_error", error: callError.value, isLocal: false });
  if (mappingError !== undefined) providerErrors.push({ type: "mapping_error", error: mappingError.value, isLocal: false });
  const stamped = stamp(merged, input);
  const issue = validateGeneration(stamped);
  const { record, mode } = issue === undefined ? sanitize(stamped, input.mode, services) : { record: stamped, mode: input.mode };
  const [first] = providerErrors;
  stripGeneration(record, mode, callError === undefined || first === undefined ? "sdk_error" : categoryOf(first));
  const error = issue === undefined ? services.accept(record) : toValidationError("generation", issue);
  const localErrors: RecordedError[] = error === undefined ? [] : [{ type: issue === undefined ? "enqueue_error" : "validation_error", error, isLocal: true }];
  return { record, mode, errors: [...providerErrors, ...localErrors], error };
}

/** The SDK's own metadata, the ids of the span and the error text; the SDK's keys always win. */
function stamp(merged: Generation, input: FinishInput): Generation {
  const record = withIdentityFromMetadata(merged);
  const callErrorText = input.callError === undefined ? undefined : errorText(input.callError.value).toWellFormed();
  return {
    ...record,
    traceId: input.ids?.traceId ?? record.traceId,
    spanId: input.ids?.spanId ?? record.spanId,
    callError: record.callError || callErrorText,
    metadata: {
      ...record.metadata,
      ...(record.conversationTitle === undefined ? {} : { [ATTR_SIGIL_CONVERSATION_TITLE]: record.conversationTitle }),
      ...(record.userId === undefined ? {} : { [ATTR_SIGIL_USER_ID]: record.userId }),
      ...(callErrorText === undefined ? {} : { [ATTR_CALL_ERROR]: callErrorText }),
      [ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE]: input.mode,
      [ATTR_SIGIL_SDK_NAME]: SDK_NAME,
    },
  };
}

/**
 * The application's sanitizer sees a copy and returns what may be exported. It fails closed: when it throws, returns nothing
 * useful or makes the record invalid, the record loses all content (design: order at end()).
 */
function sanitize(record: Generation, mode: ConcreteCaptureMode, services: RecorderServices): { record: Generation; mode: ConcreteCaptureMode } {
  const { generationSanitizer } = services.config;
  if (generationSanitizer === undefined || mode === FAIL_CLOSED_MODES.throws) return { record, mode };
  try {
    const answer: unknown = generationSanitizer(snapshotGeneration(record, services.snapshot));
    if (typeof answer === "object" && answer !== null && !("then" in answer)) {
      const sanitized = restamp(snapshotGeneration(answer as Generation, services.snapshot), record, mode);
      if (validateGeneration(sanitized) === undefined) return { record: sanitized, mode };
    }
    services.diagnostics.warnOnce("generationSanitizer returned no valid generation: content is removed");
  } catch {
    services.diagnostics.warnOnce("generationSanitizer threw: content is removed");
  }
  return { record: restamp(record, record, FAIL_CLOSED_MODES.throws), mode: FAIL_CLOSED_MODES.throws };
}

/** What a sanitizer may not change: ids that others refer to, and the SDK's own metadata. */
function restamp(record: Generation, original: Generation, mode: ConcreteCaptureMode): Generation {
  const { id, traceId, spanId } = original;
  return { ...record, id, traceId, spanId, metadata: { ...record.metadata, [ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE]: mode, [ATTR_SIGIL_SDK_NAME]: SDK_NAME } };
}
