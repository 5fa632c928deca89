// SPDX-License-Identifier: Apache-2.0
import { guard } from "../internal/guard.js";
import type { Recorder } from "./recorder.js";
import { Recording } from "./recording.js";

/** Says where a recording belongs that does not start inside the callback or `run` of another one. */
export interface RecordingParent {
  /** Recorder around this recording: its span is the parent span, and the capture mode of a generation is inherited. */
  parent?: Recorder | undefined;
}

/** Starts a recording, inside its parent if it names one. */
export function startInside<R>(start: RecordingParent, create: () => R): R {
  const parent = guard(() => start.parent);
  return parent instanceof Recording ? parent.run(create) : create();
}
