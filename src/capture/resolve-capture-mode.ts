// SPDX-License-Identifier: Apache-2.0
import {
  CAPTURE_MODE_STRICTNESS,
  CAPTURE_PRECEDENCE,
  type CaptureLayer,
  type CaptureRecording,
  type ConcreteCaptureMode,
  DEFAULT_CAPTURE_MODE,
  FAIL_CLOSED_MODES,
} from "../../generated/ts/capture.js";
import type { ContentCaptureMode } from "../../generated/ts/enums.js";
import { ignoreRejection } from "../internal/ignore-rejection.js";

/**
 * Chooses a mode from a recording's metadata; `default` leaves it to the next layer. Synchronous: a promise, a throw and
 * anything else that is no mode, a forgotten return included, give `metadata_only`. Inside a generation, that generation's
 * metadata lies underneath.
 */
export type ContentCaptureResolver = (metadata: Readonly<Record<string, unknown>>) => ContentCaptureMode;

export interface CaptureQuestion {
  readonly recording: CaptureRecording;
  /** The mode that each layer names; the resolver is asked at most once, and only when nothing before it decides. */
  readonly layers: Readonly<Partial<Record<CaptureLayer, ContentCaptureMode | undefined>>>;
  readonly resolver: ContentCaptureResolver | undefined;
  /** What the resolver is asked with; read only when it is. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly onFailure: (problem: string) => void;
}

/** The mode of one recording, by the layers of spec/capture.yaml: the first that names one wins, an inherited one may tighten it. */
export function resolveCaptureMode(question: CaptureQuestion): ConcreteCaptureMode {
  let chosen: { readonly mode: ConcreteCaptureMode; readonly layer: CaptureLayer } | undefined;
  for (const [layer, recordings, loosenedBy] of CAPTURE_PRECEDENCE) {
    const canTighten = loosenedBy !== undefined && chosen !== undefined && !loosenedBy.includes(chosen.layer);
    if (!recordings.includes(question.recording) || (chosen !== undefined && !canTighten)) continue;
    const mode = layer === "resolver" ? askResolver(question) : namedMode(question, layer);
    if (mode === undefined) continue;
    chosen = { mode: chosen === undefined ? mode : stricter(chosen.mode, mode), layer: chosen?.layer ?? layer };
  }
  return chosen?.mode ?? DEFAULT_CAPTURE_MODE;
}

function askResolver(question: CaptureQuestion): ConcreteCaptureMode | undefined {
  const { resolver, onFailure } = question;
  if (resolver === undefined) return undefined;
  let answer: unknown;
  try {
    answer = resolver(question.metadata);
  } catch {
    onFailure("contentCaptureResolver threw; the recording is captured without content");
    return FAIL_CLOSED_MODES.throws;
  }
  if (answer === "default") return undefined;
  if (isConcreteCaptureMode(answer)) return answer;
  ignoreRejection(answer);
  onFailure("contentCaptureResolver returned no capture mode; the recording is captured without content");
  return answer instanceof Promise ? FAIL_CLOSED_MODES.promise : FAIL_CLOSED_MODES.not_a_mode;
}

/** A misspelt mode of an untyped caller must not let out more than the caller meant. */
function namedMode({ layers, onFailure }: CaptureQuestion, layer: CaptureLayer): ConcreteCaptureMode | undefined {
  const mode: unknown = layers[layer];
  if (mode === undefined || mode === null || mode === "default") return undefined;
  if (isConcreteCaptureMode(mode)) return mode;
  onFailure(`contentCapture of the ${layer} is not a capture mode; the recording is captured without content`);
  return FAIL_CLOSED_MODES.not_a_mode;
}

function isConcreteCaptureMode(value: unknown): value is ConcreteCaptureMode {
  return typeof value === "string" && Object.hasOwn(CAPTURE_MODE_STRICTNESS, value);
}

function stricter(left: ConcreteCaptureMode, right: ConcreteCaptureMode): ConcreteCaptureMode {
  return CAPTURE_MODE_STRICTNESS[left] >= CAPTURE_MODE_STRICTNESS[right] ? left : right;
}
