// SPDX-License-Identifier: Apache-2.0
// What the Gemini SDK offers beside `generateContent`, on a wrapped client.
import type { GoogleGenAI } from "@google/genai";
import { wrapGemini } from "sigil-sdk/gemini";
import { describe, expect, it } from "vitest";
import { type ProviderSample, providerSample } from "../src/testing-support/provider-samples.js";
import { createGemini, readAll } from "./support/clients.js";
import { expectRecord, type RecordedProvider, startRecordedProvider } from "./support/recorded-provider.js";

const TEXT = providerSample("gemini/generate-text-sync-cached");
const STREAM = providerSample("gemini/stream-thinking-tool-usage");

interface Setup extends RecordedProvider {
  readonly client: GoogleGenAI;
}

async function setUp(...samples: readonly ProviderSample[]): Promise<Setup> {
  const recorded = await startRecordedProvider(...samples);
  return { ...recorded, client: wrapGemini(createGemini(recorded.server.url), recorded.test.client) };
}

/** A tool that the SDK calls by itself. */
function weatherTool(asked: unknown[]): object {
  return {
    tool: async () => ({ functionDeclarations: [{ name: "get_weather" }] }),
    callTool: async (calls: { id?: string; name: string; args: unknown }[]) => {
      asked.push(...calls.map(({ args }) => args));
      return calls.map(({ id, name }) => ({ functionResponse: { id, name, response: { output: "18 C" } } }));
    },
  };
}

const CALL = {
  responseId: "g-1",
  candidates: [
    {
      content: {
        role: "model",
        parts: [{ functionCall: { id: "fc-1", name: "get_weather", args: { city: "Lyon" } } }],
      },
      finishReason: "STOP",
    },
  ],
  usageMetadata: { promptTokenCount: 10, candidatesTokenCount: 5, totalTokenCount: 15 },
};

const ANSWER = {
  responseId: "g-2",
  candidates: [{ content: { role: "model", parts: [{ text: "18 C." }] }, finishReason: "STOP" }],
  usageMetadata: { promptTokenCount: 20, candidatesTokenCount: 4, totalTokenCount: 24 },
};

describe("chats", () => {
  it("record each message with its history", async () => {
    await using setup = await setUp(TEXT);
    const chat = setup.client.chats.create({ model: "gemini-3.8-flash" });
    expect((await chat.sendMessage({ message: "How far?" })).text).toBe("About 465 km by road.");
    await chat.sendMessage({ message: "By train?" });
    const records = await setup.test.records();
    expect(records.map(({ input }) => input?.map(({ role }) => role))).toEqual([
      ["user"],
      ["user", "assistant", "user"],
    ]);
  });

  it("record a message that is streamed", async () => {
    await using setup = await setUp(STREAM);
    const chat = setup.client.chats.create({ model: "gemini-3.8-flash", config: STREAM.request["config"] as never });
    await readAll(await chat.sendMessageStream({ message: "Weather in Paris?" }));
    await expectRecord(setup, STREAM);
  });
});

describe("automatic function calling", () => {
  it("is one recording, which counts the calls of the model", async () => {
    await using setup = await setUp();
    setup.server.answer({ body: CALL }, { body: ANSWER });
    const asked: unknown[] = [];
    const earlier = [
      { role: "user", parts: [{ text: "Weather?" }] },
      { role: "model", parts: [{ functionCall: { name: "get_weather", args: { city: "Paris" } } }] },
      { role: "user", parts: [{ functionResponse: { name: "get_weather", response: { output: "9 C" } } }] },
    ];
    const contents = [...earlier, { role: "user", parts: [{ text: "In Lyon?" }] }];
    const request = { model: "gemini-3.8-flash", contents, config: { tools: [weatherTool(asked)] } };
    const response = await setup.client.models.generateContent(request as never);
    expect([response.text, asked]).toEqual(["18 C.", [{ city: "Lyon" }]]);
    const records = await setup.test.records();
    expect(
      records.map(({ metadata, usage, tools, input, output }) => [
        metadata?.["sigil.gemini.afc_turns"],
        usage?.inputTokens,
        tools,
        input?.length,
        output,
      ]),
    ).toEqual([
      [
        2,
        20,
        [{ name: "callable_tool", type: "callable_tool" }],
        4,
        [{ role: "assistant", parts: [{ kind: "text", text: "18 C." }] }],
      ],
    ]);
  });

  it("in a stream keeps the turns that the SDK yields", async () => {
    await using setup = await setUp();
    setup.server.answer({ events: [{ data: CALL }] }, { events: [{ data: ANSWER }] });
    const asked: unknown[] = [];
    const request = { model: "gemini-3.8-flash", contents: "Weather?", config: { tools: [weatherTool(asked)] } };
    await readAll(await setup.client.models.generateContentStream(request as never));
    expect(asked).toEqual([{ city: "Lyon" }]);
    const [record] = await setup.test.records();
    expect(record?.metadata?.["sigil.gemini.afc_turns"]).toBe(2);
    expect(record?.output?.map(({ role, parts }) => [role, parts.map(({ kind }) => kind)])).toEqual([
      ["assistant", ["tool_call"]],
      ["tool", ["tool_result"]],
      ["assistant", ["text"]],
    ]);
    expect(record?.output?.[1]?.parts[0]).toMatchObject({ toolResult: { toolCallId: "fc-1", name: "get_weather" } });
  });
});

describe("a request", () => {
  it("is read before the SDK rewrites it", async () => {
    await using setup = await setUp(providerSample("gemini/embed-content-multimodal-single"));
    const request = { model: "gemini-embedding-2", contents: ["hello", "world"] };
    await setup.client.models.embedContent(request as never);
    expect(setup.test.spans()[0]?.attributes["gen_ai.embeddings.input_count"]).toBe(1);
  });

  it("is not changed by the wrapper", async () => {
    await using setup = await setUp(TEXT);
    const request = structuredClone(TEXT.request);
    await setup.client.models.generateContent(request as never);
    expect(request).toEqual(TEXT.request);
  });
});
