// SPDX-License-Identifier: Apache-2.0
import { expect } from "vitest";
import type { ConcreteCaptureMode } from "../../generated/ts/capture.js";
import type { ConversationRatingInput, ConversationRatingSubmission } from "../../generated/ts/models.js";
import { stripGeneration, stripRating } from "../../generated/ts/strip.js";
import type { Generation } from "../../src/index.js";
import type { ScenarioOf } from "../runner/load-suites.js";
import { fromProtoNames } from "./from-proto-names.js";
import { exportedFromContext, type SpanCase, spanAttributes, spanTexts } from "./strip-sinks.js";

/** What is left of a record in a mode: by the strip functions, or on a span and in an export of a real client. */
export async function runStrip(scenario: ScenarioOf<"strip">): Promise<void> {
  const { type, sink, record, expect: expected, error_category: errorCategory } = scenario;
  const mode = scenario.mode as ConcreteCaptureMode; // the lint knows the modes
  if (type === "SpanTexts") {
    expect(await spanTexts(record as Readonly<Record<string, string>>, mode, errorCategory)).toEqual(expected);
  } else if (sink === "span") {
    await compareSpans(scenario, mode);
  } else if (type === "RecordingContext") {
    expect(await exportedFromContext(record, mode)).toEqual(await exportedFromContext(expected, "full"));
  } else {
    const copy = fromProtoNames(type, record);
    if (type === "Generation") stripGeneration(copy as Generation, mode, errorCategory);
    else if (type === "ConversationRatingSubmission") stripRating((copy as ConversationRatingSubmission).input, mode);
    else if (type === "ConversationRatingInput") stripRating(copy as ConversationRatingInput, mode);
    else throw new Error(`nothing is known of ${type} in the sink ${sink}`);
    expect(copy).toEqual(fromProtoNames(type, expected));
  }
}

/** A span under the mode equals the span of what may remain under a mode that keeps everything. */
async function compareSpans(scenario: ScenarioOf<"strip">, mode: ConcreteCaptureMode): Promise<void> {
  const { type, record, expect: expected, flags } = scenario;
  const stripped: SpanCase = {
    type,
    record,
    mode,
    includeContent: flags?.include_content ?? false,
    captureInput: flags?.capture_input ?? false,
  };
  const allowed: SpanCase = { type, record: expected, mode: "full", includeContent: true, captureInput: true };
  expect(await spanAttributes(stripped)).toEqual(await spanAttributes(allowed));
}
