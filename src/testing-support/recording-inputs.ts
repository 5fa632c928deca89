// SPDX-License-Identifier: Apache-2.0
import type { EmbeddingStart, GenerationStart, Message, ToolExecutionStart } from "../../generated/ts/models.js";

/** The least that makes a valid generation. */
export const GENERATION_START: GenerationStart = { model: { provider: "openai", name: "gpt-5" } };

/** The least that makes a valid embedding. */
export const EMBEDDING_START: EmbeddingStart = { model: { provider: "openai", name: "text-embedding-3-small" } };

/** The least that makes a tool execution that is recorded. */
export const TOOL_START: ToolExecutionStart = { toolName: "weather" };

export function userText(text: string): Message {
  return { role: "user", parts: [{ kind: "text", text }] };
}

export function assistantText(text: string): Message {
  return { role: "assistant", parts: [{ kind: "text", text }] };
}
