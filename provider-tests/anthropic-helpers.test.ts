// SPDX-License-Identifier: Apache-2.0
// What the Anthropic SDK offers beside `create`, on a wrapped client, and its own tracing.
import Anthropic, { APIPromise } from "@anthropic-ai/sdk";
import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { wrapAnthropic } from "sigil-sdk/anthropic";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ProviderSample, providerSample } from "../src/testing-support/provider-samples.js";
import { createAnthropic, PROVIDER_SET, readAll } from "./support/clients.js";
import { answerOf } from "./support/provider-server.js";
import { expectRecord, type RecordedProvider, startRecordedProvider } from "./support/recorded-provider.js";

const MESSAGE = providerSample("anthropic/messages-text-sync-cached");
const TOOLS = providerSample("anthropic/messages-tool-use-sync");
const STREAM = providerSample("anthropic/messages-stream-thinking-tool-usage");

interface Setup extends RecordedProvider {
  readonly client: Anthropic;
}

async function setUp(...samples: readonly ProviderSample[]): Promise<Setup> {
  const recorded = await startRecordedProvider(...samples);
  return { ...recorded, client: wrapAnthropic(createAnthropic(recorded.server.url), recorded.test.client) };
}

describe("the promise of a call", () => {
  it("is of the SDK's class, and gives the raw response unread", async () => {
    await using setup = await setUp(MESSAGE);
    const promise = setup.client.messages.create(MESSAGE.request as never);
    expect(promise).toBeInstanceOf(APIPromise);
    const response = await promise.asResponse();
    expect(response.bodyUsed).toBe(false);
    expect((await setup.test.records()).map(({ metadata }) => metadata?.["sigil.stream.outcome"])).toEqual([
      "raw_response",
    ]);
  });

  it("gives value, response and request id with withResponse", async () => {
    await using setup = await setUp({ ...MESSAGE, http: { status: 200, headers: { "request-id": "req_7" } } });
    const given = await setup.client.messages.create(MESSAGE.request as never).withResponse();
    expect([given.data, given.request_id]).toEqual([MESSAGE.response, "req_7"]);
    await expectRecord(setup, MESSAGE);
  });
});

describe("helpers", () => {
  it("messages.stream", async () => {
    await using setup = await setUp(STREAM);
    const { stream: _, ...request } = STREAM.request;
    const message = await setup.client.messages.stream(request as never).finalMessage();
    expect(message.content.map(({ type }) => type)).toEqual(["thinking", "text", "tool_use"]);
    await expectRecord(setup, STREAM);
  });

  it("messages.stream, aborted", async () => {
    await using setup = await setUp();
    const { events = [] } = answerOf(STREAM);
    setup.server.answer({ events, hold: { 4: new Promise(() => undefined) } });
    const { stream: _, ...request } = STREAM.request;
    const stream = setup.client.messages.stream(request as never);
    stream.on("streamEvent", ({ type }) => {
      if (type === "content_block_delta") stream.abort();
    });
    await expect(stream.finalMessage()).rejects.toThrow("Request was aborted.");
    const [record] = await setup.test.records();
    expect([record?.metadata?.["sigil.stream.outcome"], record?.callError]).toEqual(["aborted", undefined]);
    expect(record?.output?.[0]?.parts).toEqual([
      { kind: "thinking", thinking: "The user wants ", providerType: "thinking" },
    ]);
  });

  it.runIf("parse" in Anthropic.Messages.prototype)("messages.parse", async () => {
    await using setup = await setUp(MESSAGE);
    const { messages } = setup.client as unknown as { messages: { parse(request: object): Promise<{ id: string }> } };
    expect((await messages.parse(MESSAGE.request)).id).toBe("msg_Sg201");
    await expectRecord(setup, MESSAGE);
  });

  it("beta.messages.create and beta.messages.stream", async () => {
    await using setup = await setUp(MESSAGE, STREAM);
    await setup.client.beta.messages.create(MESSAGE.request as never);
    const { stream: _, ...request } = STREAM.request;
    await setup.client.beta.messages.stream(request as never).finalMessage();
    const records = await setup.test.records();
    expect(records.map(({ responseId, mode }) => [responseId, mode])).toEqual([
      ["msg_Sg201", "SYNC"],
      ["msg_Sg204", "STREAM"],
    ]);
  });

  it.runIf(PROVIDER_SET === "newest")("beta.messages.toolRunner records each turn", async () => {
    await using setup = await setUp(TOOLS, MESSAGE);
    const asked: unknown[] = [];
    const tool = {
      name: "get_weather",
      description: "Weather",
      input_schema: { type: "object" },
      parse: (input: unknown) => input,
      run: (input: unknown) => {
        asked.push(input);
        return "18 C";
      },
    };
    const messages = [{ role: "user", content: "Weather in Paris and Lyon?" }];
    const request = { model: "claude-sonnet-5-5", max_tokens: 64, messages, tools: [tool] };
    const message = (await setup.client.beta.messages.toolRunner(request as never)) as { id: string };
    expect([message.id, asked]).toEqual(["msg_Sg201", [{ city: "Paris" }, { city: "Lyon" }]]);
    const records = await setup.test.records();
    // The runner continues a thread, so that its second request has the results alone.
    expect(
      records.map(({ stopReason, input, metadata }) => [
        stopReason,
        input?.map(({ role }) => role),
        metadata?.["sigil.gen_ai.request.previous_response_id"],
      ]),
    ).toEqual([
      ["tool_use", ["user"], undefined],
      ["end_turn", ["tool"], "msg_Sg202"],
    ]);
  });
});

describe("a stream", () => {
  it("can be split in two, and is recorded once", async () => {
    await using setup = await setUp(STREAM);
    const stream = (await setup.client.messages.create(STREAM.request as never)) as unknown as {
      tee(): AsyncIterable<unknown>[];
    };
    const counts = await Promise.all(stream.tee().map(async (branch) => (await readAll(branch)).length));
    expect(counts).toEqual([17, 17]);
    await expectRecord(setup, STREAM);
  });

  it("can be made a ReadableStream", async () => {
    await using setup = await setUp(STREAM);
    const stream = (await setup.client.messages.create(STREAM.request as never)) as unknown as {
      toReadableStream(): ReadableStream;
    };
    expect((await new Response(stream.toReadableStream()).text()).trim().split("\n").length).toBe(17);
    await expectRecord(setup, STREAM);
  });
});

/** Attributes that do not depend on how long something took. */
function timeless(attributes: object = {}): object {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => !key.includes("time_to")));
}

describe("spans of the SDK itself", () => {
  const exporter = new InMemorySpanExporter();

  beforeEach(() => {
    exporter.reset();
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  });

  afterEach(() => {
    trace.disable();
    context.disable();
  });

  const ofSdk = (): string[] => exporter.getFinishedSpans().map(({ name }) => name);

  it.runIf(PROVIDER_SET === "newest").each([MESSAGE, STREAM])(
    "are children of ours, and say what they say without us: $id",
    async (sample) => {
      await using setup = await setUp(sample);
      for (const client of [createAnthropic(setup.server.url), setup.client]) {
        const answer = await client.messages.create(sample.request as never);
        if (sample.mode === "STREAM") await readAll(answer as unknown as AsyncIterable<unknown>);
      }
      const [bare, wrapped] = exporter.getFinishedSpans();
      const [ours] = setup.test.rawSpans();
      expect(ofSdk()).toEqual(["anthropic.messages.create", "anthropic.messages.create"]);
      expect(wrapped?.parentSpanContext?.spanId).toBe(ours?.spanContext().spanId);
      const counts = Object.keys(bare?.attributes ?? {}).filter((key) => key.startsWith("gen_ai.usage."));
      expect(counts).toContain("gen_ai.usage.output_tokens");
      expect(timeless(wrapped?.attributes)).toEqual(timeless(bare?.attributes));
    },
  );

  it("are not there with suppressProviderSpans, which gives another client of the same class", async () => {
    await using setup = await setUp(MESSAGE);
    const given = createAnthropic(setup.server.url);
    const client = wrapAnthropic(given, setup.test.client, { suppressProviderSpans: true });
    expect(client).toBeInstanceOf(Anthropic);
    expect(client).not.toBe(given);
    await client.messages.create(MESSAGE.request as never);
    await client.withOptions({ timeout: 5000 }).messages.create(MESSAGE.request as never);
    expect(ofSdk()).toEqual([]);
    expect((await setup.test.records()).length).toBe(2);
  });
});
