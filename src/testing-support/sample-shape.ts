// SPDX-License-Identifier: Apache-2.0
import type {
  EmbeddingResult,
  GenerationResult,
  Message,
  MessagePart,
  ToolDefinition,
} from "../../generated/ts/models.js";

type Json = Readonly<Record<string, unknown>>;

/** The fields that a sample names, as a record has them, in the form in which samples state them: null for what is unset. */
export function sampleShape(record: GenerationResult, expected: Json, extra: Json = {}): Json {
  const shape: Json = {
    model: record.model,
    response_id: record.responseId,
    response_model: record.responseModel,
    system_prompt: record.systemPrompt,
    max_tokens: record.maxTokens,
    temperature: record.temperature,
    top_p: record.topP,
    tool_choice: record.toolChoice,
    thinking_enabled: record.thinkingEnabled,
    input: messages(record.input, expected["input"]),
    output: messages(record.output, expected["output"]),
    tools: record.tools?.map((tool, index) => toolShape(tool, listOf(expected["tools"])[index])),
    usage: usageShape(record.usage, expected["usage"]),
    stop_reason: record.stopReason ?? "",
    call_error: record.callError !== undefined && record.callError !== "",
    tool_calls: record.output?.flatMap(({ parts }) => parts).filter(({ kind }) => kind === "tool_call").length,
    metadata: pick(record.metadata ?? {}, Object.keys((expected["metadata"] ?? {}) as Json)),
    ...extra,
  };
  return pick(shape, Object.keys(expected));
}

/** The same for an embedding. */
export function embeddingShape(result: EmbeddingResult | undefined, expected: Json): Json {
  const shape = {
    input_count: result?.inputCount,
    input_tokens: result?.inputTokens,
    input_texts: result?.inputTexts,
    response_model: result?.responseModel,
    dimensions: result?.dimensions,
  };
  return pick(shape, Object.keys(expected));
}

function messages(list: readonly Message[] | undefined, expected: unknown): unknown {
  return list?.map(({ role, name, parts }, index) => ({
    role,
    ...(name !== undefined && { name }),
    parts: parts.map((part, at) =>
      partShape(part, listOf((listOf(expected)[index] as Json | undefined)?.["parts"])[at]),
    ),
  }));
}

function partShape(part: MessagePart, expected: unknown): Json {
  const type = part.providerType === undefined ? {} : { provider_type: part.providerType };
  switch (part.kind) {
    case "text":
      return { text: part.text, ...type };
    case "thinking":
      return { thinking: part.thinking, ...type };
    case "tool_call": {
      const { id, name, inputJson } = part.toolCall;
      // A call without an id is stated with an empty one.
      return {
        tool_call: { id: id ?? "", name, ...(inputJson !== undefined && { input_json: json(inputJson) }) },
        ...type,
      };
    }
    case "tool_result": {
      const { toolCallId, name, content, contentJson, isError } = part.toolResult;
      const isStated = "content_json" in (((expected as Json | undefined)?.["tool_result"] ?? {}) as Json);
      return {
        tool_result: {
          ...(toolCallId !== undefined && { tool_call_id: toolCallId }),
          ...(name !== undefined && { name }),
          ...(content !== undefined && { content }),
          // Of a list of blocks, samples state the text alone.
          ...(contentJson !== undefined && (isStated || content === undefined) && { content_json: json(contentJson) }),
          ...(isError === true && { is_error: true }),
        },
        ...type,
      };
    }
    default:
      return part satisfies never;
  }
}

function toolShape({ name, type, description, deferred, inputSchemaJson }: ToolDefinition, expected: unknown): Json {
  const shape = {
    name,
    type,
    ...(description !== undefined && { description }),
    ...(deferred === true && { deferred }),
    ...(inputSchemaJson !== undefined && { input_schema: json(inputSchemaJson) }),
  };
  // A short form names only what the tool is called.
  return Object.keys((expected ?? {}) as Json).length === 2 ? pick(shape, ["name", "type"]) : shape;
}

/** A count of zero is the same as none. */
function usageShape(usage: GenerationResult["usage"], expected: unknown): Json | null {
  if (usage === undefined) return null;
  const counts = Object.entries(usage).map(([key, count]) => [key.replace(/[A-Z]/g, "_$&").toLowerCase(), count ?? 0]);
  const known = Object.fromEntries(counts) as Json;
  const keys = new Set([
    ...Object.keys(known).filter((key) => known[key] !== 0),
    ...Object.keys((expected ?? {}) as Json),
  ]);
  return Object.fromEntries([...keys].map((key) => [key, known[key] ?? 0]));
}

function json(text: string | Uint8Array): unknown {
  return JSON.parse(typeof text === "string" ? text : new TextDecoder().decode(text));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function pick(values: Json, keys: readonly string[]): Json {
  return Object.fromEntries(keys.map((key) => [key, values[key] ?? null]));
}
