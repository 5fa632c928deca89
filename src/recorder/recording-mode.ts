// SPDX-License-Identifier: Apache-2.0
import type { CaptureRecording, ConcreteCaptureMode } from "../../generated/ts/capture.js";
import type { ContentCaptureMode } from "../../generated/ts/enums.js";
import { resolveCaptureMode } from "../capture/resolve-capture-mode.js";
import type { Scope } from "../context/recording-context.js";
import type { RecorderServices } from "./recorder-services.js";

/** The capture mode of a recording that starts now, in a scope; resolved once and kept. */
export function recordingMode(
  recording: CaptureRecording,
  own: ContentCaptureMode | undefined,
  metadata: Readonly<Record<string, unknown>> | undefined,
  scope: Scope,
  { config, diagnostics, copying }: RecorderServices,
): ConcreteCaptureMode {
  const { context, generation } = scope;
  return resolveCaptureMode({
    recording,
    layers: {
      recording: own,
      context: context.contentCapture,
      inherited: generation?.mode,
      client: config.contentCapture,
    },
    resolver: config.contentCaptureResolver,
    /** A copy: what a resolver changes is not recorded. */
    get metadata() {
      return copying.toJsonObject({ ...generation?.metadata, ...metadata });
    },
    onFailure: (problem) => diagnostics.warnOnce(problem),
  });
}
