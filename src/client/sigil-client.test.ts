// SPDX-License-Identifier: Apache-2.0
import type { Tracer } from "@opentelemetry/api";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { EmbeddingRecorder } from "../recorder/embedding-recorder.js";
import type { GenerationRecorder } from "../recorder/generation-recorder.js";
import type { ToolExecutionRecorder } from "../recorder/tool-recorder.js";
import { after } from "../testing-support/clock-start.js";
import { createTestClient } from "../testing-support/create-test-client.js";
import { EMBEDDING_START, GENERATION_START, TOOL_START } from "../testing-support/recording-inputs.js";

describe("the types of the three forms", () => {
  const { client } = createTestClient();

  it("give a recorder without a callback", () => {
    expectTypeOf(client.startGeneration(GENERATION_START)).toEqualTypeOf<GenerationRecorder>();
    expectTypeOf(client.startStreamingGeneration(GENERATION_START)).toEqualTypeOf<GenerationRecorder>();
    expectTypeOf(client.startToolExecution(TOOL_START)).toEqualTypeOf<ToolExecutionRecorder>();
    expectTypeOf(client.startEmbedding(EMBEDDING_START)).toEqualTypeOf<EmbeddingRecorder>();
  });

  it("give what the callback returns, and a promise for a promise or thenable", () => {
    const thenable: PromiseLike<string> = Promise.resolve("x");
    expectTypeOf(client.startGeneration(GENERATION_START, () => 5)).toEqualTypeOf<number>();
    expectTypeOf(client.startToolExecution(TOOL_START, async () => 5)).toEqualTypeOf<Promise<number>>();
    expectTypeOf(client.startEmbedding(EMBEDDING_START, () => thenable)).toEqualTypeOf<Promise<string>>();
    expectTypeOf(client.startGeneration(GENERATION_START, (r) => r.id)).toEqualTypeOf<string>();
  });
});

describe("the application's clock", () => {
  it.each<[name: string, now: () => unknown]>([
    ["throws", () => expect.fail()],
    ["gives no date", () => "2026-03-01"],
    ["gives an invalid date", () => new Date(Number.NaN)],
    ["gives nothing", () => undefined],
  ])("is replaced by the system's when it %s", async (_name, now) => {
    const before = Date.now();
    await using test = createTestClient({ now: now as () => Date });
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.end();
    expect(recorder.err()).toBeNull();
    const [record] = await test.records();
    expect(record?.startedAt?.getTime()).toBeGreaterThanOrEqual(before);
    expect(record?.completedAt?.getTime()).toBeGreaterThanOrEqual(before);
  });
});

describe("a recording that cannot be finished", () => {
  it("says so on its recorder and its span, and does not throw", async () => {
    await using test = createTestClient();
    const recorder = test.client.startGeneration(GENERATION_START);
    // The failure of something that should not fail.
    Object.defineProperty(recorder, "result", { get: () => expect.fail("inside") });
    recorder.end();
    expect(recorder.error).toMatchObject({
      code: "internal",
      message: "sigil: unexpected error: a recording could not be finished",
    });
    expect(test.spans()).toMatchObject([
      { name: "generateText gpt-5", status: { code: "ERROR", message: recorder.error?.message } },
    ]);
    expect(test.logs).toEqual(["sigil: a recording could not be finished"]);
  });
});

describe("a tracer that throws", () => {
  it("costs the spans, not the records", async () => {
    const get = (): never => expect.fail("tracer");
    await using test = createTestClient({ tracer: new Proxy({} as Tracer, { get }) });
    expect(await test.client.startGeneration(GENERATION_START, async () => 1)).toBe(1);
    expect(await test.client.startToolExecution(TOOL_START, async () => 2)).toBe(2);
    expect((await test.records()).map(({ traceId, spanId }) => [traceId, spanId])).toEqual([[undefined, undefined]]);
    expect((await test.histograms())["gen_ai.client.operation.duration"]?.points).toHaveLength(2);
  });
});

describe("a logger that throws", () => {
  it("does not reach the application", async () => {
    const fail = (): never => expect.fail("logger");
    await using test = createTestClient({ logger: { debug: fail, warn: fail, error: fail } });
    {
      using _recorder = test.client.startGeneration(GENERATION_START);
    }
    const recorder = test.client.startGeneration({
      ...GENERATION_START,
      maxTokens: -1,
      contentCapture: "all" as "full",
    });
    recorder.end();
    expect(recorder.err()).toBeNull();
    expect(await test.records()).toHaveLength(2);
  });
});

it("records with one client what it started, and nothing of another", async () => {
  await using first = createTestClient({ agentName: "first" });
  await using second = createTestClient({ agentName: "second" });
  const recorder = first.client.startGeneration(GENERATION_START);
  recorder.run(() => second.client.startGeneration(GENERATION_START).end());
  recorder.end();
  expect((await first.records()).map(({ agentName }) => agentName)).toEqual(["first"]);
  expect((await second.records()).map(({ agentName, startedAt }) => [agentName, startedAt])).toEqual([
    ["second", after(0)],
  ]);
});
