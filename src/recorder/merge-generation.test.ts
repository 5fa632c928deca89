// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Generation, GenerationResult, GenerationStart, MessagePart } from "../../generated/ts/models.js";
import { after } from "../testing-support/clock-start.js";
import { createTestClient } from "../testing-support/create-test-client.js";
import { assistantText, GENERATION_START } from "../testing-support/recording-inputs.js";

type Form = "startGeneration" | "startStreamingGeneration";

/** What is exported for a start and a result. */
async function exported(
  start: GenerationStart,
  result: GenerationResult,
  form: Form = "startGeneration",
): Promise<Generation> {
  await using test = createTestClient();
  const recorder = test.client[form](start);
  test.clock.advance(1000);
  recorder.setResult(result);
  recorder.end();
  expect(recorder.error).toBeUndefined();
  const [record] = await test.records();
  if (record === undefined) throw new Error("nothing was exported");
  return record;
}

const TOOL = { name: "weather" };

describe("a field that start and result can set", () => {
  it.each<[field: keyof GenerationStart, start: unknown, result: unknown, expected: unknown]>([
    ["mode", "STREAM", "SYNC", "SYNC"],
    ["mode", "STREAM", undefined, "STREAM"],
    ["operationName", "chat", "answer", "answer"],
    ["operationName", "chat", " ", "chat"],
    ["operationName", " ", undefined, "generateText"],
    ["conversationId", "conv-1", "conv-2", "conv-2"],
    ["conversationId", "conv-1", "", "conv-1"],
    ["systemPrompt", "first", "second", "second"],
    ["systemPrompt", "first", "", "first"],
    ["maxTokens", 5, 0, 0],
    ["maxTokens", 5, undefined, 5],
    ["temperature", 0.5, 0, 0],
    ["temperature", 0.5, null, 0.5],
    ["topP", 0.5, 0, 0],
    ["toolChoice", "auto", "", ""],
    ["toolChoice", "auto", undefined, "auto"],
    ["thinkingEnabled", true, false, false],
    ["tools", [TOOL], [{ name: "time" }], [{ name: "time" }]],
    ["tools", [TOOL], [], [TOOL]],
    ["parentGenerationIds", ["gen_a"], ["gen_b"], ["gen_b"]],
    ["parentGenerationIds", ["gen_a"], [], ["gen_a"]],
    ["startedAt", after(-50), after(-20), after(-20)],
    ["startedAt", after(-50), undefined, after(-50)],
    ["agentName", "planner", "writer", "writer"],
    ["agentVersion", "1", " ", "1"],
  ])("%s: %j and then %j gives %j", async (field, start, result, expected) => {
    const record = await exported({ ...GENERATION_START, [field]: start }, { [field]: result });
    expect(record[field as keyof Generation]).toEqual(expected);
  });

  it("takes provider and model name from the result one by one", async () => {
    const start = { model: { provider: "openai", name: "gpt-5" } };
    expect((await exported(start, { model: { provider: "azure", name: "" } })).model).toEqual({
      provider: "azure",
      name: "gpt-5",
    });
    expect((await exported(start, { model: { provider: " ", name: "gpt-5-mini" } })).model).toEqual({
      provider: "openai",
      name: "gpt-5-mini",
    });
  });

  it("keeps an id that is given and never takes one from the result", async () => {
    const result: object = { id: "gen_of_the_result" };
    expect((await exported({ ...GENERATION_START, id: "gen_mine" }, result)).id).toBe("gen_mine");
    expect((await exported({ ...GENERATION_START, id: "  " }, result)).id).toMatch(/^gen_[0-9a-f]{16}$/);
  });
});

describe("mode and operation", () => {
  it.each<[form: Form, start: Partial<GenerationStart>, result: GenerationResult, mode: string, operation: string]>([
    ["startGeneration", {}, {}, "SYNC", "generateText"],
    ["startStreamingGeneration", {}, {}, "STREAM", "streamText"],
    ["startStreamingGeneration", { mode: "SYNC" }, {}, "SYNC", "generateText"],
    ["startGeneration", { mode: "STREAM" }, {}, "STREAM", "streamText"],
    ["startStreamingGeneration", {}, { mode: "SYNC" }, "SYNC", "streamText"],
    ["startGeneration", { operationName: "chat" }, {}, "SYNC", "chat"],
    ["startStreamingGeneration", {}, { operationName: "chat" }, "STREAM", "chat"],
  ])("%s with %j and %j is %s %s", async (form, start, result, mode, operationName) => {
    expect(await exported({ ...GENERATION_START, ...start }, result, form)).toMatchObject({ mode, operationName });
  });

  it("renames the span when the result names another operation or model", async () => {
    await using test = createTestClient();
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.setResult({ operationName: " chat ", model: { provider: "openai", name: "gpt-5-mini" } });
    recorder.end();
    expect(test.spans()[0]).toMatchObject({
      name: "chat gpt-5-mini",
      attributes: { "gen_ai.operation.name": " chat ", "gen_ai.request.model": "gpt-5-mini" },
    });
  });
});

describe("tags and metadata", () => {
  it("lay client under context under start under result, one level deep", async () => {
    await using test = createTestClient({ tags: { a: "client", b: "client", c: "client", d: "client" } });
    const { withContext } = await import("../context/recording-context.js");
    withContext({ tags: { b: "context", c: "context", d: "context" } }, () => {
      const recorder = test.client.startGeneration({ ...GENERATION_START, tags: { c: "start", d: "start" } });
      recorder.setResult({ tags: { d: "result" } });
      recorder.end();
    });
    expect((await test.records())[0]?.tags).toEqual({ a: "client", b: "context", c: "start", d: "result" });
  });

  it("are on no span and no point, wherever they come from", async () => {
    const mark = { team: "CANARY" };
    await using test = createTestClient({ tags: mark });
    const { withContext } = await import("../context/recording-context.js");
    withContext({ tags: mark }, () => {
      const recorder = test.client.startGeneration({ ...GENERATION_START, tags: mark, metadata: mark });
      recorder.setResult({ tags: mark, metadata: mark });
      recorder.end();
      test.client.startToolExecution({ toolName: "weather" }).end();
      test.client.startEmbedding({ model: GENERATION_START.model, tags: mark, metadata: mark }).end();
    });
    const telemetry = JSON.stringify([test.spans(), await test.histograms()]);
    expect({ spans: test.spans().length, found: telemetry.includes("CANARY") }).toEqual({ spans: 3, found: false });
    expect((await test.records())[0]).toMatchObject({ tags: mark, metadata: mark });
  });

  it("carry __proto__ and other inherited names as plain data", async () => {
    const odd = (value: string): Record<string, string> =>
      JSON.parse(`{"__proto__":"${value}","constructor":"${value}","toString":"${value}"}`);
    const record = await exported(
      { ...GENERATION_START, tags: odd("start"), metadata: odd("start") },
      { tags: odd("result"), metadata: odd("result") },
    );
    for (const map of [record.tags, record.metadata]) {
      expect(Object.getPrototypeOf(map)).toBe(Object.prototype);
      expect(Object.getOwnPropertyDescriptor(map, "__proto__")?.value).toBe("result");
      expect(Object.getOwnPropertyDescriptor(map, "constructor")?.value).toBe("result");
      expect(Object.getOwnPropertyDescriptor(map, "toString")?.value).toBe("result");
    }
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("keep the SDK's own keys whatever the caller writes there", async () => {
    const metadata = { "sigil.sdk.name": "mine", "sigil.sdk.content_capture_mode": "full" };
    const record = await exported({ ...GENERATION_START, metadata }, { metadata });
    expect(record.metadata).toEqual({
      "sigil.sdk.name": "sdk-js",
      "sigil.sdk.content_capture_mode": "no_tool_content",
    });
  });
});

describe("usage", () => {
  it.each<[given: NonNullable<GenerationResult["usage"]>, expected: object]>([
    [
      { inputTokens: 10, outputTokens: 5 },
      { inputTokens: 10, outputTokens: 5, totalTokens: 15 },
    ],
    [
      { inputTokens: 10, totalTokens: 0 },
      { inputTokens: 10, totalTokens: 10 },
    ],
    [
      { inputTokens: 10, outputTokens: 5, totalTokens: 99 },
      { inputTokens: 10, outputTokens: 5, totalTokens: 99 },
    ],
    [{ cacheReadInputTokens: 7 }, { cacheReadInputTokens: 7 }],
    [
      { reasoningTokens: 7, outputTokens: 1 },
      { reasoningTokens: 7, outputTokens: 1, totalTokens: 1 },
    ],
  ])("%j becomes %j", async (usage, expected) => {
    expect((await exported(GENERATION_START, { usage })).usage).toEqual(expected);
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY, "12"])(
    "leaves out a count of %s with a debug line, and keeps the record",
    async (count) => {
      await using test = createTestClient();
      const recorder = test.client.startGeneration(GENERATION_START);
      recorder.setResult({ usage: { inputTokens: count as number, outputTokens: 3 } });
      recorder.end();
      expect((await test.records())[0]?.usage).toEqual({ outputTokens: 3, totalTokens: 3 });
      expect(test.logs).toEqual(["sigil: input_tokens: not a safe non-negative integer, left unset"]);
    },
  );

  it("leaves the total unset when the sum is not a safe integer", async () => {
    const huge = Number.MAX_SAFE_INTEGER;
    expect((await exported(GENERATION_START, { usage: { inputTokens: huge, outputTokens: huge } })).usage).toEqual({
      inputTokens: huge,
      outputTokens: huge,
    });
  });
});

describe("copies", () => {
  it("keep what was handed over, however deep the caller changes it afterwards", async () => {
    await using test = createTestClient();
    const tool = { name: "weather", inputSchemaJson: new Uint8Array([1, 2]) };
    const start = {
      ...GENERATION_START,
      model: { provider: "openai", name: "gpt-5" },
      tools: [tool],
      tags: { team: "search" },
      metadata: { nested: { list: [1] } },
      parentGenerationIds: ["gen_a"],
      startedAt: after(-10),
    };
    const message = assistantText("before");
    const result = {
      output: [message],
      usage: { inputTokens: 1 },
      metadata: { deep: { er: "x" } },
      completedAt: after(5),
    };
    const recorder = test.client.startGeneration(start);
    recorder.setResult(result);
    start.model.name = "changed";
    tool.inputSchemaJson[0] = 99;
    start.tools.push(tool);
    start.tags.team = "changed";
    start.metadata.nested.list.push(2);
    start.parentGenerationIds[0] = "changed";
    start.startedAt.setTime(0);
    (message.parts as MessagePart[]).push({ kind: "text", text: "changed" });
    result.usage.inputTokens = 99;
    result.metadata.deep.er = "changed";
    result.completedAt.setTime(0);
    recorder.end();
    expect((await test.records())[0]).toMatchObject({
      model: { provider: "openai", name: "gpt-5" },
      tools: [{ name: "weather", inputSchemaJson: new Uint8Array([1, 2]) }],
      tags: { team: "search" },
      metadata: { nested: { list: [1] }, deep: { er: "x" } },
      parentGenerationIds: ["gen_a"],
      startedAt: after(-10),
      output: [assistantText("before")],
      usage: { inputTokens: 1, totalTokens: 1 },
      completedAt: after(5),
    });
  });

  it("do not follow a clock whose date the application goes on using", async () => {
    const date = after(0);
    await using test = createTestClient({ now: () => date });
    test.client.startGeneration(GENERATION_START).end();
    const [record] = await test.records();
    date.setTime(0);
    expect(record).toMatchObject({ startedAt: after(0), completedAt: after(0) });
  });

  it("put no method and no input of the caller into the record", async () => {
    const record = await exported({ ...GENERATION_START, contentCapture: "full" }, { output: [assistantText("x")] });
    expect(record).not.toHaveProperty("contentCapture");
  });
});

describe("times", () => {
  it("take the result's over the start's over the clock, for record and span end; the span keeps its start", async () => {
    await using test = createTestClient();
    const recorder = test.client.startGeneration({ ...GENERATION_START, startedAt: after(-500) });
    recorder.setResult({ startedAt: after(-400), completedAt: after(600) });
    recorder.end();
    expect((await test.records())[0]).toMatchObject({ startedAt: after(-400), completedAt: after(600) });
    expect(test.spans()[0]).toMatchObject({ startedAt: after(-500), endedAt: after(600) });
    const histograms = await test.histograms();
    expect(histograms["gen_ai.client.operation.duration"]?.points[0]?.sum).toBe(1);
  });

  it("count a completion before the start as no time at all", async () => {
    await using test = createTestClient();
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.setResult({ completedAt: after(-1000) });
    recorder.end();
    expect(recorder.error).toBeUndefined();
    expect((await test.records())[0]).toMatchObject({ startedAt: after(0), completedAt: after(-1000) });
    const histograms = await test.histograms();
    expect(histograms["gen_ai.client.operation.duration"]?.points[0]?.sum).toBe(0);
  });
});
