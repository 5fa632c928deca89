// SPDX-License-Identifier: Apache-2.0
import type {
  ConversationRatingInput,
  EmbeddingResult,
  EmbeddingStart,
  Generation,
  GenerationResult,
  GenerationStart,
  ToolExecutionResult,
  ToolExecutionStart,
} from "../../generated/ts/models.js";
import { assistantTextMessage, userTextMessage } from "../builders/messages.js";

/** A valid start of a generation; fields that are given win. */
export function buildGenerationStart(fields: Partial<GenerationStart> = {}): GenerationStart {
  return { conversationId: "conv-1", agentName: "assistant", model: { provider: "openai", name: "gpt-5" }, ...fields };
}

/** A valid result of a generation; fields that are given win. */
export function buildGenerationResult(fields: Partial<GenerationResult> = {}): GenerationResult {
  return {
    input: [userTextMessage("What is the weather in Paris?")],
    output: [assistantTextMessage("It is 18C and sunny.")],
    responseId: "resp-1",
    responseModel: "gpt-5-2026-01-01",
    stopReason: "stop",
    usage: { inputTokens: 12, outputTokens: 8, totalTokens: 20 },
    ...fields,
  };
}

/** A valid generation as it is exported; fields that are given win. */
export function buildGeneration(fields: Partial<Generation> = {}): Generation {
  const startedAt = new Date("2026-01-01T00:00:00.000Z");
  const completedAt = new Date("2026-01-01T00:00:01.000Z");
  const head = { id: "gen-1", mode: "SYNC", operationName: "generateText", startedAt, completedAt } as const;
  return { ...head, ...buildGenerationStart(), ...buildGenerationResult(), ...fields };
}

/** A valid start of a tool execution; fields that are given win. */
export function buildToolExecutionStart(fields: Partial<ToolExecutionStart> = {}): ToolExecutionStart {
  return { toolName: "weather", toolCallId: "call-1", toolType: "function", ...fields };
}

/** A valid result of a tool execution; fields that are given win. */
export function buildToolExecutionResult(fields: Partial<ToolExecutionResult> = {}): ToolExecutionResult {
  return { arguments: { city: "Paris" }, result: { celsius: 18 }, ...fields };
}

/** A valid start of an embedding; fields that are given win. */
export function buildEmbeddingStart(fields: Partial<EmbeddingStart> = {}): EmbeddingStart {
  return { model: { provider: "openai", name: "text-embedding-3-small" }, dimensions: 1536, ...fields };
}

/** A valid result of an embedding; fields that are given win. */
export function buildEmbeddingResult(fields: Partial<EmbeddingResult> = {}): EmbeddingResult {
  return { inputCount: 2, inputTokens: 6, inputTexts: ["hello", "world"], dimensions: 1536, ...fields };
}

/** A valid rating; fields that are given win. */
export function buildRatingInput(fields: Partial<ConversationRatingInput> = {}): ConversationRatingInput {
  return { ratingId: "rating-1", rating: "CONVERSATION_RATING_VALUE_GOOD", source: "test", ...fields };
}
