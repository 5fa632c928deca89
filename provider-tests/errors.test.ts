// SPDX-License-Identifier: Apache-2.0
// Calls that fail before there is an answer: what the caller gets, and what is recorded.
import { describe, expect, it } from "vitest";
import type { Generation } from "../generated/ts/models.js";
import { createTestClient } from "../src/testing-support/create-test-client.js";
import { findClosedPort } from "../src/testing-support/loopback.js";
import { anthropic, gemini, openai, PROVIDER_SET, PROVIDERS, type Provider } from "./support/clients.js";
import { type Answer, startProviderServer } from "./support/provider-server.js";
import { textStream } from "./support/streams.js";

/** An error of each provider in its own shape. */
function errorBody(provider: Provider["name"], status: number, message: string): unknown {
  switch (provider) {
    case "openai":
      return { error: { message, type: "some_type", param: null, code: null } };
    case "anthropic":
      return { type: "error", error: { type: "some_error", message }, request_id: "req_1" };
    case "gemini":
      return { error: { code: status, message, status: "SOME_STATUS" } };
    default:
      return provider satisfies never;
  }
}

/** The text that a record shows: what the provider said, without the status or the JSON around it. */
function shownText(provider: Provider["name"], status: number, message: string): string {
  return provider === "openai" ? `${status} ${message}` : message;
}

interface Failure {
  readonly error: unknown;
  readonly record: Generation | undefined;
  readonly span: { readonly attributes: object; readonly status: object } | undefined;
}

async function fail(provider: Provider, url: string, options: object = {}, signal?: AbortSignal): Promise<Failure> {
  await using test = createTestClient();
  const client = provider.wrap(provider.createClient(url, options), test.client);
  const { call, request } = textStream(provider.name, ["x"]);
  const error: unknown = await Promise.resolve(provider.call(client, call, request, signal && { signal })).catch(
    (reason: unknown) => reason,
  );
  const records = await test.records();
  expect(records.length).toBe(1);
  return { error, record: records[0], span: test.spans()[0] };
}

const statuses: readonly (readonly [number, string])[] = [
  [400, "client_error"],
  [401, "auth_error"],
  [403, "auth_error"],
  [404, "client_error"],
  [408, "timeout"],
  [422, "client_error"],
  [429, "rate_limit"],
  [500, "server_error"],
  [503, "server_error"],
  [529, "server_error"],
];

describe.each(PROVIDERS)("a call of $name", (provider) => {
  it.each(statuses)(
    "that is answered with %d is a %s, and the caller gets the SDK's error",
    async (status, category) => {
      await using server = await startProviderServer();
      const text = "took 600 ms, timeout of 429";
      server.answer({ status, headers: { "x-should-retry": "false" }, body: errorBody(provider.name, status, text) });
      const { error, record, span } = await fail(provider, server.url);
      expect(error).toBeInstanceOf(Error);
      expect((error as { status?: unknown }).status).toBe(status);
      expect({ ...record, output: record?.output }).toMatchObject({
        callError: shownText(provider.name, status, text),
        output: [],
        model: { provider: provider.name, name: "test-model" },
      });
      expect(record?.usage).toBeUndefined();
      expect(span?.attributes).toMatchObject({ "error.type": "provider_call_error", "error.category": category });
    },
  );

  it("that nobody answers at all is an sdk_error", async () => {
    const { error, record, span } = await fail(provider, `http://${await findClosedPort()}`);
    expect(error).toBeInstanceOf(Error);
    expect(record?.callError).toBe((error as Error).message);
    expect(span?.attributes).toMatchObject({ "error.category": "sdk_error" });
  });

  it("that takes too long is a timeout", async () => {
    await using server = await startProviderServer();
    server.answer({ silent: true });
    const { error, span } = await fail(provider, server.url, { timeoutMs: 30 });
    expect(error).toBeInstanceOf(Error);
    expect(span?.attributes).toMatchObject({ "error.category": "timeout" });
  });

  it("that the caller aborts before there is an answer is a client_error", async () => {
    await using server = await startProviderServer();
    server.answer({ silent: true });
    const controller = new AbortController();
    const failing = fail(provider, server.url, {}, controller.signal);
    await until(() => server.requests.length > 0);
    controller.abort();
    const { error, record, span } = await failing;
    expect(record?.callError).toBe((error as Error).message);
    expect(record?.metadata).not.toHaveProperty("sigil.stream.outcome");
    expect(span?.attributes).toMatchObject({ "error.category": "client_error" });
  });

  // The oldest @google/genai does not look at a signal that is aborted already.
  it.skipIf(PROVIDER_SET === "floor" && provider.name === "gemini")(
    "that was aborted before it began is a client_error too",
    async () => {
      await using server = await startProviderServer();
      const { span } = await fail(provider, server.url, {}, AbortSignal.abort());
      expect(span?.attributes).toMatchObject({ "error.category": "client_error" });
    },
  );

  it("gives the caller the very error, also under a mode that shows nothing of it", async () => {
    await using server = await startProviderServer();
    server.answer({ status: 400, body: errorBody(provider.name, 400, "secret prompt") });
    await using test = createTestClient({ contentCapture: "metadata_only" });
    const client = provider.wrap(provider.createClient(server.url), test.client);
    const { call, request } = textStream(provider.name, ["x"]);
    await expect(Promise.resolve(provider.call(client, call, request))).rejects.toThrow("secret prompt");
    const [record] = await test.records();
    expect(record?.callError).toBe("client_error");
    expect(JSON.stringify([record, test.spans()])).not.toContain("secret");
  });

  it("whose answer is no JSON fails as it does without a wrapper, and is recorded once", async () => {
    await using server = await startProviderServer();
    const { call, request } = textStream(provider.name, ["x"]);
    const whole = { ...request, stream: false };
    const method = call.replace("generateContentStream", "generateContent");
    server.answer({ status: 200, body: "{ broken" });
    await using test = createTestClient();
    const run = async (client: object): Promise<string> => {
      const error: unknown = await Promise.resolve(provider.call(client, method, whole)).catch(
        (reason: unknown) => reason,
      );
      return String(error);
    };
    const bare = await run(provider.createClient(server.url));
    const wrapped = await run(provider.wrap(provider.createClient(server.url), test.client));
    expect(wrapped).toBe(bare);
    expect((await test.records()).map(({ callError }) => callError !== undefined)).toEqual([true]);
  });
});

describe.each([openai, anthropic])("retries of $name", (provider) => {
  const retried = (status: number): Answer => ({
    status,
    headers: { "retry-after-ms": "1" },
    body: errorBody(provider.name, status, "busy"),
  });

  it("are one recording, from the first attempt to the answer", async () => {
    await using server = await startProviderServer();
    await using test = createTestClient();
    const { call, request, events } = textStream(provider.name, ["yes"]);
    server.answer(retried(429), retried(503), { events });
    const client = provider.wrap(provider.createClient(server.url, { maxRetries: 2 }), test.client);
    for await (const _ of (await provider.call(client, call, request)) as AsyncIterable<unknown>);
    expect(server.requests.length).toBe(3);
    expect((await test.records()).map(({ callError, stopReason }) => [callError, stopReason !== undefined])).toEqual([
      [undefined, true],
    ]);
  });

  it("that are used up are one failure", async () => {
    await using server = await startProviderServer();
    server.answer(retried(429));
    const { span } = await fail(provider, server.url, { maxRetries: 2 });
    expect(server.requests.length).toBe(3);
    expect(span?.attributes).toMatchObject({ "error.category": "rate_limit" });
  });
});

describe("an abort of Gemini", () => {
  it("in the middle of a stream that the caller did not ask for is a timeout", async () => {
    await using server = await startProviderServer();
    await using test = createTestClient();
    const { call, request, events } = textStream("gemini", ["one ", "two"]);
    server.answer({ events, hold: { 1: new Promise(() => undefined) } });
    const client = gemini.wrap(gemini.createClient(server.url, { timeoutMs: 200 }), test.client);
    const read = async (): Promise<void> => {
      for await (const _ of (await gemini.call(client, call, request)) as AsyncIterable<unknown>);
    };
    await expect(read()).rejects.toThrow();
    const [record] = await test.records();
    expect(record?.metadata).toMatchObject({ "sigil.stream.outcome": "error" });
    expect(test.spans()[0]?.attributes).toMatchObject({ "error.category": "timeout" });
  });

  it("by a signal of a polyfill is the caller's, and one of a call without a timeout is none", async () => {
    for (const ownTimeout of [undefined, 60_000]) {
      await using server = await startProviderServer();
      await using test = createTestClient();
      server.answer({ silent: true });
      const client = gemini.wrap(gemini.createClient(server.url), test.client);
      const { call, request } = textStream("gemini", ["one"]);
      const controller = new AbortController();
      const { signal } = controller;
      // A signal of no class that is known here.
      const polyfill = Object.create(null, {
        aborted: { get: () => signal.aborted },
        addEventListener: { value: signal.addEventListener.bind(signal) },
        removeEventListener: { value: signal.removeEventListener.bind(signal) },
      });
      const config = {
        abortSignal: polyfill,
        ...(ownTimeout !== undefined && { httpOptions: { timeout: ownTimeout } }),
      };
      const answer = gemini.call(client, call, { ...request, config });
      await until(() => server.requests.length > 0);
      controller.abort();
      await expect(answer).rejects.toThrow();
      expect(test.spans()[0]?.attributes).toMatchObject({ "error.category": "client_error" });
    }
  });
});

/** Waits for something that another turn of the event loop brings about. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}
