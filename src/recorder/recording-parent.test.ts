// SPDX-License-Identifier: Apache-2.0
import { context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestClient } from "../testing-support/create-test-client.js";
import { EMBEDDING_START, GENERATION_START, TOOL_START } from "../testing-support/recording-inputs.js";
import type { Recorder } from "./recorder.js";

beforeAll(() => void context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => context.disable());

describe("a parent", () => {
  it("passes on its span and its capture mode to every kind of recording, in the manual and the callback form", async () => {
    await using test = createTestClient({ contentCapture: "full" });
    const parent = test.client.startGeneration({ ...GENERATION_START, contentCapture: "metadata_only" });
    const tool = test.client.startToolExecution({ ...TOOL_START, parent });
    tool.setResult({ arguments: "Bern" });
    tool.end();
    test.client.startEmbedding({ ...EMBEDDING_START, parent }).end();
    await test.client.startGeneration({ ...GENERATION_START, systemPrompt: "x", parent }, async () => undefined);
    parent.end();
    const spans = test.rawSpans();
    const id = spans[3]?.spanContext().spanId;
    expect(spans.map((span) => span.parentSpanContext?.spanId)).toEqual([id, id, id, undefined]);
    expect(spans[0]?.attributes).not.toHaveProperty(["gen_ai.tool.call.arguments"]);
    expect((await test.records())[0]).toMatchObject({
      systemPrompt: "",
      metadata: { "sigil.sdk.content_capture_mode": "metadata_only" },
    });
  });

  it("may be a tool, inside which another model is called", async () => {
    await using test = createTestClient();
    const parent = test.client.startToolExecution(TOOL_START);
    test.client.startGeneration({ ...GENERATION_START, parent }).end();
    parent.end();
    const [generation, tool] = test.rawSpans();
    expect(generation?.parentSpanContext?.spanId).toBe(tool?.spanContext().spanId);
  });

  it("wins over the recording in whose callback the start is, and ends with it", async () => {
    await using test = createTestClient();
    const parent = test.client.startGeneration({ ...GENERATION_START, contentCapture: "metadata_only" });
    test.client.startGeneration({ ...GENERATION_START, contentCapture: "full" }).run(() => {
      test.client.startGeneration({ ...GENERATION_START, parent }).end();
      test.client.startGeneration(GENERATION_START).end();
    });
    const modes = (await test.records()).map(({ metadata }) => metadata?.["sigil.sdk.content_capture_mode"]);
    expect(modes).toEqual(["metadata_only", "full"]);
  });

  it("is no part of the record", async () => {
    await using test = createTestClient();
    const parent = test.client.startGeneration(GENERATION_START);
    test.client.startGeneration({ ...GENERATION_START, parent }).end();
    expect((await test.records())[0]).not.toHaveProperty("parent");
  });

  it.each<[name: string, parent: unknown]>([
    ["undefined", undefined],
    ["null", null],
    ["something else", { run: () => expect.fail() }],
  ])("of %s is none", async (_name, parent) => {
    await using test = createTestClient();
    test.client.startGeneration({ ...GENERATION_START, parent: parent as Recorder }).end();
    expect(test.spans()).toMatchObject([{ status: { code: "OK" }, parentSpanId: undefined }]);
  });

  it("that cannot be read is none", async () => {
    await using test = createTestClient();
    const start = Object.defineProperty({ ...GENERATION_START }, "parent", { get: () => expect.fail() });
    test.client.startGeneration(start).end();
    expect(await test.records()).toHaveLength(1);
  });
});
