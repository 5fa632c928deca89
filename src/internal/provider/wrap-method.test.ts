// SPDX-License-Identifier: Apache-2.0
// Wrapped clients that are not made by an SDK: whatever their methods return, the caller gets exactly that.
import { describe, expect, it } from "vitest";
import { withRecordedCall } from "../../context/recording-context.js";
import { createTestClient } from "../../testing-support/create-test-client.js";
import {
  ANSWER,
  CHUNKS,
  generate,
  onlyRecord,
  REQUEST,
  readAll,
  textOf,
  wrapped,
} from "../../testing-support/wrapped-method.js";

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
