// SPDX-License-Identifier: Apache-2.0
// Streams that are read in odd ways: by two readers, by nobody after an abort, in branches that are left.
import { describe, expect, it } from "vitest";
import { createTestClient, type TestClient } from "../src/testing-support/create-test-client.js";
import { anthropic, openai, type Provider, readAll } from "./support/clients.js";
import { type ProviderServer, startProviderServer } from "./support/provider-server.js";
import { textStream } from "./support/streams.js";

interface SdkStream extends AsyncIterable<unknown> {
  readonly controller: AbortController;
  tee(): [SdkStream, SdkStream];
}

interface Opened {
  readonly server: ProviderServer;
  readonly test: TestClient;
  readonly stream: SdkStream;
}

/** A stream of three texts, of which the server holds back the ones from `held` on. */
async function open(provider: Provider, held?: number): Promise<Opened & AsyncDisposable> {
  const server = await startProviderServer();
  const test = createTestClient();
  const { call, request, events } = textStream(provider.name, ["one ", "two ", "three"]);
  server.answer({ events, ...(held !== undefined && { hold: { [held]: new Promise(() => undefined) } }) });
  const client = provider.wrap(provider.createClient(server.url), test.client);
  const stream = (await provider.call(client, call, request)) as SdkStream;
  return {
    server,
    test,
    stream,
    async [Symbol.asyncDispose]() {
      await test[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

async function summaries({ test }: Opened): Promise<unknown[]> {
  return (await test.records()).map(({ output = [], callError, metadata }) => [
    output.flatMap(({ parts }) => parts.map((part) => (part.kind === "text" ? part.text : part.kind))).join("|"),
    callError,
    metadata?.["sigil.stream.outcome"],
  ]);
}

describe.each([openai, anthropic])("a stream of $name", (provider) => {
  it("is recorded for its first reader, whatever a second one does", async () => {
    await using opened = await open(provider);
    const first = opened.stream[Symbol.asyncIterator]();
    await first.next();
    await expect(readAll(opened.stream)).rejects.toThrow("Cannot iterate over a consumed stream");
    while ((await first.next()).done !== true);
    expect(await summaries(opened)).toEqual([["one two three", undefined, undefined]]);
  });

  it("is recorded for the reader that reads, though another has its iterator", async () => {
    await using opened = await open(provider);
    opened.stream[Symbol.asyncIterator]();
    await readAll(opened.stream);
    expect(await summaries(opened)).toEqual([["one two three", undefined, undefined]]);
  });

  it("that is aborted while nobody reads is over at once", async () => {
    await using opened = await open(provider, 3);
    const reader = opened.stream[Symbol.asyncIterator]();
    await reader.next();
    opened.stream.controller.abort();
    await Promise.resolve();
    expect((await summaries(opened)).map((row) => (row as unknown[])[2])).toEqual(["aborted"]);
  });

  it("that is aborted by one who reads on is over when the stream is", async () => {
    await using opened = await open(provider, 3);
    for await (const _ of opened.stream) opened.stream.controller.abort();
    expect((await summaries(opened)).map((row) => (row as unknown[]).slice(1))).toEqual([[undefined, "aborted"]]);
  });

  it("that is left before it was read is cancelled", async () => {
    await using opened = await open(provider);
    await opened.stream[Symbol.asyncIterator]().return?.();
    expect(await summaries(opened)).toEqual([["", undefined, "cancelled"]]);
  });

  it("that is split is cancelled when both branches are left", async () => {
    await using opened = await open(provider);
    const [left, right] = opened.stream.tee();
    for await (const _ of left) break;
    expect(await summaries(opened)).toEqual([]);
    for await (const _ of right) break;
    expect((await summaries(opened)).map((row) => (row as unknown[])[2])).toEqual(["cancelled"]);
  });

  it("that is split is recorded whole when one branch is left and the other one read", async () => {
    await using opened = await open(provider);
    const [left, right] = opened.stream.tee();
    for await (const _ of left) break;
    await readAll(right);
    expect(await summaries(opened)).toEqual([["one two three", undefined, undefined]]);
  });
});

it("an error that the SDK itself makes of an event is the error of the call", async () => {
  await using server = await startProviderServer();
  await using test = createTestClient();
  const events = [{ data: { choices: [{ index: 0, delta: { content: "a" } }] } }, { data: { choices: [null] } }];
  server.answer({ events });
  const request = { model: "m", messages: [], stream: true };
  const read = async (client: object): Promise<unknown> => {
    const stream = await openai.call(client, "chat.completions.create", request);
    return readAll(stream as AsyncIterable<unknown>).then(
      () => undefined,
      (error: unknown) => String(error),
    );
  };
  const bare = await read(openai.createClient(server.url));
  server.answer({ events });
  expect(await read(openai.wrap(openai.createClient(server.url), test.client))).toBe(bare);
  const [record] = await test.records();
  // Old versions hand such an event on.
  expect([record?.callError !== undefined, record?.metadata?.["sigil.stream.outcome"]]).toEqual(
    bare === undefined ? [false, "truncated"] : [true, "error"],
  );
});
