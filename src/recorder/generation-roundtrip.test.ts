// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { GenerationResult, GenerationStart } from "../../generated/ts/models.js";
import { after } from "../testing-support/clock-start.js";
import { createTestClient, type TestClient } from "../testing-support/create-test-client.js";
import { assistantText, GENERATION_START } from "../testing-support/recording-inputs.js";

const DURATION_BUCKETS = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
const TOKEN_BUCKETS = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];

const START: GenerationStart = {
  id: "gen_0123456789abcdef",
  conversationId: "conv-1",
  conversationTitle: "  Weather in Bern  ",
  userId: " user-7 ",
  agentName: "planner",
  agentVersion: "1.4.0",
  model: { provider: "openai", name: "gpt-5" },
  systemPrompt: "You are a forecaster.",
  tools: [
    {
      name: "weather",
      description: "Forecast",
      type: "function",
      inputSchemaJson: '{"type":"object"}',
      deferred: true,
    },
  ],
  maxTokens: 1024,
  temperature: 0.7,
  topP: 0.9,
  toolChoice: " required ",
  thinkingEnabled: true,
  tags: { seed_only: "1", shared: "seed" },
  metadata: {
    "sigil.gen_ai.request.thinking.budget_tokens": 2048,
    "sigil.framework.run_id": " run-1 ",
    "sigil.framework.thread_id": "thread-1",
    "sigil.framework.parent_run_id": "run-0",
    "sigil.framework.component_name": "ChatOpenAI",
    "sigil.framework.run_type": "llm",
    "sigil.framework.langgraph.node": "agent",
    "sigil.framework.event_id": "evt-1",
    "sigil.framework.retry_attempt": "2",
    "sigil.framework.tags": ["a"],
    "sigil.sdk.name": "somebody-else",
    shared: "seed",
    nested: { phase: "seed", only: true },
  },
  parentGenerationIds: ["gen_00000000000000aa"],
};

const RESULT: GenerationResult = {
  responseId: "resp-1",
  responseModel: "gpt-5-2026",
  input: [{ role: "user", name: "Ada", parts: [{ kind: "text", text: "Rain in Bern?" }] }],
  output: [
    {
      role: "assistant",
      parts: [
        { kind: "thinking", thinking: "Ask the tool.", providerType: "reasoning" },
        {
          kind: "tool_call",
          toolCall: { id: "call_1", name: "weather", inputJson: '{"city":"Bern"}' },
          providerType: "function_call",
        },
      ],
    },
    assistantText("Yes, heavily."),
  ],
  usage: {
    inputTokens: 120,
    outputTokens: 42,
    totalTokens: 162,
    cacheReadInputTokens: 30,
    cacheWriteInputTokens: 4,
    cacheCreationInputTokens: 6,
    reasoningTokens: 9,
  },
  stopReason: "end_turn",
  tags: { shared: "result", result_only: "1" },
  metadata: { shared: "result", nested: { phase: "result" }, quality: true },
  artifacts: [
    {
      kind: "request",
      name: "openai.chat.request",
      contentType: "application/json",
      payload: '{"messages":[]}',
      recordId: "rec-1",
      uri: "s3://bucket/rec-1",
    },
  ],
};

async function recordOne(test: TestClient, start: GenerationStart, result: GenerationResult): Promise<void> {
  const recorder = test.client.startGeneration(start);
  test.clock.advance(3000);
  recorder.setResult(result);
  recorder.end();
  expect(recorder.err()).toBeNull();
}

describe("a complete generation", () => {
  it("is exported with every field, tags and metadata merged, the result winning", async () => {
    await using test = createTestClient();
    await recordOne(test, START, RESULT);
    const [span] = test.rawSpans();
    expect(await test.records()).toEqual([
      {
        id: "gen_0123456789abcdef",
        conversationId: "conv-1",
        conversationTitle: "Weather in Bern",
        userId: "user-7",
        agentName: "planner",
        agentVersion: "1.4.0",
        operationName: "generateText",
        mode: "SYNC",
        traceId: span?.spanContext().traceId,
        spanId: span?.spanContext().spanId,
        model: { provider: "openai", name: "gpt-5" },
        responseId: "resp-1",
        responseModel: "gpt-5-2026",
        systemPrompt: "You are a forecaster.",
        maxTokens: 1024,
        temperature: 0.7,
        topP: 0.9,
        toolChoice: " required ",
        thinkingEnabled: true,
        input: RESULT.input,
        output: RESULT.output,
        tools: START.tools,
        usage: RESULT.usage,
        stopReason: "end_turn",
        startedAt: after(0),
        completedAt: after(3000),
        tags: { seed_only: "1", shared: "result", result_only: "1" },
        metadata: {
          "sigil.gen_ai.request.thinking.budget_tokens": 2048,
          "sigil.framework.run_id": " run-1 ",
          "sigil.framework.thread_id": "thread-1",
          "sigil.framework.parent_run_id": "run-0",
          "sigil.framework.component_name": "ChatOpenAI",
          "sigil.framework.run_type": "llm",
          "sigil.framework.langgraph.node": "agent",
          "sigil.framework.event_id": "evt-1",
          "sigil.framework.retry_attempt": "2",
          "sigil.framework.tags": ["a"],
          shared: "result",
          nested: { phase: "result" },
          quality: true,
          "sigil.conversation.title": "Weather in Bern",
          "sigil.user.id": "user-7",
          "sigil.sdk.content_capture_mode": "no_tool_content",
          "sigil.sdk.name": "sdk-js",
        },
        artifacts: RESULT.artifacts,
        callError: undefined,
        parentGenerationIds: ["gen_00000000000000aa"],
      },
    ]);
    expect(span?.spanContext().traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(span?.spanContext().spanId).toMatch(/^[0-9a-f]{16}$/);
  });

  it("is a span with every generation attribute and nothing else", async () => {
    await using test = createTestClient();
    await recordOne(test, START, RESULT);
    expect(test.spans()).toEqual([
      {
        name: "generateText gpt-5",
        kind: "CLIENT",
        scope: "test",
        attributes: {
          "gen_ai.operation.name": "generateText",
          "sigil.sdk.name": "sdk-js",
          "sigil.generation.id": "gen_0123456789abcdef",
          "gen_ai.conversation.id": "conv-1",
          "sigil.conversation.title": "Weather in Bern",
          "user.id": "user-7",
          "gen_ai.agent.name": "planner",
          "gen_ai.agent.version": "1.4.0",
          "gen_ai.provider.name": "openai",
          "gen_ai.request.model": "gpt-5",
          "gen_ai.request.max_tokens": 1024,
          "gen_ai.request.temperature": 0.7,
          "gen_ai.request.top_p": 0.9,
          "sigil.gen_ai.request.tool_choice": "required",
          "sigil.gen_ai.request.thinking.enabled": true,
          "sigil.gen_ai.request.thinking.budget_tokens": 2048,
          "sigil.framework.run_id": "run-1",
          "sigil.framework.thread_id": "thread-1",
          "sigil.framework.parent_run_id": "run-0",
          "sigil.framework.component_name": "ChatOpenAI",
          "sigil.framework.run_type": "llm",
          "sigil.framework.langgraph.node": "agent",
          "sigil.framework.event_id": "evt-1",
          "sigil.framework.retry_attempt": 2,
          "sigil.generation.parent_generation_ids": ["gen_00000000000000aa"],
          "gen_ai.response.id": "resp-1",
          "gen_ai.response.model": "gpt-5-2026",
          "gen_ai.response.finish_reasons": ["end_turn"],
          "gen_ai.usage.input_tokens": 120,
          "gen_ai.usage.output_tokens": 42,
          "gen_ai.usage.cache_read_input_tokens": 30,
          "gen_ai.usage.cache_write_input_tokens": 4,
          "gen_ai.usage.cache_creation_input_tokens": 6,
          "gen_ai.usage.reasoning_tokens": 9,
        },
        events: [],
        status: { code: "OK" },
        startedAt: after(0),
        endedAt: after(3000),
        parentSpanId: undefined,
      },
    ]);
  });

  it("is counted in three histograms with the attributes of the contract", async () => {
    await using test = createTestClient();
    await recordOne(test, START, RESULT);
    const operation = {
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-5",
      "gen_ai.agent.name": "planner",
    };
    const tokens = (type: string, sum: number) => ({
      attributes: { "gen_ai.operation.name": "generateText", ...operation, "gen_ai.token.type": type },
      count: 1,
      sum,
      boundaries: TOKEN_BUCKETS,
    });
    expect(await test.histograms()).toEqual({
      "gen_ai.client.operation.duration": {
        unit: "s",
        description: "",
        points: [
          {
            attributes: {
              "gen_ai.operation.name": "generateText",
              ...operation,
              "error.type": "",
              "error.category": "",
            },
            count: 1,
            sum: 3,
            boundaries: DURATION_BUCKETS,
          },
        ],
      },
      "gen_ai.client.token.usage": {
        unit: "token",
        description: "",
        points: [
          tokens("input", 120),
          tokens("output", 42),
          tokens("cache_read", 30),
          tokens("cache_write", 4),
          tokens("cache_creation", 6),
          tokens("reasoning", 9),
        ],
      },
      "gen_ai.client.tool_calls_per_operation": {
        unit: "count",
        description: "",
        points: [{ attributes: operation, count: 1, sum: 1, boundaries: expect.any(Array) }],
      },
    });
  });
});

describe("a generation with nothing but a model", () => {
  it("is exported with start data, defaults and an id of its own, also without a result", async () => {
    await using test = createTestClient();
    const recorder = test.client.startGeneration(GENERATION_START);
    test.clock.advance(10);
    recorder.end();
    const [span] = test.rawSpans();
    expect(await test.records()).toEqual([
      {
        id: expect.stringMatching(/^gen_[0-9a-f]{16}$/),
        operationName: "generateText",
        mode: "SYNC",
        model: { provider: "openai", name: "gpt-5" },
        traceId: span?.spanContext().traceId,
        spanId: span?.spanContext().spanId,
        startedAt: after(0),
        completedAt: after(10),
        tags: {},
        metadata: { "sigil.sdk.content_capture_mode": "no_tool_content", "sigil.sdk.name": "sdk-js" },
      },
    ]);
    expect(recorder.id).toBe((await test.records())[0]?.id);
  });

  it("has a span with five attributes", async () => {
    await using test = createTestClient();
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.end();
    expect(test.spans()).toEqual([
      {
        name: "generateText gpt-5",
        kind: "CLIENT",
        scope: "test",
        attributes: {
          "gen_ai.operation.name": "generateText",
          "sigil.sdk.name": "sdk-js",
          "sigil.generation.id": recorder.id,
          "gen_ai.provider.name": "openai",
          "gen_ai.request.model": "gpt-5",
        },
        events: [],
        status: { code: "OK" },
        startedAt: after(0),
        endedAt: after(0),
        parentSpanId: undefined,
      },
    ]);
  });

  it("counts zero tool calls and no tokens, with empty texts for what is not known", async () => {
    await using test = createTestClient();
    test.client.startGeneration(GENERATION_START).end();
    const attributes = {
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-5",
      "gen_ai.agent.name": "",
    };
    const metrics = await test.histograms();
    expect(Object.keys(metrics)).toEqual([
      "gen_ai.client.operation.duration",
      "gen_ai.client.tool_calls_per_operation",
    ]);
    expect(metrics["gen_ai.client.operation.duration"]?.points[0]?.attributes).toEqual({
      "gen_ai.operation.name": "generateText",
      ...attributes,
      "error.type": "",
      "error.category": "",
    });
    expect(metrics["gen_ai.client.tool_calls_per_operation"]?.points).toEqual([
      { attributes, count: 1, sum: 0, boundaries: expect.any(Array) },
    ]);
  });
});

describe("values that are zero, false or empty", () => {
  it("are values in the record; on the span zero and false are, an empty tool choice is not", async () => {
    await using test = createTestClient();
    const start = {
      ...GENERATION_START,
      temperature: 0,
      topP: 0,
      maxTokens: 0,
      thinkingEnabled: false,
      toolChoice: "",
    };
    const recorder = test.client.startGeneration(start);
    recorder.setResult({ usage: { inputTokens: 0 }, stopReason: "" });
    recorder.end();
    expect((await test.records())[0]).toMatchObject({
      temperature: 0,
      topP: 0,
      maxTokens: 0,
      thinkingEnabled: false,
      toolChoice: "",
      usage: { inputTokens: 0 },
    });
    expect(test.spans()[0]?.attributes).toEqual({
      "gen_ai.operation.name": "generateText",
      "sigil.sdk.name": "sdk-js",
      "sigil.generation.id": recorder.id,
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-5",
      "gen_ai.request.max_tokens": 0,
      "gen_ai.request.temperature": 0,
      "gen_ai.request.top_p": 0,
      "sigil.gen_ai.request.thinking.enabled": false,
    });
    expect(Object.keys(await test.histograms())).not.toContain("gen_ai.client.token.usage");
  });
});
