// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { after } from "../testing-support/clock-start.js";
import { createTestClient } from "../testing-support/create-test-client.js";
import { assistantText, EMBEDDING_START, GENERATION_START, TOOL_START } from "../testing-support/recording-inputs.js";

/** What was thrown, by identity. */
function thrownBy(fn: () => unknown): unknown {
  try {
    fn();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

describe("a callback that returns a plain value", () => {
  it.each([
    undefined,
    null,
    0,
    "",
    "text",
    false,
    Symbol.for("x"),
    { a: 1 },
    [1],
    () => 1,
    JSON.parse(`{"then":"not callable"}`),
  ])("gives back %s itself, in the same turn", (value) => {
    const { client, spans } = createTestClient();
    expect(client.startGeneration(GENERATION_START, () => value)).toBe(value);
    expect(spans().map(({ status }) => status.code)).toEqual(["OK"]);
  });

  it("gets the recorder, whose result is exported", async () => {
    await using test = createTestClient();
    const returned = test.client.startGeneration(GENERATION_START, (recorder) => {
      recorder.setResult({ output: [assistantText("hi")] });
      return "done";
    });
    expect(returned).toBe("done");
    expect((await test.records())[0]?.output).toEqual([assistantText("hi")]);
  });

  it("may end the recording itself", async () => {
    await using test = createTestClient();
    const isLate = test.client.startGeneration(GENERATION_START, (recorder) => {
      recorder.end();
      test.clock.advance(100);
      return true;
    });
    expect(isLate).toBe(true);
    expect(test.spans().map(({ endedAt }) => endedAt)).toEqual([after(0)]);
  });

  it("is rid of an accessor `then` that throws", () => {
    const { client } = createTestClient();
    const value = {
      get then() {
        throw new Error("do not touch");
      },
    };
    expect(client.startGeneration(GENERATION_START, () => value)).toBe(value);
  });
});

describe("a callback that throws", () => {
  it.each([new Error("boom"), "text", 7, null, undefined, { status: 429 }])(
    "throws %s itself and records the failure",
    (error) => {
      const { client, spans } = createTestClient();
      const thrown = thrownBy(() =>
        client.startGeneration(GENERATION_START, () => {
          throw error;
        }),
      );
      expect(thrown).toBe(error);
      expect(spans().map(({ status }) => status.code)).toEqual(["ERROR"]);
    },
  );

  it("keeps a call error that was set before, which is closer to the cause", async () => {
    await using test = createTestClient();
    thrownBy(() =>
      test.client.startGeneration(GENERATION_START, (recorder) => {
        recorder.setCallError(new Error("the provider's own words"));
        throw new Error("wrapped");
      }),
    );
    expect((await test.records())[0]?.callError).toBe("the provider's own words");
  });

  it("names what was thrown when it is nothing", async () => {
    await using test = createTestClient();
    thrownBy(() =>
      test.client.startGeneration(GENERATION_START, () => {
        throw undefined;
      }),
    );
    expect((await test.records())[0]?.callError).toBe("undefined");
    expect(test.spans()[0]?.attributes["error.category"]).toBe("sdk_error");
  });
});

describe("a callback that returns a promise", () => {
  it("gives the same value and ends when it settles", async () => {
    await using test = createTestClient();
    const value = { answer: 42 };
    const promise = test.client.startGeneration(GENERATION_START, async () => {
      await null;
      test.clock.advance(20);
      return value;
    });
    expect(test.spans()).toEqual([]);
    expect(Object.getPrototypeOf(promise)).toBe(Promise.prototype);
    expect(await promise).toBe(value);
    expect(test.spans().map(({ endedAt }) => endedAt)).toEqual([after(20)]);
  });

  it("rejects with the same reason and records it", async () => {
    await using test = createTestClient();
    const reason = Object.assign(new Error("slow down"), { status: 429 });
    const promise = test.client.startGeneration(GENERATION_START, () => Promise.reject(reason));
    expect(await promise.catch((error: unknown) => error)).toBe(reason);
    expect(test.spans()[0]).toMatchObject({
      status: { code: "ERROR", message: "slow down" },
      attributes: { "error.type": "provider_call_error", "error.category": "rate_limit" },
    });
  });

  it("works for tools and embeddings, whose errors keep their type", async () => {
    await using test = createTestClient();
    const failing = () => Promise.reject(new Error("no"));
    await test.client.startToolExecution(TOOL_START, failing).catch(() => undefined);
    await test.client.startEmbedding(EMBEDDING_START, failing).catch(() => undefined);
    expect(test.spans().map(({ attributes }) => attributes["error.type"])).toEqual([
      "tool_execution_error",
      "provider_call_error",
    ]);
  });

  it("runs at once for a tool without a name, which records nothing", async () => {
    await using test = createTestClient();
    expect(await test.client.startToolExecution({ toolName: " " }, async () => 5)).toBe(5);
    expect(test.spans()).toEqual([]);
  });
});

describe("a callback that returns a thenable", () => {
  /** Counts how often it is subscribed to. */
  function lazy<T>(subscribe: (resolve: (value: T) => void, reject: (reason: unknown) => void) => void) {
    let subscriptions = 0;
    let reads = 0;
    const thenable = {
      get then() {
        reads += 1;
        return (resolve: (value: T) => void, reject: (reason: unknown) => void): void => {
          subscriptions += 1;
          subscribe(resolve, reject);
        };
      },
    };
    return { thenable: thenable as unknown as PromiseLike<T>, counts: () => ({ subscriptions, reads }) };
  }

  it("subscribes exactly once and gives a plain promise", async () => {
    await using test = createTestClient();
    const { thenable, counts } = lazy<string>((resolve) => resolve("value"));
    const promise = test.client.startGeneration(GENERATION_START, () => thenable);
    expect(promise).toBeInstanceOf(Promise);
    expect(await promise).toBe("value");
    expect(counts()).toEqual({ subscriptions: 1, reads: 1 });
  });

  it("rejects when the thenable does, or when subscribing throws", async () => {
    await using test = createTestClient();
    const reason = new Error("reason");
    const rejecting = lazy<never>((_, reject) => reject(reason));
    const throwing = lazy<never>(() => {
      throw reason;
    });
    for (const { thenable } of [rejecting, throwing]) {
      const promise = test.client.startGeneration(GENERATION_START, () => thenable);
      expect(await promise.then(undefined, (error: unknown) => error)).toBe(reason);
    }
    expect(test.spans().map(({ status }) => status.message)).toEqual(["reason", "reason"]);
  });

  it("stays open until a thenable inside a thenable has settled", async () => {
    await using test = createTestClient();
    const { thenable } = lazy<unknown>((resolve) => resolve(Promise.reject(new Error("inner"))));
    const promise = test.client.startGeneration(GENERATION_START, () => thenable);
    await expect(promise).rejects.toThrow("inner");
    expect(test.spans()[0]?.status).toEqual({ code: "ERROR", message: "inner" });
  });

  it("listens to the first of several answers", async () => {
    await using test = createTestClient();
    const { thenable } = lazy<number>((resolve, reject) => {
      resolve(1);
      reject(new Error("too late"));
      resolve(2);
    });
    expect(await test.client.startGeneration(GENERATION_START, () => thenable)).toBe(1);
    expect(test.spans().map(({ status }) => status.code)).toEqual(["OK"]);
  });
});

it("starts a manual recording when the callback is no function", () => {
  const { client, spans } = createTestClient();
  const start = client.startGeneration.bind(client) as (start: object, fn: unknown) => { end(): void };
  start(GENERATION_START, null).end();
  expect(spans()).toHaveLength(1);
});
