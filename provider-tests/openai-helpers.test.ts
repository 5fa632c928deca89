// SPDX-License-Identifier: Apache-2.0
// What the OpenAI SDK offers beside `create`, on a wrapped client.
import OpenAI, { APIPromise } from "openai";
import { wrapOpenAI } from "sigil-sdk/openai";
import { describe, expect, it } from "vitest";
import { type ProviderSample, providerSample } from "../src/testing-support/provider-samples.js";
import { createOpenAI, readAll } from "./support/clients.js";
import { answerOf } from "./support/provider-server.js";
import { expectRecord, type RecordedProvider, startRecordedProvider } from "./support/recorded-provider.js";

interface Setup extends RecordedProvider {
  readonly client: OpenAI;
}

async function setUp(...samples: readonly ProviderSample[]): Promise<Setup> {
  const recorded = await startRecordedProvider(...samples);
  return { ...recorded, client: wrapOpenAI(createOpenAI(recorded.server.url), recorded.test.client) };
}

const CHAT = providerSample("openai/chat-text-sync-cached");
const CHAT_TOOLS = providerSample("openai/chat-tool-use-sync");
const CHAT_STREAM = providerSample("openai/chat-stream-text-tool-usage");
const RESPONSE = providerSample("openai/responses-sync-reasoning-tools");
const RESPONSE_STREAM = providerSample("openai/responses-stream-reasoning-text-tool");
const EMBEDDING = providerSample("openai/embeddings-default-base64");

describe("the promise of a call", () => {
  it("is of the SDK's class and reads the body only when somebody asks for it", async () => {
    await using setup = await setUp(CHAT);
    const promise = setup.client.chat.completions.create(CHAT.request as never);
    expect(promise).toBeInstanceOf(APIPromise);
    const response = await promise.asResponse();
    expect(response.bodyUsed).toBe(false);
    expect(await response.json()).toEqual(CHAT.response);
  });

  it("that is asked for the raw response alone is recorded without an answer", async () => {
    await using setup = await setUp(CHAT);
    await setup.client.chat.completions.create(CHAT.request as never).asResponse();
    const [record] = await setup.test.records();
    expect(record?.metadata).toMatchObject({ "sigil.stream.outcome": "raw_response" });
    expect([record?.output, record?.usage, record?.input?.length]).toEqual([[], undefined, 1]);
  });

  it("gives value, response and request id with withResponse", async () => {
    await using setup = await setUp({ ...CHAT, http: { status: 200, headers: { "x-request-id": "req_7" } } });
    const given = await setup.client.chat.completions.create(CHAT.request as never).withResponse();
    expect(given.data).toEqual(CHAT.response);
    expect([given.response.status, given.request_id]).toEqual([200, "req_7"]);
    await expectRecord(setup, CHAT);
  });

  it("records once, however often it is awaited", async () => {
    await using setup = await setUp(CHAT);
    const promise = setup.client.chat.completions.create(CHAT.request as never);
    const [first, second] = await Promise.all([promise, promise]);
    expect(second).toBe(first);
    expect(await promise).toBe(first);
    await expectRecord(setup, CHAT);
  });

  it("of an embedding decodes as ever", async () => {
    await using setup = await setUp(EMBEDDING);
    const { data } = await setup.client.embeddings.create(EMBEDDING.request as never);
    expect(data[0]?.embedding).toEqual([0.5, -0.25, 0.125, 1]);
    expect(setup.test.spans().map(({ name }) => name)).toEqual(["embeddings text-embedding-3-small"]);
  });
});

describe("helpers", () => {
  it("chat.completions.stream", async () => {
    await using setup = await setUp(CHAT_STREAM);
    const { stream: _, ...request } = CHAT_STREAM.request;
    const completion = await setup.client.chat.completions.stream(request as never).finalChatCompletion();
    expect(completion.choices[0]?.message.content).toBe("Let me check both.");
    await expectRecord(setup, CHAT_STREAM);
  });

  it("chat.completions.parse", async () => {
    await using setup = await setUp(CHAT);
    const completion = await setup.client.chat.completions.parse(CHAT.request as never);
    expect(completion.choices[0]?.message.content).toBe("Lyon is about 465 km by road from Paris.");
    await expectRecord(setup, CHAT);
  });

  it("chat.completions.runTools records each turn", async () => {
    await using setup = await setUp();
    const { choices, ...head } = CHAT_TOOLS.response as { choices: { message: { tool_calls: unknown[] } }[] };
    const calls = choices[0]?.message.tool_calls.slice(0, 1);
    const message = { role: "assistant", content: null, tool_calls: calls };
    const first = { ...head, choices: [{ ...choices[0], message }] };
    setup.server.answer({ body: first }, { body: CHAT.response });
    const asked: unknown[] = [];
    const runner = setup.client.chat.completions.runTools({
      model: "gpt-6-sol",
      messages: [{ role: "user", content: "Weather in Lyon?" }],
      tools: [
        {
          type: "function",
          function: {
            name: "get_weather",
            description: "Weather",
            parameters: { type: "object", properties: {} },
            parse: JSON.parse,
            function: (input: unknown) => {
              asked.push(input);
              return "18 C";
            },
          },
        },
      ],
    });
    expect(await runner.finalContent()).toBe("Lyon is about 465 km by road from Paris.");
    expect(asked).toEqual([{ city: "Lyon", unit: "c" }]);
    const records = await setup.test.records();
    expect(records.map(({ stopReason, input }) => [stopReason, input?.map(({ role }) => role)])).toEqual([
      ["tool_calls", ["user"]],
      ["stop", ["user", "assistant", "tool"]],
    ]);
  });

  it("responses.stream", async () => {
    await using setup = await setUp(RESPONSE_STREAM);
    const { stream: _, ...request } = RESPONSE_STREAM.request;
    const response = await setup.client.responses.stream(request as never).finalResponse();
    expect(response.id).toBe("resp_Sg103");
    await expectRecord(setup, RESPONSE_STREAM);
  });

  it("responses.parse", async () => {
    await using setup = await setUp(RESPONSE);
    const response = await setup.client.responses.parse(RESPONSE.request as never);
    expect(response.output_text).toBe("It is 18 C in Paris.");
    await expectRecord(setup, RESPONSE);
  });

  it("that ends in an error of its own after a whole answer records the answer", async () => {
    await using setup = await setUp();
    const { choices: [choice] = [], ...head } = CHAT.response as { choices: object[] };
    setup.server.answer({ body: { ...head, choices: [{ ...choice, finish_reason: "length" }] } });
    const format = {
      type: "json_schema",
      json_schema: { name: "answer", schema: {} },
      __output: {},
      $brand: "auto-parseable-response-format",
      $parseRaw: JSON.parse,
    };
    await expect(
      setup.client.chat.completions.parse({ ...CHAT.request, response_format: format } as never),
    ).rejects.toThrow("length");
    const [record] = await setup.test.records();
    expect([record?.stopReason, record?.callError]).toEqual(["length", undefined]);
  });
});

describe("a stream", () => {
  const stream = async ({
    client,
  }: Setup): Promise<
    AsyncIterable<unknown> & { tee(): AsyncIterable<unknown>[]; toReadableStream(): ReadableStream }
  > => (await client.chat.completions.create(CHAT_STREAM.request as never)) as never;

  it("can be split in two, and is recorded once", async () => {
    await using setup = await setUp(CHAT_STREAM);
    const [left, right] = (await stream(setup)).tee();
    const counts = await Promise.all([left, right].map(async (branch) => (await readAll(branch)).length));
    expect(counts).toEqual([10, 10]);
    await expectRecord(setup, CHAT_STREAM);
  });

  it("can be made a ReadableStream", async () => {
    await using setup = await setUp(CHAT_STREAM);
    const text = await new Response((await stream(setup)).toReadableStream()).text();
    expect(text.trim().split("\n").length).toBe(10);
    await expectRecord(setup, CHAT_STREAM);
  });

  it("can be read only once, as without a wrapper", async () => {
    await using setup = await setUp(CHAT_STREAM);
    const given = await stream(setup);
    for await (const _ of given);
    await expect(readAll(given)).rejects.toThrow("Cannot iterate over a consumed stream");
    await expectRecord(setup, CHAT_STREAM);
  });

  it("that is aborted by its controller ends without an error", async () => {
    await using setup = await setUp();
    const { events = [] } = answerOf(CHAT_STREAM);
    setup.server.answer({ events, hold: { 3: new Promise(() => undefined) } });
    const given = (await stream(setup)) as unknown as AsyncIterable<unknown> & { controller: AbortController };
    let count = 0;
    for await (const _ of given) if (++count === 3) given.controller.abort();
    const [record] = await setup.test.records();
    expect(record?.metadata).toMatchObject({ "sigil.stream.outcome": "aborted" });
    expect(record?.output?.[0]?.parts).toEqual([{ kind: "text", text: "Let me check both." }]);
  });

  it("asks for counts only when that is wanted and the request does not say", async () => {
    await using setup = await setUp(CHAT_STREAM);
    const { stream_options: _, ...request } = CHAT_STREAM.request;
    const client = wrapOpenAI(createOpenAI(setup.server.url), setup.test.client, { includeStreamUsage: true });
    const bodies = [request, { ...request, stream_options: { include_usage: false } }, { ...request, stream: false }];
    for (const body of bodies) {
      const answer = await client.chat.completions.create(body as never);
      if (body.stream === true) for await (const _chunk of answer as unknown as AsyncIterable<unknown>);
    }
    expect(setup.server.requests.map(({ body }) => (body as { stream_options?: unknown }).stream_options)).toEqual([
      { include_usage: true },
      { include_usage: false },
      undefined,
    ]);
    expect(request).not.toHaveProperty("stream_options");
  });
});

describe("copies", () => {
  it("of withOptions are recorded with the same options, and only once", async () => {
    await using setup = await setUp(CHAT);
    const wrapped = wrapOpenAI(createOpenAI(setup.server.url), setup.test.client, { agentName: "planner" });
    const copy = wrapped.withOptions({ timeout: 5000 }).withOptions({ maxRetries: 0 });
    expect(copy).toBeInstanceOf(OpenAI);
    await copy.chat.completions.create(CHAT.request as never);
    expect((await setup.test.records()).map(({ agentName }) => agentName)).toEqual(["planner"]);
  });
});
