// SPDX-License-Identifier: Apache-2.0

import { withGeneration } from "../context/recording-context.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { guard } from "../internal/guard.js";
import { isRecord } from "../internal/is-record.js";
import type { Recorder } from "./recorder.js";
import { Recording } from "./recording.js";
import { STRICTEST_MODE } from "./span-content.js";

/** Says where a recording belongs that does not start inside the callback or `run` of another one. */
export interface RecordingParent {
  /**
   * Recorder around this recording: its span is the parent span, and the capture mode of its generation is inherited. Something
   * else, such as a recorder of a second copy of the package, is named in a warning, and `metadata_only` is inherited.
   */
  parent?: Recorder | undefined;
}

/** Starts a recording, inside its parent if it names one. */
export function startInside<R>(start: RecordingParent, create: () => R, diagnostics: Diagnostics): R {
  // The start itself, which is no recorder, stands for a parent that cannot be read.
  let parent: unknown = start;
  guard(() => {
    parent = start.parent;
  });
  if (parent === undefined || parent === null) return create();
  if (isRecord(parent) && Recording.isRecording(parent)) return parent.run(create);
  // Its capture mode is not known.
  diagnostics.warnOnce("parent is not a recorder; the recording is captured without content");
  return withGeneration({ mode: STRICTEST_MODE, metadata: {} }, create);
}
