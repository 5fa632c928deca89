// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it, vi } from "vitest";
import { wrapOpenAI } from "../../openai/index.js";
import type { GenerationRecorder } from "../../recorder/generation-recorder.js";
import { createTestClient, type TestClient } from "../../testing-support/create-test-client.js";
import {
  ANSWER,
  CHUNKS,
  type Create,
  onlyRecord,
  REQUEST,
  readAll,
  textOf,
  wrapped,
} from "../../testing-support/wrapped-method.js";

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

  it("to read the options leaves the call to the caller, with all else that is known", async () => {
    await using test = createTestClient();
    const client = { chat: { completions: { create: async (_: unknown) => ANSWER } } };
    const metadata = {
      get team(): never {
        throw new RangeError("secret text");
      },
    };
    wrapOpenAI(client as never, test.client, { metadata, agentName: "planner" });
    expect(await client.chat.completions.create(REQUEST)).toBe(ANSWER);
    expect(await onlyRecord(test)).toMatchObject({
      agentName: "planner",
      input: [{ role: "user", parts: [{ kind: "text", text: "Hi" }] }],
    });
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
    expect(test.logs).toEqual(["sigil: response mapping failed: RangeError"]);
  });

  it("warns once, and repeats nothing of what it could not map", async () => {
    await using test = createTestClient();
    const method = wrapped(test, async () => unreadable);
    await method.create(REQUEST);
    await method.create(REQUEST);
    expect(test.logs).toEqual(["sigil: response mapping failed: RangeError"]);
    expect(JSON.stringify([test.spans(), await test.records()])).not.toContain("secret text");
  });
});
