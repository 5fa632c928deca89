// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EmbeddingResult, GenerationResult, GenerationStart } from "../../generated/ts/models.js";
import { withContext } from "../context/recording-context.js";
import { after } from "../testing-support/clock-start.js";
import { createTestClient } from "../testing-support/create-test-client.js";
import { EMBEDDING_START, GENERATION_START, TOOL_START } from "../testing-support/recording-inputs.js";

// What callers without types hand over: nothing of it throws, and what cannot be exported is a validation error.

describe("a generation of wrong types", () => {
  it.each<[name: string, start: unknown, result: unknown, problem: string]>([
    ["a start of null", null, {}, "generation.model.provider is required"],
    ["a start that is a text", "gpt-5", {}, "generation.model.provider is required"],
    ["no model", {}, {}, "generation.model.provider is required"],
    ["a model of null", { model: null }, {}, "generation.model.provider is required"],
    ["a model that is a text", { model: "gpt-5" }, {}, "generation.model.provider is required"],
    [
      "a model name that is a number",
      { model: { provider: "openai", name: 5 } },
      {},
      "generation.model.name is required",
    ],
    ["an unknown mode", { ...GENERATION_START, mode: "ASYNC" }, {}, "generation.mode must be one of SYNC|STREAM"],
    [
      "an unknown role",
      GENERATION_START,
      { input: [{ role: "system", parts: [] }] },
      "generation.input[0].role must be one of user|assistant|tool",
    ],
    ["messages that are no list", GENERATION_START, { output: "hi" }, "generation.output must be a list"],
    [
      "a message of null",
      GENERATION_START,
      { output: [null] },
      "generation.output[0].role must be one of user|assistant|tool",
    ],
    [
      "a date that is a text",
      { ...GENERATION_START, startedAt: "2026-03-01" },
      {},
      "generation.started_at must be a valid date",
    ],
    [
      "an invalid date",
      GENERATION_START,
      { completedAt: new Date(Number.NaN) },
      "generation.completed_at must be a valid date",
    ],
    ["tags that are a text", { ...GENERATION_START, tags: "a=b" }, {}, "generation.tags must be a map of strings"],
    ["tags that are a list", { ...GENERATION_START, tags: ["a"] }, {}, "generation.tags must be a map of strings"],
    ["a tag that is an object", GENERATION_START, { tags: { a: {} } }, "generation.tags must be a map of strings"],
    ["metadata that is a text", { ...GENERATION_START, metadata: "x" }, {}, "generation.metadata must be an object"],
    ["metadata that is a list", GENERATION_START, { metadata: [1] }, "generation.metadata must be an object"],
    [
      "a temperature that is a text",
      { ...GENERATION_START, temperature: "0.7" },
      {},
      "generation.temperature must be a number",
    ],
    ["usage that is a number", GENERATION_START, { usage: 12 }, "generation.usage must be an object"],
    [
      "parents that are a text",
      { ...GENERATION_START, parentGenerationIds: "gen_a" },
      {},
      "generation.parent_generation_ids must be a list",
    ],
  ])("with %s is a validation error", async (_name, start, result, problem) => {
    await using test = createTestClient();
    const recorder = test.client.startGeneration(start as GenerationStart);
    test.clock.advance(10);
    recorder.setResult(result as GenerationResult);
    recorder.end();
    expect(recorder.error?.message).toBe(`sigil: generation validation failed: ${problem}`);
    expect(test.spans()).toMatchObject([
      {
        startedAt: after(0),
        endedAt: after(10),
        attributes: { "error.type": "validation_error", "error.category": "sdk_error" },
      },
    ]);
    const [point] = (await test.histograms())["gen_ai.client.operation.duration"]?.points ?? [];
    expect(point).toMatchObject({ sum: 0.01, attributes: { "error.type": "validation_error" } });
    expect(await test.records()).toEqual([]);
  });

  it.each([null, undefined])("takes a result of %j for an empty one", async (result) => {
    await using test = createTestClient();
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.setResult(result as unknown as GenerationResult, null as never);
    recorder.end();
    expect(recorder.err()).toBeNull();
    expect(await test.records()).toHaveLength(1);
  });

  it.each(["text", 5, [1]])("refuses a result of %j", async (result) => {
    await using test = createTestClient();
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.setResult(result as unknown as GenerationResult);
    recorder.end();
    expect(recorder.error?.message).toBe("sigil: generation validation failed: generation must be an object");
    expect(await test.records()).toEqual([]);
  });

  it("takes numbers and booleans for texts in tags, of a scope too, and leaves out what is unset", async () => {
    await using test = createTestClient();
    const tags = { n: 5, on: true, none: undefined, nothing: null, text: "a" } as never;
    withContext({ tags }, () => test.client.startGeneration(GENERATION_START).end());
    test.client.startGeneration({ ...GENERATION_START, tags }).end();
    const expected = { n: "5", on: "true", text: "a" };
    expect((await test.records()).map((record) => record.tags)).toStrictEqual([expected, expected]);
  });

  it("leaves out a tag of a scope that is none, and keeps the record", async () => {
    await using test = createTestClient();
    withContext({ tags: { odd: {} as string, text: "a" } }, () => test.client.startGeneration(GENERATION_START).end());
    expect((await test.records()).map((record) => record.tags)).toStrictEqual([{ text: "a" }]);
  });

  it("takes options and dates that cannot be read for none", async () => {
    const hostile = new Proxy(new Date(0), {
      get: () => expect.fail(),
      getPrototypeOf: () => expect.fail(),
      has: () => expect.fail(),
    }) as never;
    await using test = createTestClient({ now: () => hostile });
    const recorder = test.client.startStreamingGeneration({ ...GENERATION_START, startedAt: after(0) });
    recorder.setFirstTokenAt(hostile);
    recorder.setCallError(undefined);
    recorder.setResult({ responseId: "r" }, hostile);
    for await (const item of recorder.observe(ReadableStream.from([1]), hostile)) expect(item).toBe(1);
    for await (const item of recorder.observe(ReadableStream.from([1]), null as never)) expect(item).toBe(1);
    recorder.end();
    expect(await test.records()).toMatchObject([{ responseId: "r" }]);
    expect(test.rawSpans()).toHaveLength(1);
  });

  it("reads every field once", async () => {
    await using test = createTestClient();
    let reads = 0;
    const result = {
      get responseId(): string {
        reads += 1;
        return `read ${reads}`;
      },
    };
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.setResult(result);
    recorder.end();
    expect((await test.records())[0]?.responseId).toBe("read 1");
  });
});

describe("tools and embeddings of wrong types", () => {
  it("an embedding without a model is a validation error with a span", async () => {
    await using test = createTestClient();
    for (const start of [null, {}, { model: null }, { model: { provider: 5, name: [] } }]) {
      const recorder = test.client.startEmbedding(start as never);
      recorder.setResult({ inputTexts: "text" } as unknown as EmbeddingResult);
      recorder.end();
      expect(recorder.error?.code).toBe("validation");
    }
    expect(test.spans().map(({ name }) => name)).toEqual(Array(4).fill("embeddings"));
  });

  it("a tool with odd fields leaves them out", async () => {
    await using test = createTestClient();
    const start = { ...TOOL_START, toolCallId: 5, toolType: {}, requestProvider: 7, agentName: [], startedAt: "now" };
    const recorder = test.client.startToolExecution(start as never);
    recorder.setResult("sunny" as never);
    recorder.end();
    expect(test.spans()[0]?.attributes).toEqual({
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "weather",
      "sigil.sdk.name": "sdk-js",
    });
    expect((await test.histograms())["gen_ai.client.operation.duration"]?.points).toHaveLength(1);
  });
});

describe("whatever is handed over", () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, maxDepth: 4 });
  const keys = [
    ...["id", "mode", "model", "input", "output", "tools", "usage", "tags", "metadata", "artifacts", "startedAt"],
    ...["completedAt", "operationName", "conversationTitle", "userId", "maxTokens", "parentGenerationIds", "toolName"],
    ...["contentCapture", "arguments", "result", "inputTexts", "dimensions", "encodingFormat", "callError"],
  ];
  const input = fc.oneof(
    { weight: 1, arbitrary: anything },
    { weight: 4, arbitrary: fc.dictionary(fc.constantFrom(...keys), anything, { maxKeys: 6 }) },
  );

  it("never throws, always ends its span, and is exported or has an error", async () => {
    await fc.assert(
      fc.asyncProperty(input, input, anything, fc.boolean(), async (start, result, error, isSanitized) => {
        await using test = createTestClient({
          contentCapture: "full",
          embeddingCapture: { captureInput: true },
          generationSanitizer: isSanitized ? (generation) => generation : undefined,
        });
        const given = { ...GENERATION_START, ...EMBEDDING_START, ...TOOL_START, ...(start as object) } as never;
        const { client } = test;
        for (const recorder of [
          client.startGeneration(start as never),
          client.startGeneration(given),
          client.startEmbedding(start as never),
          client.startEmbedding(given),
          client.startToolExecution(given),
        ]) {
          recorder.setResult(result as never);
          recorder.setCallError(error);
          recorder.end();
          expect([undefined, "validation"]).toContain(recorder.error?.code);
        }
        expect(test.rawSpans().length).toBeGreaterThanOrEqual(4);
      }),
      { numRuns: 150 },
    );
  });
});
