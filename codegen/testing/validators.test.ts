// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE } from "../../generated/ts/attributes.js";
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
import { loadModel } from "../load-model.js";
import { toFriendlyRecord } from "./scenario-record.js";

type Validate = (value: never) => ValidationIssue | undefined;

const subjects: Readonly<
  Record<string, { readonly type: string; readonly validate: Validate; readonly schema: z.ZodType<unknown> }>
> = {
  generation: { type: "Generation", validate: validateGeneration, schema: generationSchema },
  embedding_start: { type: "EmbeddingStart", validate: validateEmbeddingStart, schema: embeddingStartSchema },
  embedding_result: { type: "EmbeddingResult", validate: validateEmbeddingResult, schema: embeddingResultSchema },
  rating: {
    type: "ConversationRatingSubmission",
    validate: validateRating,
    schema: conversationRatingSubmissionSchema,
  },
};

const model = await loadModel();
const cases = model.scenarios.flatMap((suite) => suite.scenarios).filter((scenario) => scenario.kind === "validation");

describe.each(cases.map((scenario) => [scenario.id, scenario] as const))("%s", (_, scenario) => {
  const subject = subjects[scenario.subject];
  const record = toFriendlyRecord(model, subject?.type ?? "", scenario.record) as {
    metadata?: Record<string, unknown>;
  };
  if (scenario.marker !== undefined)
    record.metadata = { ...record.metadata, [ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE]: scenario.marker };

  it("validator", () => {
    expect(subject?.validate(record as never)?.message ?? null).toBe(scenario.error);
  });

  it("schema", () => {
    expect(subject?.schema.safeParse(record).error?.issues[0]?.message ?? null).toBe(scenario.error);
  });
});

it("lets JSON texts of tools be whatever they are", () => {
  const noJson = "{ cut off";
  const generation = {
    model: { provider: "p", name: "m" },
    tools: [{ name: "weather", inputSchemaJson: noJson }],
    output: [
      {
        role: "assistant" as const,
        parts: [{ kind: "tool_call" as const, toolCall: { name: "t", inputJson: noJson } }],
      },
      {
        role: "tool" as const,
        parts: [{ kind: "tool_result" as const, toolResult: { name: "t", contentJson: noJson } }],
      },
    ],
  };
  expect([validateGeneration(generation), generationSchema.safeParse(generation).success]).toEqual([undefined, true]);
});

describe("an issue", () => {
  it("names the rule, the place and what is wrong", () => {
    const generation = {
      model: { provider: "p", name: "m" },
      input: [{ role: "user" as const, parts: [{ kind: "tool_call" as const, toolCall: { name: "" } }] }],
    };
    expect(validateGeneration(generation)).toEqual({
      rule: "validation.part.tool_call.role",
      path: "generation.input[0].parts[0].tool_call",
      message: "generation.input[0].parts[0].tool_call only allowed for assistant role",
    });
    expect(generationSchema.safeParse(generation).error?.issues[0]).toMatchObject({
      code: "custom",
      path: ["input", 0, "parts", 0, "toolCall"],
      params: { rule: "validation.part.tool_call.role" },
      message: "generation.input[0].parts[0].tool_call only allowed for assistant role",
    });
  });

  it("is found in a value that is no object at all", () => {
    expect([undefined, null, 5, "x", []].map((value) => validateEmbeddingResult(value as never)?.message)).toEqual(
      Array(5).fill("embedding must be an object"),
    );
  });
});
