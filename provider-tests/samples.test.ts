// SPDX-License-Identifier: Apache-2.0
// Every sample through the real client of the provider: what the record holds, and what the caller gets.
import { describe, expect, it } from "vitest";
import { createTestClient } from "../src/testing-support/create-test-client.js";
import { type ProviderSample, providerSamples } from "../src/testing-support/provider-samples.js";
import { sampleShape } from "../src/testing-support/sample-shape.js";
import { PROVIDERS, type Provider } from "./support/clients.js";
import { answerOf, startProviderServer } from "./support/provider-server.js";
import { differencesOf } from "./support/sdk-differences.js";

/** What the caller sees of a call: the value, every event with its index, and the error by identity. */
interface Seen {
  value?: unknown;
  readonly events: unknown[];
  error?: unknown;
}

async function makeCall(
  provider: Provider,
  client: object,
  sample: ProviderSample,
  onEvent?: () => void,
): Promise<Seen> {
  const seen: Seen = { events: [] };
  try {
    seen.value = await provider.call(client, sample.call, structuredClone(sample.request));
    if (sample.mode !== "STREAM") return seen;
    for await (const event of seen.value as AsyncIterable<unknown>) {
      seen.events.push(event);
      onEvent?.();
    }
  } catch (error) {
    seen.error = error;
  }
  return seen;
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

const cases = PROVIDERS.flatMap((provider) =>
  providerSamples(provider.name).map((sample) => ({ id: sample.id, provider, sample })),
);
const generations = cases.filter(({ sample }) => sample.mode !== "EMBEDDING");

describe("a wrapped client records what a sample expects", () => {
  it.each(generations)("$id", async ({ provider, sample }) => {
    await using server = await startProviderServer();
    await using test = createTestClient();
    server.answer(answerOf(sample));
    const client = provider.wrap(provider.createClient(server.url), test.client, sample.options);
    let seen = 0;
    // The clock moves with every event, so that the time to first token is the index of its event.
    const onEvent = (): void => {
      seen += 1;
      test.clock.advance(1000);
    };
    const result = await makeCall(provider, client, sample, onEvent);
    const [record] = await test.records();
    const [span] = test.spans();
    const { "gen_ai.client.time_to_first_token": ttft } = await test.histograms();
    const expected = { ...sample.expect, ...differencesOf(sample.id) };
    const isThrown = typeof expected["error_category"] === "string" && sample.not_thrown === undefined;
    expect(result.error instanceof Error).toBe(isThrown);
    expect(
      sampleShape(record ?? {}, expected, {
        error_category: span?.attributes["error.category"],
        first_token_event_index: ttft?.points[0]?.sum,
      }),
    ).toEqual(expected);
    expect([record?.mode, seen > 0 || sample.mode === "SYNC"]).toEqual([sample.mode, true]);
  });

  it.each(cases.filter(({ sample }) => sample.mode === "EMBEDDING"))("$id", async ({ provider, sample }) => {
    await using server = await startProviderServer();
    await using test = createTestClient({ embeddingCapture: { captureInput: true } });
    server.answer(answerOf(sample));
    const client = provider.wrap(provider.createClient(server.url), test.client);
    await makeCall(provider, client, sample);
    const embedding = { ...(sample.expect["embedding"] as object), ...differencesOf(sample.id) };
    const attributes = test.spans()[0]?.attributes ?? {};
    expect({
      input_count: attributes["gen_ai.embeddings.input_count"],
      input_tokens: attributes["gen_ai.usage.input_tokens"],
      input_texts: attributes["gen_ai.embeddings.input_texts"] ?? null,
      response_model: attributes["gen_ai.response.model"],
      dimensions: attributes["gen_ai.embeddings.dimension.count"],
      encoding_format: (attributes["gen_ai.request.encoding_formats"] as string[] | undefined)?.[0],
    }).toEqual({ response_model: undefined, encoding_format: undefined, ...embedding });
  });
});

describe("a wrapped client gives its caller what it gives without the wrapper", () => {
  it.each(cases)("$id", async ({ provider, sample }) => {
    await using server = await startProviderServer();
    await using test = createTestClient();
    server.answer(answerOf(sample));
    const bare = await makeCall(provider, provider.createClient(server.url), sample);
    const client = provider.wrap(provider.createClient(server.url), test.client, sample.options);
    const wrapped = await makeCall(provider, client, sample);
    expect(plain(wrapped.value)).toEqual(plain(bare.value));
    expect(wrapped.events.map(plain)).toEqual(bare.events.map(plain));
    expect(wrapped.error).toEqual(bare.error);
    expect(wrapped.value?.constructor).toBe(bare.value?.constructor);
    const [first, second] = server.requests;
    expect([second?.path, second?.body]).toEqual([first?.path, first?.body]);
  });
});
