// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { validateEmbeddingResult, validateEmbeddingStart } from "../../generated/ts/validate-embedding.js";
import { validateGeneration } from "../../generated/ts/validate-generation.js";
import { validateRating } from "../../generated/ts/validate-rating.js";
import {
  buildEmbeddingResult,
  buildEmbeddingStart,
  buildGeneration,
  buildGenerationResult,
  buildGenerationStart,
  buildRatingInput,
  buildToolExecutionResult,
  buildToolExecutionStart,
  createLocalIngest,
} from "./index.js";

it("builds what is valid", () => {
  expect(validateGeneration(buildGeneration())).toBeUndefined();
  expect(validateGeneration({ mode: "SYNC", ...buildGenerationStart(), ...buildGenerationResult() })).toBeUndefined();
  expect(validateEmbeddingStart(buildEmbeddingStart())).toBeUndefined();
  expect(validateEmbeddingResult(buildEmbeddingResult())).toBeUndefined();
  expect(validateRating({ conversationId: "conv-1", input: buildRatingInput() })).toBeUndefined();
  expect(buildToolExecutionStart().toolName).not.toBe("");
  expect(buildToolExecutionResult()).toEqual({ arguments: { city: "Paris" }, result: { celsius: 18 } });
});

it("lets fields that are given win, and shares no objects between calls", () => {
  expect(buildGenerationStart({ id: "gen-7", agentName: undefined })).toEqual({
    id: "gen-7",
    conversationId: "conv-1",
    agentName: undefined,
    model: { provider: "openai", name: "gpt-5" },
  });
  expect(buildRatingInput({ comment: "no" }).comment).toBe("no");
  expect(buildGeneration().model).not.toBe(buildGeneration().model);
  expect(buildGenerationResult().output).not.toBe(buildGenerationResult().output);
});

it("starts a local ingest", async () => {
  await using ingest = await createLocalIngest({ auth: true });
  const response = await fetch(`${ingest.httpUrl}/api/v1/generations:export`, { method: "POST", body: "{}" });
  expect(response.status).toBe(401);
});
