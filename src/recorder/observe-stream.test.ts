// SPDX-License-Identifier: Apache-2.0
import { context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { afterEach, describe, expect, it } from "vitest";
import { after } from "../testing-support/clock-start.js";
import { createTestClient, type TestClient } from "../testing-support/create-test-client.js";
import { assistantText, GENERATION_START } from "../testing-support/recording-inputs.js";
import type { StreamAccumulator } from "./observe-stream.js";

afterEach(() => context.disable());

interface Chunk {
  readonly text: string;
}

/** A provider's stream: each item takes 100 ms. */
async function* chunks({ clock }: TestClient, ...texts: string[]): AsyncGenerator<Chunk> {
  for (const text of texts) {
    clock.advance(100);
    yield { text };
  }
  clock.advance(100);
}

async function* failing(error: unknown, ...texts: string[]): AsyncGenerator<Chunk> {
  for (const text of texts) yield { text };
  throw error;
}

/** Joins the texts of the chunks. */
function joining(): StreamAccumulator<Chunk> {
  let text = "";
  return {
    push: (chunk) => {
      text += chunk.text;
    },
    result: () => (text === "" ? {} : { output: [assistantText(text)], usage: { outputTokens: text.length } }),
  };
}

async function drain<Item>(stream: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

async function* encoded(source: AsyncIterable<Chunk>): AsyncGenerator<Uint8Array> {
  for await (const { text } of source) yield new TextEncoder().encode(text);
}

const start = ({ client }: TestClient) => client.startStreamingGeneration(GENERATION_START);

async function record(test: TestClient) {
  const [record] = await test.records();
  return record && { ...record, outcome: record.metadata?.["sigil.stream.outcome"] };
}

describe("items", () => {
  it("are the source's own, in order", async () => {
    await using test = createTestClient();
    const items = [{ text: "a" }, { text: "b" }, { text: "c" }];
    const source = (async function* () {
      yield* items;
    })();
    const seen = await drain(start(test).observe(source));
    expect(seen.map((item, index) => item === items[index])).toEqual([true, true, true]);
  });

  it("are asked for only when the consumer asks, and handed on at once", async () => {
    await using test = createTestClient();
    const asked: number[] = [];
    const source: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          asked.push(asked.length);
          return { done: false, value: asked.length };
        },
      }),
    };
    const iterator = start(test).observe(source)[Symbol.asyncIterator]();
    expect(asked).toEqual([]);
    expect(await iterator.next()).toEqual({ done: false, value: 1 });
    expect(asked).toEqual([0]);
    expect(await Promise.all([iterator.next(), iterator.next()])).toMatchObject([{ value: 2 }, { value: 3 }]);
  });

  it("may be asked for with a value, which the source gets", async () => {
    await using test = createTestClient();
    const source = (async function* (): AsyncGenerator<unknown, void, unknown> {
      for (;;) yield yield;
    })();
    const iterator = start(test).observe(source)[Symbol.asyncIterator]() as AsyncIterator<unknown, unknown, unknown>;
    await iterator.next();
    expect(await iterator.next("a value")).toEqual({ done: false, value: "a value" });
  });

  it("come through after the recording has ended, without another trace", async () => {
    await using test = createTestClient();
    const recorder = start(test);
    recorder.end();
    const stream = recorder.observe(chunks(test, "a", "b"), { accumulator: joining() });
    expect(await drain(stream)).toHaveLength(2);
    expect(await test.records()).toHaveLength(1);
  });
});

describe("the first token", () => {
  async function firstTokenSeconds(test: TestClient): Promise<number | undefined> {
    return (await test.histograms())["gen_ai.client.time_to_first_token"]?.points[0]?.sum;
  }

  it("is the first item unless the caller knows better", async () => {
    await using test = createTestClient();
    const recorder = start(test);
    await drain(recorder.observe(chunks(test, "", "a")));
    recorder.end();
    expect(await firstTokenSeconds(test)).toBe(0.1);
  });

  it("is the first item that the caller takes for one", async () => {
    await using test = createTestClient();
    const recorder = start(test);
    const asked: string[] = [];
    const isFirstToken = ({ text }: Chunk): boolean => {
      asked.push(text);
      return text !== "";
    };
    await drain(recorder.observe(chunks(test, "", "a", "b"), { isFirstToken }));
    recorder.end();
    expect(await firstTokenSeconds(test)).toBe(0.2);
    expect(asked).toEqual(["", "a"]);
  });

  it("is missing when no item is one, or when the question throws", async () => {
    await using test = createTestClient();
    for (const isFirstToken of [() => false, () => expect.fail()]) {
      const recorder = start(test);
      expect(await drain(recorder.observe(chunks(test, "a"), { isFirstToken }))).toHaveLength(1);
      recorder.end();
    }
    expect(await firstTokenSeconds(test)).toBeUndefined();
  });

  it("is the one that the caller has set before", async () => {
    await using test = createTestClient();
    const recorder = start(test);
    recorder.setFirstTokenAt(after(50));
    await drain(recorder.observe(chunks(test, "a")));
    recorder.end();
    expect(await firstTokenSeconds(test)).toBe(0.05);
  });
});

describe("a stream that is read to its end", () => {
  it("ends the recording with the accumulator's result", async () => {
    await using test = createTestClient();
    await drain(start(test).observe(chunks(test, "Hel", "lo"), { accumulator: joining() }));
    expect(await record(test)).toMatchObject({
      output: [assistantText("Hello")],
      usage: { outputTokens: 5, totalTokens: 5 },
      completedAt: after(300),
      outcome: undefined,
      callError: undefined,
    });
    expect(test.spans()).toMatchObject([{ status: { code: "OK" }, endedAt: after(300) }]);
  });

  it("leaves the recording open without one: the result is set after the loop, the time is the stream's", async () => {
    await using test = createTestClient();
    const recorder = start(test);
    await drain(recorder.observe(chunks(test, "a")));
    expect(test.spans()).toEqual([]);
    test.clock.advance(5000);
    recorder.setResult({ output: [assistantText("a")] });
    recorder.end();
    expect(await record(test)).toMatchObject({ output: [assistantText("a")], completedAt: after(200) });
  });

  it("gives way to the completion time of a result", async () => {
    await using test = createTestClient();
    const recorder = start(test);
    await drain(recorder.observe(chunks(test, "a")));
    recorder.setResult({ completedAt: after(150) });
    recorder.end();
    expect(await record(test)).toMatchObject({ completedAt: after(150) });
  });

  it("keeps the outcome that the accumulator tells", async () => {
    await using test = createTestClient();
    const accumulator = {
      push: () => undefined,
      result: () => ({ metadata: { "sigil.stream.outcome": "truncated" } }),
    };
    await drain(start(test).observe(chunks(test, "a"), { accumulator }));
    expect((await record(test))?.outcome).toBe("truncated");
  });
});

describe("a stream that the consumer leaves", () => {
  it("is cancelled: no error, what was yielded so far, and the source is told", async () => {
    await using test = createTestClient();
    let isClosed = false;
    const source = (async function* () {
      try {
        yield* chunks(test, "a", "b", "c");
      } finally {
        isClosed = true;
      }
    })();
    for await (const item of start(test).observe(source, { accumulator: joining() })) if (item.text === "b") break;
    expect(isClosed).toBe(true);
    expect(await record(test)).toMatchObject({
      output: [assistantText("ab")],
      outcome: "cancelled",
      callError: undefined,
      completedAt: after(200),
    });
    expect(test.spans()[0]?.status).toEqual({ code: "OK" });
  });

  it("is over at once, also when the source never comes to an end of its own", async () => {
    await using test = createTestClient();
    const source: AsyncIterable<Chunk> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: false, value: { text: "a" } }),
        return: () => new Promise(() => undefined),
      }),
    };
    const iterator = start(test).observe(source, { accumulator: joining() })[Symbol.asyncIterator]();
    await iterator.next();
    void iterator.return?.();
    expect(await record(test)).toMatchObject({ output: [assistantText("a")], outcome: "cancelled" });
  });

  it("is cancelled before its first item, and with a source that cannot be told", async () => {
    await using test = createTestClient();
    const source: AsyncIterable<Chunk> = {
      [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }),
    };
    const iterator = start(test).observe(source, { accumulator: joining() })[Symbol.asyncIterator]();
    expect(await iterator.return?.("value")).toEqual({ done: true, value: "value" });
    expect((await record(test))?.outcome).toBe("cancelled");
  });

  it("passes on what the source throws while it cleans up", async () => {
    await using test = createTestClient();
    const error = new Error("cleaning up");
    const source = (async function* () {
      try {
        yield { text: "a" };
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: a source that fails while it cleans up is what is tested
        throw error;
      }
    })();
    const loop = async (): Promise<void> => {
      for await (const _ of start(test).observe(source, { accumulator: joining() })) break;
    };
    await expect(loop()).rejects.toBe(error);
    expect((await record(test))?.outcome).toBe("cancelled");
  });

  it("notes the outcome without an accumulator too", async () => {
    await using test = createTestClient({ contentCapture: "metadata_only" });
    const recorder = start(test);
    for await (const _ of recorder.observe(chunks(test, "a", "b"))) break;
    recorder.end();
    expect(await record(test)).toMatchObject({ outcome: "cancelled", completedAt: after(100) });
  });
});

describe("a stream that fails", () => {
  it("throws the source's own error, which is the call error, and keeps what arrived", async () => {
    await using test = createTestClient();
    const error = Object.assign(new Error("overloaded"), { status: 529 });
    const stream = start(test).observe(failing(error, "par", "tial"), { accumulator: joining() });
    await expect(drain(stream)).rejects.toBe(error);
    expect(await record(test)).toMatchObject({
      output: [assistantText("partial")],
      outcome: "error",
      callError: "overloaded",
    });
    expect(test.spans()[0]?.attributes).toMatchObject({
      "error.type": "provider_call_error",
      "error.category": "server_error",
    });
  });

  it("is aborted, which is no error, when the caller gave up", async () => {
    await using test = createTestClient();
    const reason = AbortSignal.abort().reason;
    const stream = start(test).observe(failing(reason, "a"), { accumulator: joining() });
    await expect(drain(stream)).rejects.toBe(reason);
    expect(await record(test)).toMatchObject({
      output: [assistantText("a")],
      outcome: "aborted",
      callError: undefined,
    });
    expect(test.spans()[0]?.status).toEqual({ code: "OK" });
  });

  it("by an error that a generator around it is given throws that very error, and tells the source", async () => {
    await using test = createTestClient();
    const told: unknown[] = [];
    const source = (async function* (): AsyncGenerator<Chunk> {
      try {
        yield { text: "a" };
      } catch (error) {
        told.push(error);
        throw error;
      }
    })();
    const around = (async function* (): AsyncGenerator<Chunk> {
      yield* start(test).observe(source, { accumulator: joining() });
    })();
    await around.next();
    const mine = new Error("mine");
    await expect(around.throw(mine)).rejects.toBe(mine);
    expect(told).toEqual([mine]);
    expect(await record(test)).toMatchObject({ output: [assistantText("a")], outcome: "error", callError: "mine" });
  });

  it("by an error for a source that cannot be told closes it, and throws that very error", async () => {
    await using test = createTestClient();
    let isClosed = false;
    const source: AsyncIterable<Chunk> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: false, value: { text: "a" } }),
        return: () => {
          isClosed = true;
          return Promise.reject(new Error("while it closes"));
        },
      }),
    };
    const iterator = start(test).observe(source, { accumulator: joining() })[Symbol.asyncIterator]();
    await iterator.next();
    const mine = new Error("mine");
    await expect(iterator.throw?.(mine)).rejects.toBe(mine);
    expect([isClosed, (await record(test))?.outcome]).toEqual([true, "error"]);
  });

  it("leaves the recording open without an accumulator, with error and outcome noted", async () => {
    await using test = createTestClient();
    const recorder = start(test);
    await expect(drain(recorder.observe(failing("broken", "a")))).rejects.toBe("broken");
    expect(test.spans()).toEqual([]);
    recorder.setResult({ output: [assistantText("a")] });
    recorder.end();
    expect(await record(test)).toMatchObject({ outcome: "error", callError: "broken", output: [assistantText("a")] });
  });

  it.each<[name: string, again: (test: TestClient) => AsyncIterable<Chunk>, outcome: string | undefined]>([
    ["read to its end", (test) => chunks(test, "a"), undefined],
    ["aborted", () => failing(new DOMException("stop", "AbortError")), "aborted"],
  ])("is forgotten when another attempt is %s", async (_name, again, outcome) => {
    await using test = createTestClient();
    const recorder = start(test);
    await drain(recorder.observe(failing(new Error("no")))).catch(() => undefined);
    await drain(recorder.observe(again(test))).catch(() => undefined);
    recorder.end();
    expect(await record(test)).toMatchObject({ callError: undefined, outcome });
    expect(test.spans()).toMatchObject([{ status: { code: "OK" }, events: [] }]);
  });

  it("leaves an error that the caller has set", async () => {
    await using test = createTestClient();
    const recorder = start(test);
    await drain(recorder.observe(failing(new Error("no")))).catch(() => undefined);
    recorder.setCallError(new Error("mine"));
    await drain(recorder.observe(chunks(test, "a")));
    recorder.end();
    expect(test.spans()).toMatchObject([{ status: { code: "ERROR", message: "mine" } }]);
  });

  it("fails when the source cannot even be opened", async () => {
    await using test = createTestClient();
    const stream = start(test).observe({} as AsyncIterable<Chunk>, { accumulator: joining() });
    await expect(drain(stream)).rejects.toBeInstanceOf(TypeError);
    expect((await record(test))?.outcome).toBe("error");
  });
});

describe("an accumulator that throws", () => {
  it.each<[name: string, accumulator: StreamAccumulator<Chunk>]>([
    ["push", { push: () => expect.fail("cannot map"), result: () => ({ responseId: "resp-1" }) }],
    ["result", { push: () => undefined, result: () => expect.fail("cannot map") }],
  ])("in %s does not touch the stream and is a mapping error", async (name, accumulator) => {
    await using test = createTestClient();
    expect(await drain(start(test).observe(chunks(test, "a", "b"), { accumulator }))).toHaveLength(2);
    expect(test.spans()[0]).toMatchObject({
      attributes: { "error.type": "mapping_error" },
      status: { code: "ERROR", message: "cannot map" },
    });
    expect((await record(test))?.responseId).toBe(name === "push" ? "resp-1" : undefined);
  });

  it("by giving nothing gives an empty result", async () => {
    await using test = createTestClient();
    const accumulator = { push: () => undefined, result: () => undefined as unknown as object };
    await drain(start(test).observe(chunks(test, "a"), { accumulator }));
    const { output, callError } = (await record(test)) ?? {};
    expect([output, callError]).toEqual([undefined, undefined]);
  });
});

describe("a callback that returns its observed stream", () => {
  it("leaves the recording open until the stream is over", async () => {
    await using test = createTestClient();
    const stream = await test.client.startStreamingGeneration(GENERATION_START, async (recorder) =>
      recorder.observe(chunks(test, "a", "b"), { accumulator: joining() }),
    );
    expect(test.spans()).toEqual([]);
    await drain(stream);
    expect(await record(test)).toMatchObject({ output: [assistantText("ab")], completedAt: after(300) });
  });

  it("works the same in a synchronous callback", async () => {
    await using test = createTestClient();
    const stream = test.client.startStreamingGeneration(GENERATION_START, (recorder) =>
      recorder.observe(chunks(test, "a"), { accumulator: joining() }),
    );
    await drain(stream);
    expect(await record(test)).toMatchObject({ output: [assistantText("a")] });
  });

  it("does not keep it open for a stream without an accumulator, or for another value", async () => {
    await using test = createTestClient();
    const returned = await test.client.startStreamingGeneration(GENERATION_START, async (recorder) =>
      recorder.observe(chunks(test, "a")),
    );
    const other = await test.client.startStreamingGeneration(GENERATION_START, async (recorder) => {
      recorder.observe(chunks(test, "a"), { accumulator: joining() });
      return "text";
    });
    expect([typeof returned, other]).toEqual(["object", "text"]);
    expect(test.spans()).toHaveLength(2);
  });

  it("keeps it open for an object that may hold the stream, and for a stream that is being read", async () => {
    await using test = createTestClient();
    const response = await test.client.startStreamingGeneration(GENERATION_START, async (recorder) => {
      return new Response(
        ReadableStream.from(encoded(recorder.observe(chunks(test, "a", "b"), { accumulator: joining() }))),
      );
    });
    const iterator = await test.client.startStreamingGeneration(GENERATION_START, async (recorder) => {
      const reading = drain(recorder.observe(chunks(test, "c"), { accumulator: joining() }));
      return () => reading;
    });
    expect(test.spans()).toEqual([]);
    await iterator();
    expect(await response.text()).toBe("ab");
    const output = (await test.records()).map((generation) => generation.output);
    expect(output).toEqual([[assistantText("c")], [assistantText("ab")]]);
    expect(test.logs).toEqual([]);
  });

  it("keeps it open past the block of `using` once it is read from", async () => {
    await using test = createTestClient();
    let rest: Promise<Chunk[]>;
    {
      using recorder = start(test);
      rest = drain(recorder.observe(chunks(test, "a", "b"), { accumulator: joining() }));
    }
    await rest;
    expect(await record(test)).toMatchObject({ output: [assistantText("ab")] });
  });

  it("loses the result of one that is read only after the end, with one warning", async () => {
    await using test = createTestClient();
    for (let turn = 0; turn < 2; turn += 1) {
      let later: AsyncIterable<Chunk> = chunks(test);
      await test.client.startStreamingGeneration(GENERATION_START, async (recorder) => {
        later = recorder.observe(chunks(test, "a"), { accumulator: joining() });
      });
      await drain(later);
    }
    expect((await test.records()).map((generation) => generation.output)).toEqual([undefined, undefined]);
    expect(test.logs).toEqual(["sigil: a result came after end()"]);
  });

  it("ends it when the callback throws after all", async () => {
    await using test = createTestClient();
    const failed = test.client.startStreamingGeneration(GENERATION_START, async (recorder) => {
      recorder.observe(chunks(test, "a"), { accumulator: joining() });
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(test.spans()).toMatchObject([{ status: { code: "ERROR", message: "no" } }]);
  });
});

it("runs the source inside the recording, so that its requests are children of the span", async () => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  await using test = createTestClient();
  const source = (async function* () {
    test.tracer.startSpan("POST").end();
    yield 1;
    await null;
    test.client.startToolExecution({ toolName: "weather" }).end();
  })();
  const recorder = start(test);
  await drain(recorder.observe(source));
  test.tracer.startSpan("stranger").end();
  recorder.end();
  const [post, tool, stranger, generation] = test.rawSpans();
  const id = generation?.spanContext().spanId;
  expect([post, tool, stranger].map((span) => span?.parentSpanContext?.spanId)).toEqual([id, id, undefined]);
});
