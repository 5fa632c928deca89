// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE } from "../../generated/ts/attributes.js";
import { CONVERSATION_RATING_VALUES } from "../../generated/ts/enums.js";
import {
  conversationRatingSubmissionSchema,
  embeddingResultSchema,
  embeddingStartSchema,
  generationSchema,
} from "../../generated/ts/schemas.js";
import { validateEmbeddingResult, validateEmbeddingStart } from "../../generated/ts/validate-embedding.js";
import { validateGeneration } from "../../generated/ts/validate-generation.js";
import { validateRating } from "../../generated/ts/validate-rating.js";
import type { ValidationIssue } from "../../generated/ts/validation.js";
import { inputArbitraries, textArbitrary, validGenerationArbitrary } from "./arbitraries.js";
import { mutated } from "./mutate.js";

/** First words of both judges, null when they accept. */
function verdicts<T>(validate: (value: T) => ValidationIssue | undefined, schema: z.ZodType<T>, value: T) {
  const issue = schema.safeParse(value).error?.issues[0];
  const found = validate(value);
  return {
    validator: found === undefined ? null : { rule: found.rule, message: found.message },
    schema:
      issue === undefined
        ? null
        : { rule: issue.code === "custom" ? issue.params?.rule : undefined, message: issue.message },
  };
}

function agree<T>(
  name: string,
  validate: (value: T) => ValidationIssue | undefined,
  schema: z.ZodType<T>,
  values: fc.Arbitrary<T>,
  numRuns: number,
): void {
  it(`${name}: the validator and the schema give the same first issue`, () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(values, (value) => {
        const { validator, schema: verdict } = verdicts(validate, schema, value);
        seen.set(validator?.rule ?? "accepted", (seen.get(validator?.rule ?? "accepted") ?? 0) + 1);
        expect(verdict).toEqual(validator);
      }),
      { numRuns },
    );
    expect(seen.get("accepted")).toBeGreaterThan(numRuns / 50);
    expect(seen.size).toBeGreaterThan(3);
  });
}

const marked = mutated(validGenerationArbitrary).map((value) => ({
  ...value,
  metadata: { [ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE]: "metadata_only" },
}));
const rating = fc.record({
  conversationId: textArbitrary,
  input: fc.record({
    ratingId: fc.constantFrom("r-1", ""),
    rating: fc.constantFrom(...CONVERSATION_RATING_VALUES),
    comment: textArbitrary,
    source: textArbitrary,
    metadata: inputArbitraries.struct,
  }),
});

describe("on random records, broken at random places", () => {
  agree("generation", validateGeneration, generationSchema, mutated(validGenerationArbitrary), 8000);
  agree("stripped generation", validateGeneration, generationSchema, marked, 2000);
  agree("generation as handed in", validateGeneration, generationSchema, mutated(inputArbitraries.generation), 2000);
  agree("embedding start", validateEmbeddingStart, embeddingStartSchema, mutated(inputArbitraries.embedding), 2000);
  agree("embedding result", validateEmbeddingResult, embeddingResultSchema, mutated(inputArbitraries.embedding), 2000);
  agree("rating", validateRating, conversationRatingSubmissionSchema, mutated(rating), 2000);
});

describe("valid generations", () => {
  it("are accepted by both, and the schema changes nothing in them", () => {
    fc.assert(
      fc.property(validGenerationArbitrary, (generation) => {
        expect(verdicts(validateGeneration, generationSchema, generation)).toEqual({ validator: null, schema: null });
        expect(generationSchema.parse(generation)).toEqual(generation);
      }),
      { numRuns: 500 },
    );
  });
});
