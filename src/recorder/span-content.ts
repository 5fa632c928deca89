// SPDX-License-Identifier: Apache-2.0
import { type ConcreteCaptureMode, FAIL_CLOSED_MODES } from "../../generated/ts/capture.js";
import type { SpanContentOptions } from "../../generated/ts/span-input.js";
import type { RecorderServices } from "./recorder-services.js";

/** The mode of a recording whose content nobody could clear: what is left holds no text. */
export const STRICTEST_MODE: ConcreteCaptureMode = FAIL_CLOSED_MODES.throws;

/** What decides about content on the spans of a recording. */
export function spanContent(
  mode: ConcreteCaptureMode,
  { config }: RecorderServices,
  includeContent = false,
): SpanContentOptions {
  return { mode, includeContent, ...config.embeddingCapture };
}

/** The same for the attributes at start. A started span cannot forget, so with a sanitizer set content waits for the end. */
export function startContent(mode: ConcreteCaptureMode, services: RecorderServices): SpanContentOptions {
  const { generationSanitizer } = services.config;
  return spanContent(generationSanitizer === undefined ? mode : STRICTEST_MODE, services);
}
