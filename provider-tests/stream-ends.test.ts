// SPDX-License-Identifier: Apache-2.0
// How a stream ends, and what of it is recorded.
import { describe, expect, it } from "vitest";
import type { Generation } from "../generated/ts/models.js";
import { createTestClient, type TestClient } from "../src/testing-support/create-test-client.js";
import { createGate } from "../src/testing-support/gate.js";
import { PROVIDERS, type Provider } from "./support/clients.js";
import { type ProviderServer, startProviderServer } from "./support/provider-server.js";
import { type TextStream, textStream } from "./support/streams.js";

const OUTCOME = "sigil.stream.outcome";

interface Setup extends AsyncDisposable {
  readonly server: ProviderServer;
  readonly test: TestClient;
  readonly client: object;
  readonly stream: TextStream;
}

async function setUp(provider: Provider, pieces = ["one ", "two ", "three"]): Promise<Setup> {
  const server = await startProviderServer();
  const test = createTestClient();
  const client = provider.wrap(provider.createClient(server.url), test.client);
  const stream = textStream(provider.name, pieces);
  server.answer({ events: stream.events });
  return {
    server,
    test,
    client,
    stream,
    async [Symbol.asyncDispose]() {
      await test[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

async function open(
  provider: Provider,
  { client, stream }: Setup,
  signal?: AbortSignal,
): Promise<AsyncIterable<unknown>> {
  return (await provider.call(client, stream.call, stream.request, signal && { signal })) as AsyncIterable<unknown>;
}

/** What a record says about the end of its stream. */
function endOf(record: Generation | undefined): unknown {
  const text = record?.output
    ?.flatMap(({ parts }) => parts)
    .map((part) => (part.kind === "text" ? part.text : part.kind));
  return { text, outcome: record?.metadata?.[OUTCOME], stopReason: record?.stopReason, callError: record?.callError };
}

describe.each(PROVIDERS)("a stream of $name", (provider) => {
  it("that is read to its end is complete", async () => {
    await using setup = await setUp(provider);
    for await (const _ of await open(provider, setup));
    const records = await setup.test.records();
    expect(records.map(endOf)).toEqual([
      { text: ["one two three"], outcome: undefined, stopReason: setup.stream.stopReason, callError: undefined },
    ]);
    expect(setup.test.spans().map(({ name, status }) => [name, status.code])).toEqual([
      ["streamText test-model", "OK"],
    ]);
  });

  it("keeps what was read when its consumer breaks off", async () => {
    await using setup = await setUp(provider);
    const gate = createGate();
    setup.server.answer({ events: setup.stream.events, hold: { [setup.stream.firstText + 1]: gate.opened } });
    let index = 0;
    for await (const _ of await open(provider, setup)) if (index++ === setup.stream.firstText) break;
    gate.open();
    expect((await setup.test.records()).map(endOf)).toEqual([
      { text: ["one "], outcome: "cancelled", stopReason: undefined, callError: undefined },
    ]);
    expect(setup.test.spans()[0]?.status.code).toBe("OK");
  });

  it("keeps what was read when its consumer throws, and lets the error through", async () => {
    await using setup = await setUp(provider);
    const error = new Error("of the consumer");
    const read = async (): Promise<void> => {
      let index = 0;
      for await (const _ of await open(provider, setup)) if (index++ === setup.stream.firstText) throw error;
    };
    await expect(read()).rejects.toBe(error);
    expect((await setup.test.records()).map(endOf)).toEqual([
      { text: ["one "], outcome: "cancelled", stopReason: undefined, callError: undefined },
    ]);
  });

  it("is aborted by the caller's signal, and ends as it does without a wrapper", async () => {
    await using setup = await setUp(provider);
    const read = async (client: object): Promise<unknown> => {
      const gate = createGate();
      setup.server.answer({ events: setup.stream.events, hold: { [setup.stream.firstText + 1]: gate.opened } });
      const controller = new AbortController();
      let index = 0;
      try {
        for await (const _ of await open(provider, { ...setup, client }, controller.signal)) {
          if (index++ === setup.stream.firstText) controller.abort();
        }
        return "ended";
      } catch (error) {
        return (error as Error).name;
      } finally {
        gate.open();
      }
    };
    const bare = await read(provider.createClient(setup.server.url));
    expect(await read(setup.client)).toBe(bare);
    expect((await setup.test.records()).map(endOf)).toEqual([
      { text: ["one "], outcome: "aborted", stopReason: undefined, callError: undefined },
    ]);
  });

  it("that ends before the provider's last event is truncated", async () => {
    await using setup = await setUp(provider);
    setup.server.answer({ events: setup.stream.events.slice(0, setup.stream.lastText) });
    for await (const _ of await open(provider, setup));
    expect((await setup.test.records()).map(endOf)).toEqual([
      { text: ["one two "], outcome: "truncated", stopReason: undefined, callError: undefined },
    ]);
  });

  it("whose connection breaks keeps what came, with the error that the caller gets", async () => {
    await using setup = await setUp(provider);
    const gate = createGate();
    const { events, lastText } = setup.stream;
    setup.server.answer({ events: events.slice(0, lastText), hold: { [lastText]: gate.opened }, reset: true });
    let index = 0;
    const read = async (): Promise<void> => {
      for await (const _ of await open(provider, setup)) if (++index === lastText) gate.open();
    };
    const error: unknown = await read().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect((await setup.test.records()).map(endOf)).toEqual([
      { text: ["one two "], outcome: "error", stopReason: undefined, callError: (error as Error).message },
    ]);
    const { attributes, events: spanEvents } = setup.test.spans()[0] ?? { attributes: {}, events: [] };
    expect(attributes).toMatchObject({ "error.type": "provider_call_error", "error.category": "sdk_error" });
    expect(spanEvents.map(({ name }) => name)).toEqual(["exception"]);
  });

  it("hands each event on before the next one is sent", async () => {
    await using setup = await setUp(provider);
    const { events } = setup.stream;
    const gates = events.map(() => createGate());
    setup.server.answer({ events, hold: Object.fromEntries(gates.map((gate, index) => [index, gate.opened])) });
    gates[0]?.open();
    let seen = 0;
    // Would wait for ever if an event were held back.
    for await (const _ of await open(provider, setup)) gates[++seen]?.open();
    for (const gate of gates) gate.open();
    expect((await setup.test.records()).length).toBe(1);
  });

  it("that is never read is recorded when it is collected", async () => {
    await using setup = await setUp(provider);
    await (async () => {
      await open(provider, setup);
    })();
    const records = await collected(setup.test);
    expect(records.map(endOf)).toEqual([
      { text: [], outcome: "cancelled", stopReason: undefined, callError: undefined },
    ]);
  });

  it("keeps its recording apart from a hundred others", async () => {
    await using setup = await setUp(provider);
    const names = Array.from({ length: 100 }, (_, index) => `answer ${index}`);
    const streams = names.map((name) => textStream(provider.name, [name.slice(0, 3), name.slice(3)], name));
    // The server answers in the order of the requests, which it may get in any: the model says which one it is.
    setup.server.answer(...streams.map(({ events }) => ({ events })));
    const read = async (stream: TextStream): Promise<string> => {
      const given = (await provider.call(setup.client, stream.call, stream.request)) as AsyncIterable<unknown>;
      let text = "";
      for await (const event of given) text += JSON.stringify(event);
      return /"(?:model|modelVersion)":"(answer \d+)"/.exec(text)?.[1] ?? "";
    };
    const answered = await Promise.all(streams.map(read));
    const records = await setup.test.records();
    const recorded = records.map(({ model, responseModel, output }) => [model?.name, responseModel, textOf(output)]);
    expect(recorded.toSorted()).toEqual(
      names.map((name, index) => [name, answered[index], answered[index]]).toSorted(),
    );
  });

  it("of ten megabytes is recorded whole", async () => {
    const piece = "0123456789abcdef".repeat(640);
    const pieces = Array.from({ length: 1024 }, () => piece);
    await using server = await startProviderServer();
    await using test = createTestClient({ generationExport: { payloadMaxBytes: 16_000_000 } });
    const client = provider.wrap(provider.createClient(server.url), test.client);
    const stream = textStream(provider.name, pieces);
    server.answer({ events: stream.events });
    for await (const _ of (await provider.call(client, stream.call, stream.request)) as AsyncIterable<unknown>);
    const [record] = await test.records();
    expect(textOf(record?.output) === pieces.join("")).toBe(true);
  });
});

function textOf(output: Generation["output"]): string {
  return (output ?? []).flatMap(({ parts }) => parts.map((part) => (part.kind === "text" ? part.text : ""))).join("");
}

/** The records once the garbage of a test is gone. */
async function collected(test: TestClient): Promise<readonly Generation[]> {
  for (let round = 0; round < 200; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
    const records = await test.records();
    if (records.length > 0) return records;
  }
  return [];
}
