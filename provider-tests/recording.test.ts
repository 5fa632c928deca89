// SPDX-License-Identifier: Apache-2.0
// What a recording of a real client takes from options, context and the SDK around it.
import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { isSigilError, withContext } from "sigil-sdk";
import { afterEach, describe, expect, it, vi } from "vitest";
import { withRecordedCall } from "../src/context/recording-context.js";
import { createTestClient } from "../src/testing-support/create-test-client.js";
import { type ProviderSample, providerSample } from "../src/testing-support/provider-samples.js";
import { anthropic, openai, PROVIDERS, type Provider, readAll } from "./support/clients.js";
import { type RecordedProvider, startRecordedProvider, startWith } from "./support/recorded-provider.js";

const CHAT = providerSample("openai/chat-text-sync-cached");
const MESSAGE = providerSample("anthropic/messages-text-sync-cached");
const TEXT = providerSample("gemini/generate-text-sync-cached");

const SAMPLES: Readonly<Record<Provider["name"], ProviderSample>> = { openai: CHAT, anthropic: MESSAGE, gemini: TEXT };

async function callWrapped(provider: Provider, recorded: RecordedProvider, options?: object): Promise<void> {
  const sample = SAMPLES[provider.name];
  const client = provider.wrap(provider.createClient(recorded.server.url), recorded.test.client, options);
  await provider.call(client, sample.call, structuredClone(sample.request));
}

afterEach(() => {
  vi.unstubAllGlobals();
  context.disable();
});

describe.each(PROVIDERS)("a wrapped client of $name", (provider) => {
  const sample = SAMPLES[provider.name];

  it("is the same object, and wrapping it again does not record twice", async () => {
    await using recorded = await startRecordedProvider(sample);
    const client = provider.createClient(recorded.server.url);
    expect(provider.wrap(client, recorded.test.client)).toBe(client);
    expect(provider.wrap(client, recorded.test.client)).toBe(client);
    await provider.call(client, sample.call, structuredClone(sample.request));
    expect((await recorded.test.records()).length).toBe(1);
  });

  it("records where it was wrapped last, with the options given there", async () => {
    await using recorded = await startRecordedProvider(sample);
    await using other = createTestClient();
    const client = provider.createClient(recorded.server.url);
    provider.wrap(client, other.client, { agentName: "first" });
    provider.wrap(client, recorded.test.client, { agentName: "last" });
    await provider.call(client, sample.call, structuredClone(sample.request));
    expect([await other.records(), await recorded.test.records()]).toMatchObject([[], [{ agentName: "last" }]]);
  });

  it("records with the options of the wrapper, over those of the context", async () => {
    await using recorded = await startRecordedProvider(sample);
    await withContext({ conversationId: "conv-1", userId: "ana", agentName: "outer", tags: { a: "1", b: "1" } }, () =>
      callWrapped(provider, recorded, {
        agentName: "planner",
        agentVersion: "2",
        conversationTitle: "Trip",
        tags: { b: "2" },
        metadata: { team: "travel", "sigil.gen_ai.response.service_tier": "mine" },
        providerName: "azure",
      }),
    );
    const [record] = await recorded.test.records();
    const tier = provider.name === "gemini" ? "mine" : (record?.metadata?.["sigil.gen_ai.response.service_tier"] ?? "");
    expect(record).toMatchObject({
      conversationId: "conv-1",
      conversationTitle: "Trip",
      userId: "ana",
      agentName: "planner",
      agentVersion: "2",
      tags: { a: "1", b: "2" },
      model: { provider: "azure" },
    });
    expect(record?.metadata).toMatchObject({ team: "travel", "sigil.gen_ai.response.service_tier": tier });
    expect(tier === "mine").toBe(provider.name === "gemini");
  });

  it("makes its request inside of the recording's span", async () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    await using recorded = await startRecordedProvider(sample);
    const { fetch } = globalThis;
    const active: (string | undefined)[] = [];
    vi.stubGlobal("fetch", (...args: Parameters<typeof fetch>) => {
      active.push(trace.getActiveSpan()?.spanContext().spanId);
      return fetch(...args);
    });
    await callWrapped(provider, recorded);
    expect(active).toEqual(recorded.test.rawSpans().map((span) => span.spanContext().spanId));
    expect(active.length).toBe(1);
  });

  it("passes calls through that somebody else records", async () => {
    await using recorded = await startRecordedProvider(sample);
    await withRecordedCall(() => callWrapped(provider, recorded));
    expect(recorded.server.requests.length).toBe(1);
    expect([await recorded.test.records(), recorded.test.spans()]).toEqual([[], []]);
    await callWrapped(provider, recorded);
    expect((await recorded.test.records()).length).toBe(1);
  });

  it("keeps raw artifacts when that is wanted, but no options of the request", async () => {
    await using recorded = await startRecordedProvider(sample);
    await callWrapped(provider, recorded, { rawArtifacts: true });
    const [record] = await recorded.test.records();
    const prefix = { openai: "openai.chat", anthropic: "anthropic.messages", gemini: "gemini.models" }[provider.name];
    const tools = provider.name === "openai" ? [["tools", `${prefix}.tools`]] : [];
    expect(record?.artifacts?.map(({ kind, name }) => [kind, name])).toEqual([
      ["request", `${prefix}.request`],
      ...tools,
      ["response", `${prefix}.response`],
    ]);
    const [request] = record?.artifacts ?? [];
    expect(JSON.parse(String(request?.payload))).toEqual(sample.request);
    expect(JSON.parse(String(record?.artifacts?.at(-1)?.payload))).toEqual(sample.response);
  });

  it.each(["metadata_only", "no_tool_content"] as const)("keeps the capture mode %s of its context", async (mode) => {
    await using recorded = await startRecordedProvider(sample);
    await withContext({ contentCapture: mode }, () => callWrapped(provider, recorded, { rawArtifacts: true }));
    const [record] = await recorded.test.records();
    const isKept = mode === "no_tool_content";
    expect(JSON.stringify(record).includes("465 km")).toBe(isKept);
    expect((record?.artifacts ?? []).length > 0).toBe(isKept);
  });

  it("counts no token twice in usage mode disjoint", async () => {
    await using recorded = await startRecordedProvider(sample);
    await callWrapped(provider, recorded, { usageMode: "disjoint" });
    const [record] = await recorded.test.records();
    const expected = {
      openai: { inputTokens: 72, outputTokens: 96, cacheReadInputTokens: 1280, cacheWriteInputTokens: 128 },
      anthropic: { inputTokens: 18, outputTokens: 12, cacheReadInputTokens: 2048, cacheWriteInputTokens: 256 },
      gemini: { inputTokens: 300, outputTokens: 73, cacheReadInputTokens: 1200 },
    }[provider.name];
    expect(record?.usage).toMatchObject(expected);
  });

  it("is refused when it has not what a client has, by the name of what is missing", () => {
    const path = { openai: "chat.completions.create", anthropic: "messages.create", gemini: "models.generateContent" };
    for (const wrong of [undefined, null, 7, {}, { chat: {}, messages: {}, models: {} }]) {
      const wrap = (): unknown => provider.wrap(wrong as never, {} as never);
      expect(wrap).toThrow("a SigilClient is expected");
      const withSigil = (): unknown => provider.wrap(wrong as never, { startGeneration: () => undefined } as never);
      expect(withSigil).toThrow(`the client has no method ${path[provider.name]}`);
      expect(isSigilError(thrown(withSigil), "config")).toBe(true);
    }
    const client = provider.createClient("http://127.0.0.1:1");
    const wrap = (): unknown =>
      provider.wrap(client, { startGeneration: () => undefined } as never, { usageMode: "net" });
    expect(wrap).toThrow('usageMode: "net" is not one of reported, disjoint');
  });
});

describe("raw artifacts of a stream", () => {
  it.each([
    ["openai/chat-stream-no-usage", openai],
    ["anthropic/messages-stream-max-tokens", anthropic],
  ] as const)("hold its events: %s", async (id, provider) => {
    const sample = providerSample(id);
    await using recorded = await startWith({ contentCapture: "full" }, sample);
    const client = provider.wrap(provider.createClient(recorded.server.url), recorded.test.client, {
      rawArtifacts: true,
    });
    const events = await readAll((await provider.call(client, sample.call, sample.request)) as AsyncIterable<unknown>);
    const [record] = await recorded.test.records();
    const artifact = record?.artifacts?.find(({ kind }) => kind === "provider_event");
    expect(JSON.parse(String(artifact?.payload))).toEqual(events);
  });
});

function thrown(fn: () => unknown): unknown {
  try {
    fn();
    return undefined;
  } catch (error) {
    return error;
  }
}
