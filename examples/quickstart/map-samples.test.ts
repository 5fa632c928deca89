// SPDX-License-Identifier: Apache-2.0
import type {
  EmbeddingResult,
  EmbeddingStart,
  GenerationResult,
  GenerationStart,
  Message,
  MessagePart,
} from "sigil-sdk";
import { describe, expect, test } from "vitest";
import type { MessagesEvent, MessagesRequest, MessagesResponse } from "./anthropic-types.js";
import type { GenerateRequest, GenerateResponse } from "./gemini-types.js";
import { mapMessagesRequest, mapMessagesResponse } from "./map-anthropic-messages.js";
import { mapMessagesStream } from "./map-anthropic-stream.js";
import { mapGenerateRequest, mapGenerateResponse } from "./map-gemini.js";
import { mapChatRequest, mapChatResponse } from "./map-openai-chat.js";
import {
  type EmbeddingRequest,
  type EmbeddingResponse,
  mapEmbeddingRequest,
  mapEmbeddingResponse,
} from "./map-openai-embedding.js";
import { mapChatStream } from "./map-openai-stream.js";
import type { ChatChunk, ChatRequest, ChatResponse } from "./openai-chat-types.js";
import { type Expectation, loadSample, loadStreamSample, replay, SAMPLE_NAMES } from "./sample.js";
import { firstTokenEventIndex, type StreamMapping } from "./stream-mapping.js";

interface Mapped {
  readonly start: GenerationStart;
  readonly result: GenerationResult;
  readonly firstToken?: number;
}

describe("the mapping of a recorded call gives what the sample expects", () => {
  test("openai/chat-text-sync-cached", () => {
    const {
      request,
      response,
      expect: expected,
    } = loadSample<ChatRequest, ChatResponse>("openai/chat-text-sync-cached");
    const mapped = { start: mapChatRequest(request), result: mapChatResponse(request, response) };
    expect(toExpectation(mapped, expected)).toEqual(expected);
    expect(metadataOf(mapped)).toEqual({
      "sigil.gen_ai.request.thinking.level": "low",
      "sigil.gen_ai.response.service_tier": "default",
    });
  });

  test("openai/chat-tool-use-sync", () => {
    const { request, response, expect: expected } = loadSample<ChatRequest, ChatResponse>("openai/chat-tool-use-sync");
    const mapped = { start: mapChatRequest(request), result: mapChatResponse(request, response) };
    expect(toExpectation(mapped, expected)).toEqual(expected);
    expect(metadataOf(mapped)).toEqual({ "sigil.gen_ai.response.service_tier": "default" });
    expect(mapped.start.tools?.[1]).toEqual({ name: "run_sql", type: "custom", description: "Run a SQL query" });
  });

  test("openai/chat-stream-text-tool-usage", async () => {
    const sample = loadStreamSample<ChatRequest, ChatChunk>("openai/chat-stream-text-tool-usage");
    const mapped = await runStream(mapChatStream(sample.request), sample.events);
    expect(toExpectation(mapped, sample.expect)).toEqual(sample.expect);
    expect([mapped.start.mode, mapped.result.mode]).toEqual(["STREAM", "STREAM"]);
  });

  test("anthropic/messages-tool-use-sync", () => {
    const sample = loadSample<MessagesRequest, MessagesResponse>("anthropic/messages-tool-use-sync");
    const { request, response, expect: expected } = sample;
    const mapped = { start: mapMessagesRequest(request), result: mapMessagesResponse(request, response) };
    expect(toExpectation(mapped, expected)).toEqual(expected);
    expect(metadataOf(mapped)).toEqual({
      "sigil.gen_ai.response.service_tier": "standard",
      "sigil.gen_ai.response.speed": "standard",
    });
  });

  test("anthropic/messages-stream-thinking-tool-usage", async () => {
    const sample = loadStreamSample<MessagesRequest, MessagesEvent>("anthropic/messages-stream-thinking-tool-usage");
    const mapped = await runStream(mapMessagesStream(sample.request), sample.events);
    expect(toExpectation(mapped, sample.expect)).toEqual(sample.expect);
    expect([mapped.start.mode, mapped.result.mode]).toEqual(["STREAM", "STREAM"]);
  });

  test("gemini/generate-text-sync-cached", () => {
    const sample = loadSample<GenerateRequest, GenerateResponse>("gemini/generate-text-sync-cached");
    const { request, response, expect: expected } = sample;
    const mapped = { start: mapGenerateRequest(request), result: mapGenerateResponse(request, response) };
    expect(toExpectation(mapped, expected)).toEqual(expected);
    expect(metadataOf(mapped)).toEqual({ "sigil.gen_ai.request.thinking.budget_tokens": 1024 });
  });

  test("openai/embeddings-tokens-float", () => {
    const sample = loadSample<EmbeddingRequest, EmbeddingResponse>("openai/embeddings-tokens-float");
    const start = mapEmbeddingRequest(sample.request);
    expect(start.model).toEqual({ provider: "openai", name: "text-embedding-3-small" });
    expect(toExpectedEmbedding(start, mapEmbeddingResponse(sample.request, sample.response))).toEqual(
      sample.expect.embedding,
    );
  });
});

describe("a stream that broke off", () => {
  test("keeps the half tool input of OpenAI as a JSON string", async () => {
    const { request, events } = loadStreamSample<ChatRequest, ChatChunk>("openai/chat-stream-text-tool-usage");
    const { result } = await runStream(mapChatStream(request), events.slice(0, 5));
    expect(result.output).toEqual([
      {
        role: "assistant",
        parts: [
          { kind: "text", text: "Let me check both." },
          {
            kind: "tool_call",
            toolCall: { id: "call_P", name: "get_weather", inputJson: '"{\\"city\\""' },
            providerType: "tool_call",
          },
        ],
      },
    ]);
    expect({ usage: result.usage, stopReason: result.stopReason }).toEqual({});
  });

  test("keeps the thinking and the counts of Anthropic that have arrived", async () => {
    const { request, events } = loadStreamSample<MessagesRequest, MessagesEvent>(
      "anthropic/messages-stream-thinking-tool-usage",
    );
    const { result } = await runStream(mapMessagesStream(request), events.slice(0, 3));
    expect(result.output).toEqual([
      { role: "assistant", parts: [{ kind: "thinking", thinking: "The user wants ", providerType: "thinking" }] },
    ]);
    expect(result.usage).toEqual({
      inputTokens: 350,
      outputTokens: 1,
      totalTokens: 351,
      cacheReadInputTokens: 128,
      cacheWriteInputTokens: 0,
    });
    expect(result.stopReason).toBeUndefined();
  });

  test("has no output and no usage before the first event", () => {
    const { request } = loadStreamSample<MessagesRequest, MessagesEvent>(
      "anthropic/messages-stream-thinking-tool-usage",
    );
    const { output, usage } = mapMessagesStream(request).accumulator.result();
    expect({ output, usage }).toEqual({ output: [], usage: undefined });
  });
});

describe("sample", () => {
  test("says which loader a streamed call needs", () => {
    expect(() => loadSample("openai/chat-stream-text-tool-usage")).toThrow("load it with loadStreamSample");
    expect(() => loadStreamSample("openai/chat-tool-use-sync")).toThrow("load it with loadSample");
  });

  test("has seven calls, each under the id of its file", () => {
    const streamed = new Set(["openai/chat-stream-text-tool-usage", "anthropic/messages-stream-thinking-tool-usage"]);
    const ids = SAMPLE_NAMES.map((name) => (streamed.has(name) ? loadStreamSample(name).id : loadSample(name).id));
    expect(ids).toEqual(SAMPLE_NAMES);
    expect(new Set(ids).size).toBe(7);
  });
});

/** Feeds the events one by one and notes which one was the first with content. */
async function runStream<Event>(mapping: StreamMapping<Event>, events: readonly Event[]): Promise<Mapped> {
  for await (const event of replay(events)) mapping.accumulator.push(event);
  return {
    start: mapping.start,
    result: mapping.accumulator.result(),
    firstToken: firstTokenEventIndex(mapping, events),
  };
}

function metadataOf({ start, result }: Mapped): Record<string, unknown> {
  return { ...start.metadata, ...result.metadata };
}

/** The mapped call in the words of the sample, cut down to what the sample names. */
function toExpectation(mapped: Mapped, expected: Expectation): Expectation {
  const { start, result } = mapped;
  const output = (result.output ?? []).map(toExpectedMessage);
  const metadata = metadataOf(mapped);
  const shape: Record<keyof Expectation, unknown> = {
    model: start.model,
    response_id: result.responseId,
    response_model: result.responseModel,
    system_prompt: start.systemPrompt,
    max_tokens: start.maxTokens,
    temperature: start.temperature,
    top_p: start.topP,
    tool_choice: start.toolChoice,
    thinking_enabled: start.thinkingEnabled,
    input: (result.input ?? []).map(toExpectedMessage),
    output,
    tools: start.tools?.map(({ inputSchemaJson, ...tool }) =>
      withoutUndefined({ ...tool, input_schema: parse(inputSchemaJson) }),
    ),
    usage: result.usage === undefined ? null : toExpectedUsage(result.usage),
    stop_reason: result.stopReason,
    metadata: Object.fromEntries(Object.keys(expected.metadata ?? {}).map((key) => [key, metadata[key]])),
    call_error: result.callError,
    error_category: undefined,
    tool_calls: output.flatMap(({ parts }) => parts).filter((part) => "tool_call" in part).length,
    first_token_event_index: mapped.firstToken,
    embedding: undefined,
  };
  return Object.fromEntries(Object.entries(shape).filter(([key]) => key in expected));
}

function toExpectedMessage({ role, name, parts }: Message): { parts: Record<string, unknown>[] } {
  return withoutUndefined({ role, name, parts: parts.map(toExpectedPart) });
}

function toExpectedPart(part: MessagePart): Record<string, unknown> {
  const provider_type = part.providerType;
  switch (part.kind) {
    case "text":
      return withoutUndefined({ text: part.text, provider_type });
    case "thinking":
      return withoutUndefined({ thinking: part.thinking, provider_type });
    case "tool_call": {
      const { id, name, inputJson } = part.toolCall;
      return withoutUndefined({
        tool_call: withoutUndefined({ id, name, input_json: parse(inputJson) }),
        provider_type,
      });
    }
    case "tool_result": {
      const { toolCallId, name, content, contentJson, isError } = part.toolResult;
      const result = { tool_call_id: toolCallId, name, content, content_json: parse(contentJson), is_error: isError };
      return withoutUndefined({ tool_result: withoutUndefined(result), provider_type });
    }
    default:
      return part satisfies never;
  }
}

/** A count of zero is not on the wire, so samples do not list it. */
function toExpectedUsage(usage: NonNullable<GenerationResult["usage"]>): Record<string, number> {
  const counts = {
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    total_tokens: usage.totalTokens,
    cache_read_input_tokens: usage.cacheReadInputTokens,
    cache_write_input_tokens: usage.cacheWriteInputTokens,
    reasoning_tokens: usage.reasoningTokens,
    cache_creation_input_tokens: usage.cacheCreationInputTokens,
  };
  return Object.fromEntries(Object.entries(counts).filter((entry): entry is [string, number] => (entry[1] ?? 0) !== 0));
}

function toExpectedEmbedding(start: EmbeddingStart, result: EmbeddingResult): Expectation["embedding"] {
  return {
    input_count: result.inputCount ?? 0,
    input_tokens: result.inputTokens ?? 0,
    input_texts: result.inputTexts ?? null,
    response_model: result.responseModel ?? "",
    dimensions: result.dimensions ?? 0,
    ...(start.encodingFormat === undefined ? {} : { encoding_format: start.encodingFormat }),
  };
}

function parse(json: string | Uint8Array | undefined): unknown {
  return json === undefined ? undefined : JSON.parse(String(json));
}

function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  // Leaving out undefined members keeps the type: they were optional.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
