// SPDX-License-Identifier: Apache-2.0
import { createBeta, create as createMessage } from "sigil-sdk/anthropic";
import { createStream, createEmbedding as embedContent, create as generate } from "sigil-sdk/gemini";
import { create as createCompletion, createEmbedding } from "sigil-sdk/openai";
import { describe, expect, it } from "vitest";
import type { Generation } from "../generated/ts/models.js";
import { providerSample } from "../src/testing-support/provider-samples.js";
import { anthropic, createAnthropic, createGemini, createOpenAI, gemini, openai, readAll } from "./support/clients.js";
import { startRecordedProvider } from "./support/recorded-provider.js";

const CHAT = providerSample("openai/chat-text-sync-cached");
const MESSAGE = providerSample("anthropic/messages-text-sync-cached");
const TEXT = providerSample("gemini/generate-text-sync-cached");

describe("one call with options of its own", () => {
  const options = { conversationId: "conv-9", agentName: "one-off" };
  const identityOf = (records: readonly Generation[]): unknown[] =>
    records.map(({ conversationId, agentName, responseId, mode }) => [conversationId, agentName, responseId, mode]);

  it("of OpenAI: chat completion, response, embedding, on a bare client and on a wrapped one", async () => {
    const response = providerSample("openai/responses-refusal-sync");
    const stream = providerSample("openai/chat-stream-no-usage");
    await using recorded = await startRecordedProvider(
      CHAT,
      response,
      stream,
      providerSample("openai/embeddings-tokens-float"),
    );
    const client = createOpenAI(recorded.server.url);
    const sigil = recorded.test.client;
    expect((await createCompletion(client, CHAT.request as never, { sigil, ...options })).id).toBe("chatcmpl-Sg001");
    openai.wrap(client, sigil, { conversationId: "of the wrapper" });
    const given = await createCompletion(client, response.request as never, {
      sigil,
      ...options,
      requestOptions: { timeout: 9000 },
    });
    expect((given as { id: string }).id).toBe("resp_Sg107");
    await readAll((await createCompletion(client, stream.request as never, { sigil, ...options })) as never);
    await createEmbedding(client, { model: "text-embedding-3-small", input: [1, 2] }, { sigil, agentName: "one-off" });
    expect(identityOf(await recorded.test.records())).toEqual([
      ["conv-9", "one-off", "chatcmpl-Sg001", "SYNC"],
      ["conv-9", "one-off", "resp_Sg107", "SYNC"],
      ["conv-9", "one-off", "chatcmpl-Sg004", "STREAM"],
    ]);
    expect(recorded.test.spans().at(-1)?.attributes["gen_ai.agent.name"]).toBe("one-off");
  });

  it("of Anthropic", async () => {
    await using recorded = await startRecordedProvider(MESSAGE);
    const client = anthropic.wrap(createAnthropic(recorded.server.url), recorded.test.client, {
      agentName: "of the wrapper",
      userId: "of the wrapper",
    });
    const message = await createMessage(client, MESSAGE.request as never, { sigil: recorded.test.client, ...options });
    expect((message as { id: string }).id).toBe("msg_Sg201");
    expect(identityOf(await recorded.test.records())).toEqual([["conv-9", "one-off", "msg_Sg201", "SYNC"]]);
    expect((await recorded.test.records())[0]?.userId).toBe("of the wrapper");
  });

  it("of Anthropic's beta", async () => {
    await using recorded = await startRecordedProvider(MESSAGE);
    const client = createAnthropic(recorded.server.url);
    const { messages } = client.beta;
    const { create: original } = messages;
    let calls = 0;
    // Not a spy, which would read the body.
    messages.create = ((...args: Parameters<typeof original>) => {
      calls += 1;
      return original.apply(messages, args);
    }) as never;
    await createBeta(client, MESSAGE.request as never, { sigil: recorded.test.client, ...options });
    expect(calls).toBe(1);
    expect(identityOf(await recorded.test.records())).toEqual([["conv-9", "one-off", "msg_Sg201", "SYNC"]]);
  });

  it("of Gemini: whole, streamed, embedding", async () => {
    const stream = providerSample("gemini/stream-thinking-tool-usage");
    await using recorded = await startRecordedProvider(TEXT, stream, providerSample("gemini/embed-content-batch"));
    const client = gemini.wrap(createGemini(recorded.server.url), recorded.test.client);
    const sigil = recorded.test.client;
    await generate(client, TEXT.request as never, { sigil, ...options });
    await readAll(await createStream(client, stream.request as never, { sigil, ...options }));
    await embedContent(client, { model: "gemini-embedding-001", contents: ["a", "b"] }, { sigil });
    expect(identityOf(await recorded.test.records())).toEqual([
      ["conv-9", "one-off", "g-Sg301", "SYNC"],
      ["conv-9", "one-off", "g-Sg304", "STREAM"],
    ]);
    expect(
      recorded.test
        .spans()
        .map(({ name }) => name)
        .at(-1),
    ).toBe("embeddings gemini-embedding-001");
  });

  it("names what is missing", () => {
    const call = (): unknown =>
      createCompletion({} as never, CHAT.request as never, { sigil: { startGeneration: () => undefined } as never });
    expect(call).toThrow("create: the client has no method chat.completions.create");
    expect(() => createCompletion({} as never, CHAT.request as never, {} as never)).toThrow(
      "create: a SigilClient is expected",
    );
  });
});
