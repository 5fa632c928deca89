// SPDX-License-Identifier: Apache-2.0
import { context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestClient, type TestClient } from "../testing-support/create-test-client.js";
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
    expect(await modesOf(test)).toEqual(["no_tool_content"]);
  });

  describe.each<[name: string, start: (test: TestClient, parent: Recorder) => Recorder]>([
    ["a tool", (test, parent) => test.client.startToolExecution({ ...TOOL_START, parent })],
    ["a tool without a name", (test, parent) => test.client.startToolExecution({ toolName: "", parent })],
    ["an embedding", (test, parent) => test.client.startEmbedding({ ...EMBEDDING_START, parent })],
  ])("that is %s inside a generation", (_name, start) => {
    it("passes on the generation's capture mode, as parent and in run", async () => {
      await using test = createTestClient({ contentCapture: "full" });
      const generation = test.client.startGeneration({ ...GENERATION_START, contentCapture: "metadata_only" });
      const parent = start(test, generation);
      test.client.startGeneration({ ...GENERATION_START, parent }).end();
      parent.run(() => test.client.startGeneration(GENERATION_START).end());
      expect(await modesOf(test)).toEqual(["metadata_only", "metadata_only"]);
    });

    it("keeps the mode of a generation around it when it has none of its own", async () => {
      await using test = createTestClient({ contentCapture: "full" });
      const parent = start(test, undefined as unknown as Recorder);
      test.client.startGeneration({ ...GENERATION_START, contentCapture: "metadata_only" }).run(() => {
        test.client.startGeneration({ ...GENERATION_START, parent }).end();
      });
      expect(await modesOf(test)).toEqual(["metadata_only"]);
    });
  });

  it("passes a generation's capture mode on through the callback of a tool", async () => {
    await using test = createTestClient({ contentCapture: "full" });
    const parent = test.client.startGeneration({ ...GENERATION_START, contentCapture: "metadata_only" });
    await test.client.startToolExecution({ ...TOOL_START, parent }, async () => {
      const inner = test.client.startToolExecution({ ...TOOL_START, includeContent: true });
      inner.setResult({ arguments: "Bern" });
      inner.end();
    });
    expect(test.rawSpans()[0]?.attributes).not.toHaveProperty(["gen_ai.tool.call.arguments"]);
  });

  it("wins over the recording in whose callback the start is, and ends with it", async () => {
    await using test = createTestClient();
    const parent = test.client.startGeneration({ ...GENERATION_START, contentCapture: "metadata_only" });
    test.client.startGeneration({ ...GENERATION_START, contentCapture: "full" }).run(() => {
      test.client.startGeneration({ ...GENERATION_START, parent }).end();
      test.client.startGeneration(GENERATION_START).end();
    });
    expect(await modesOf(test)).toEqual(["metadata_only", "full"]);
  });

  it("is no part of the record", async () => {
    await using test = createTestClient();
    const parent = test.client.startGeneration(GENERATION_START);
    test.client.startGeneration({ ...GENERATION_START, parent }).end();
    expect((await test.records())[0]).not.toHaveProperty("parent");
  });

  it.each([undefined, null])("of %s is none", async (parent) => {
    await using test = createTestClient();
    test.client.startGeneration({ ...GENERATION_START, parent: parent as unknown as Recorder }).end();
    expect(test.spans()).toMatchObject([{ status: { code: "OK" }, parentSpanId: undefined }]);
    expect(await modesOf(test)).toEqual(["no_tool_content"]);
  });

  it.each<[name: string, start: object]>([
    ["is no recorder of this package", { parent: { run: () => expect.fail() } }],
    [
      "is a stand-in for a recorder",
      { parent: new Proxy(createTestClient().client.startGeneration(GENERATION_START), {}) },
    ],
    ["is a text", { parent: "gen_1" }],
    ["cannot be read", Object.defineProperty({}, "parent", { get: () => expect.fail(), enumerable: true })],
  ])("that %s gives metadata_only and one warning", async (_name, wrong) => {
    await using test = createTestClient({ contentCapture: "full" });
    const start = Object.defineProperties({ ...GENERATION_START }, Object.getOwnPropertyDescriptors(wrong));
    test.client.startGeneration(start).end();
    test.client.startGeneration(start).end();
    expect(await modesOf(test)).toEqual(["metadata_only", "metadata_only"]);
    expect(test.spans()).toMatchObject([{ parentSpanId: undefined }, { parentSpanId: undefined }]);
    expect(test.logs).toEqual(["sigil: parent is not a recorder; the recording is captured without content"]);
  });
});

async function modesOf(test: TestClient): Promise<unknown[]> {
  return (await test.records()).map(({ metadata }) => metadata?.["sigil.sdk.content_capture_mode"]);
}
