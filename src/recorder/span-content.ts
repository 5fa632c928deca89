// SPDX-License-Identifier: Apache-2.0
import { type ConcreteCaptureMode, FAIL_CLOSED_MODES } from "../../generated/ts/capture.js";
import type { SpanContentOptions } from "../../generated/ts/span-input.js";
import type { RecorderServices } from "./recorder-services.js";

/** What decides about content on the spans of a recording. */
export function spanContent(mode: ConcreteCaptureMode, services: RecorderServices, includeContent: boolean): SpanContentOptions {
  const { captureInput, maxInputItems, maxTextLength } = services.config.embeddingCapture;
  return { mode, includeContent, captureInput, maxInputItems, maxTextLength };
}

/** The mode for attributes at start. A started span cannot forget, so with a sanitizer set content waits for the end. */
export function startMode(mode: ConcreteCaptureMode, services: RecorderServices): ConcreteCaptureMode {
  return services.config.generationSanitizer === undefined ? mode : FAIL_CLOSED_MODES.throws;
}
