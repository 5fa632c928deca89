// SPDX-License-Identifier: Apache-2.0
// Wrapped clients that are not made by an SDK: whatever their methods return, the caller gets exactly that.
import { describe, expect, it, vi } from "vitest";
import type { Generation } from "../../../generated/ts/models.js";
import { withRecordedCall } from "../../context/recording-context.js";
import { wrapOpenAI } from "../../openai/index.js";
import type { GenerationRecorder } from "../../recorder/generation-recorder.js";
import { createTestClient, type TestClient } from "../../testing-support/create-test-client.js";

const REQUEST = { model: "gpt-5", messages: [{ role: "user", content: "Hi" }] };
const ANSWER = {
  id: "1",
  model: "gpt-5-2026",
  choices: [{ index: 0, message: { content: "Hello" }, finish_reason: "stop" }],
};
const CHUNKS = ["Hel", "lo"].map((content) => ({ id: "1", choices: [{ index: 0, delta: { content } }] }));

type Create = (request: unknown, options?: unknown) => unknown;

/** The method of a wrapped client that has no other one. */
function wrapped({ client }: TestClient, create: Create): { create: Create } {
  const completions = { create };
  wrapOpenAI({ chat: { completions } }, client);
  return completions;
}

async function onlyRecord(test: TestClient): Promise<Generation | undefined> {
  const records = await test.records();
  expect(records.length).toBe(1);
  return records[0];
}

function textOf(record: Generation | undefined): string | undefined {
  const part = record?.output?.[0]?.parts[0];
  return part?.kind === "text" ? part.text : undefined;
}

async function readAll(stream: unknown): Promise<unknown[]> {
  const read: unknown[] = [];
  for await (const value of stream as AsyncIterable<unknown>) read.push(value);
  return read;
}

async function* generate(): AsyncGenerator<unknown> {
  yield* CHUNKS;
}

describe("a method that returns", () => {
  it("a plain promise gives the very value", async () => {
    await using test = createTestClient();
    expect(await wrapped(test, async () => ANSWER).create(REQUEST)).toBe(ANSWER);
    expect(textOf(await onlyRecord(test))).toBe("Hello");
  });

  it("a value at once gives the very value", async () => {
    await using test = createTestClient();
    expect(wrapped(test, () => ANSWER).create(REQUEST)).toBe(ANSWER);
    expect(textOf(await onlyRecord(test))).toBe("Hello");
  });

  it("a promise that fails gives the very error", async () => {
    await using test = createTestClient();
    const error = Object.assign(new Error("slow down"), { status: 429 });
    await expect(wrapped(test, () => Promise.reject(error)).create(REQUEST)).rejects.toBe(error);
    expect(await onlyRecord(test)).toMatchObject({ callError: "slow down" });
    expect(test.spans()[0]?.attributes).toMatchObject({ "error.category": "rate_limit" });
  });

  it("nothing, because it throws, throws the very error", async () => {
    await using test = createTestClient();
    const error = new TypeError("no request");
    const method = wrapped(test, () => {
      throw error;
    });
    expect(() => method.create(REQUEST)).toThrow(error);
    expect(await onlyRecord(test)).toMatchObject({ callError: "no request" });
  });

  it("a promise of a generator gives the very generator", async () => {
    await using test = createTestClient();
    const stream = generate();
    const given = await wrapped(test, async () => stream).create({ ...REQUEST, stream: true });
    expect(given).toBe(stream);
    expect(await readAll(given)).toEqual(CHUNKS);
    expect(textOf(await onlyRecord(test))).toBe("Hello");
  });

  it("an iterable without an iterator of its own is watched as it is read", async () => {
    await using test = createTestClient();
    const stream = { [Symbol.asyncIterator]: generate };
    const given = await wrapped(test, async () => stream).create({ ...REQUEST, stream: true });
    expect(given).toBe(stream);
    const read: unknown[] = [];
    for await (const chunk of stream) {
      read.push(chunk);
      break;
    }
    expect(read).toEqual([CHUNKS[0]]);
    const record = await onlyRecord(test);
    expect([textOf(record), record?.metadata]).toMatchObject(["Hel", { "sigil.stream.outcome": "cancelled" }]);
  });

  it("a stream that cannot be watched gives it all the same", async () => {
    await using test = createTestClient();
    const stream = Object.freeze(generate());
    const given = await wrapped(test, async () => stream).create({ ...REQUEST, stream: true });
    expect(await readAll(given)).toEqual(CHUNKS);
    const record = await onlyRecord(test);
    expect([record?.output, record?.metadata]).toMatchObject([[], { "sigil.stream.outcome": "raw_response" }]);
  });

  it("a stream whose iterator cannot be watched gives it all the same", async () => {
    await using test = createTestClient();
    const stream = { [Symbol.asyncIterator]: () => Object.freeze(generate()) };
    const given = await wrapped(test, async () => stream).create({ ...REQUEST, stream: true });
    expect(await readAll(given)).toEqual(CHUNKS);
    expect(await onlyRecord(test)).toMatchObject({ metadata: { "sigil.stream.outcome": "raw_response" } });
  });

  it("a promise of an SDK that cannot be watched gives it all the same", async () => {
    await using test = createTestClient();
    const promise = Object.freeze({
      parse: async () => ANSWER,
      _thenUnwrap: () => {
        throw new Error("not today");
      },
      then: (resolve: (value: unknown) => void) => resolve(ANSWER),
    });
    expect(wrapped(test, () => promise).create(REQUEST)).toBe(promise);
    expect(await onlyRecord(test)).toMatchObject({ metadata: { "sigil.stream.outcome": "raw_response" } });
  });

  it.each([[undefined], [null], ["text"], [7], [[]]])("%j is recorded without an answer", async (answer) => {
    await using test = createTestClient();
    expect(await wrapped(test, async () => answer).create(REQUEST)).toBe(answer);
    expect(await onlyRecord(test)).toMatchObject({ output: [], model: { provider: "openai", name: "gpt-5" } });
  });
});

describe("arguments and this", () => {
  it("reach the method as they were given", async () => {
    await using test = createTestClient();
    const seen: unknown[] = [];
    const method = wrapped(test, function (this: unknown, ...args: unknown[]) {
      seen.push(this, ...args);
      return ANSWER;
    });
    const options = { timeout: 1 };
    method.create(REQUEST, options);
    expect(seen).toEqual([method, REQUEST, options]);
    expect([seen[0], seen[1], seen[2]].every((value, index) => value === [method, REQUEST, options][index])).toBe(true);
  });

  it("that are missing are recorded as far as they are known", async () => {
    await using test = createTestClient();
    expect(wrapped(test, () => ANSWER).create(undefined)).toBe(ANSWER);
    expect(await onlyRecord(test)).toMatchObject({ model: { name: "gpt-5-2026" } });
  });
});

describe("a mapper that fails", () => {
  /** A value that nobody can read. */
  const unreadable = {
    get messages(): never {
      throw new RangeError("secret text");
    },
    get choices(): never {
      throw new RangeError("secret text");
    },
  };

  function watchRecorders({ client }: TestClient): GenerationRecorder[] {
    const recorders: GenerationRecorder[] = [];
    const start = client.startGeneration.bind(client) as (start: never) => GenerationRecorder;
    vi.spyOn(client, "startGeneration").mockImplementation(((given: never) => {
      const recorder = start(given);
      recorders.push(recorder);
      return recorder;
    }) as never);
    return recorders;
  }

  it("of the request leaves the answer to the caller and says so in recorder.error", async () => {
    await using test = createTestClient();
    const recorders = watchRecorders(test);
    expect(await wrapped(test, async () => ANSWER).create(unreadable)).toBe(ANSWER);
    expect(recorders.map(({ error }) => [error?.code, error?.message])).toEqual([
      ["mapping", "sigil: response mapping failed: RangeError"],
    ]);
    expect(textOf(await onlyRecord(test))).toBe("Hello");
    expect(test.spans()[0]?.attributes).toMatchObject({ "error.type": "mapping_error" });
  });

  it("of the answer does too, with what the request said", async () => {
    await using test = createTestClient();
    const recorders = watchRecorders(test);
    expect(await wrapped(test, async () => unreadable).create(REQUEST)).toBe(unreadable);
    expect(recorders[0]?.error?.code).toBe("mapping");
    expect(await onlyRecord(test)).toMatchObject({
      model: { name: "gpt-5" },
      input: [{ role: "user", parts: [{ kind: "text", text: "Hi" }] }],
      output: [],
    });
  });

  it("of an event loses that event alone", async () => {
    await using test = createTestClient();
    const events = [CHUNKS[0], unreadable, CHUNKS[1]];
    async function* odd(): AsyncGenerator<unknown> {
      yield* events;
    }
    const stream = await wrapped(test, async () => odd()).create({ ...REQUEST, stream: true });
    expect(await readAll(stream)).toEqual(events);
    expect(textOf(await onlyRecord(test))).toBe("Hello");
    expect(test.spans()[0]?.attributes).toMatchObject({ "error.type": "mapping_error" });
  });

  it("of an embedding does too", async () => {
    await using test = createTestClient();
    const embeddings = { create: async () => broken };
    const broken = {
      get data(): never {
        throw new RangeError("secret text");
      },
    };
    wrapOpenAI({ chat: { completions: { create: () => undefined } }, embeddings }, test.client);
    expect(await (embeddings.create as Create)({ model: "e", input: "Hi" })).toBe(broken);
    expect(test.spans()[0]).toMatchObject({
      attributes: { "error.type": "mapping_error", "gen_ai.request.model": "e" },
      status: { code: "ERROR", message: "sigil: response mapping failed: RangeError" },
    });
    expect(test.logs).toEqual(["sigil: a call of a provider could not be mapped"]);
  });

  it("warns once, and repeats nothing of what it could not map", async () => {
    await using test = createTestClient();
    const method = wrapped(test, async () => unreadable);
    await method.create(REQUEST);
    await method.create(REQUEST);
    expect(test.logs).toEqual(["sigil: a call of a provider could not be mapped"]);
    expect(JSON.stringify([test.spans(), await test.records()])).not.toContain("secret text");
  });
});

describe("withRecordedCall", () => {
  it("lets calls inside it through, across awaits, and nothing else", async () => {
    await using test = createTestClient();
    const method = wrapped(test, async () => ANSWER);
    await withRecordedCall(async () => {
      await Promise.resolve();
      expect(await method.create(REQUEST)).toBe(ANSWER);
    });
    expect(await test.records()).toEqual([]);
    await method.create(REQUEST);
    await onlyRecord(test);
  });
});
