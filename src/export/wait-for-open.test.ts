// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { SigilClient } from "../client/sigil-client.js";
import { createTestClient } from "../testing-support/create-test-client.js";

const START = { model: { provider: "openai", name: "gpt-5" } };

/** A function of a server that returns a stream, which is read after it has returned. */
function streamFrom(client: SigilClient): AsyncIterable<string> {
  const source = (async function* () {
    yield "a";
    await new Promise((resolve) => setImmediate(resolve));
    yield "b";
  })();
  return client.startStreamingGeneration(START, (recorder) =>
    recorder.observe(source, { accumulator: { push: () => undefined, result: () => ({ stopReason: "stop" }) } }),
  );
}

async function read(stream: AsyncIterable<string>): Promise<void> {
  for await (const _ of stream);
}

describe("flush and shutdown with waitForOpen", () => {
  it.each(["flush", "shutdown"] as const)("%s sends a recording that is open when it is called", async (method) => {
    await using test = createTestClient();
    const stream = streamFrom(test.client);
    expect(test.client.status().openRecordings).toBe(1);
    const [report] = await Promise.all([test.client[method]({ waitForOpen: true }), read(stream)]);
    expect([report, test.client.status().openRecordings]).toEqual([
      { delivered: 1, dropped: 0, left: 0, error: undefined },
      0,
    ]);
  });

  it("does not wait without being asked to", async () => {
    await using test = createTestClient();
    const stream = streamFrom(test.client);
    expect(await test.client.flush({ waitForOpen: false })).toMatchObject({ delivered: 0 });
    expect(await test.client.flush()).toMatchObject({ delivered: 0 });
    await read(stream);
    expect(await test.client.flush()).toMatchObject({ delivered: 1 });
  });

  it("sends what has ended when its time is over or its signal aborts", async () => {
    await using test = createTestClient();
    test.client.startGeneration(START);
    for (const options of [{ timeoutMs: 5 }, { signal: AbortSignal.abort() }]) {
      test.client.startGeneration(START).end();
      await test.client.flush({ waitForOpen: true, ...options });
    }
    expect(await test.records()).toHaveLength(2);
  });
});

it("a shutdown tells of recordings that were never ended", async () => {
  const test = createTestClient();
  test.client.startGeneration(START);
  test.client.startToolExecution({ toolName: "weather" });
  test.client.startEmbedding(START).end();
  await test.client.shutdown();
  expect(test.logs).toEqual(["sigil: 2 recordings were never ended"]);
});
