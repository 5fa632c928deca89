// SPDX-License-Identifier: Apache-2.0
import { expect } from "vitest";
import { ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE } from "../../generated/ts/attributes.js";
import { validateEmbeddingResult, validateEmbeddingStart } from "../../generated/ts/validate-embedding.js";
import { validateGeneration } from "../../generated/ts/validate-generation.js";
import { validateRating } from "../../generated/ts/validate-rating.js";
import type { ValidationIssue } from "../../generated/ts/validation.js";
import type { ScenarioOf } from "../runner/load-suites.js";
import { fromProtoNames } from "./from-proto-names.js";

// Records of scenarios may be anything: that is what validators are for.
type Validate = (record: never) => ValidationIssue | undefined;

const SUBJECTS: Readonly<Record<string, readonly [type: string, validate: Validate]>> = {
  generation: ["Generation", validateGeneration],
  embedding_start: ["EmbeddingStart", validateEmbeddingStart],
  embedding_result: ["EmbeddingResult", validateEmbeddingResult],
  rating: ["ConversationRatingSubmission", validateRating],
};

/** The first rule that a record breaks, by its text. */
export function runValidation(scenario: ScenarioOf<"validation">): void {
  const subject = SUBJECTS[scenario.subject];
  if (subject === undefined) throw new Error(`there is no validator for ${scenario.subject}`);
  const [type, validate] = subject;
  const record = fromProtoNames(type, scenario.record) as { metadata?: Record<string, unknown> };
  if (scenario.marker !== undefined) {
    record.metadata = { ...record.metadata, [ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE]: scenario.marker };
  }
  expect(validate(record as never)?.message ?? null).toBe(scenario.error);
}
