// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { after } from "../testing-support/clock-start.js";
import { createTestClient, type TestClient } from "../testing-support/create-test-client.js";
import { assistantText, EMBEDDING_START, GENERATION_START, TOOL_START } from "../testing-support/recording-inputs.js";

const STARTS = {
  generation: ({ client }: TestClient) => client.startGeneration(GENERATION_START),
  stream: ({ client }: TestClient) => client.startStreamingGeneration(GENERATION_START),
  tool: ({ client }: TestClient) => client.startToolExecution(TOOL_START),
  embedding: ({ client }: TestClient) => client.startEmbedding(EMBEDDING_START),
};

const KINDS = Object.entries(STARTS);

describe.each(KINDS)("a recorder of a %s", (_kind, start) => {
  it("has no error while it is open, and none after a good end", async () => {
    await using test = createTestClient();
    const recorder = start(test);
    expect([recorder.error, recorder.err()]).toEqual([undefined, null]);
    recorder.end();
    expect([recorder.error, recorder.err()]).toEqual([undefined, null]);
  });

  it("ends once, however often it is told", async () => {
    await using test = createTestClient();
    const recorder = start(test);
    test.clock.advance(5);
    recorder.end();
    test.clock.advance(5);
    recorder.end();
    recorder[Symbol.dispose]();
    expect(test.spans().map((span) => span.endedAt)).toEqual([after(5)]);
    const histograms = await test.histograms();
    expect(histograms["gen_ai.client.operation.duration"]?.points.map(({ count }) => count)).toEqual([1]);
  });

  it("never reports the provider's or the tool's own failure as its error", async () => {
    await using test = createTestClient();
    const recorder = start(test);
    recorder.setCallError(new Error("provider is down"));
    recorder.end();
    expect([recorder.error, recorder.err()]).toEqual([undefined, null]);
    expect(test.spans()[0]?.status).toEqual({ code: "ERROR", message: "provider is down" });
  });

  it("ignores a call error that is null or undefined, and keeps the last one", async () => {
    await using test = createTestClient();
    const recorder = start(test);
    recorder.setCallError(new Error("first"));
    recorder.setCallError("second");
    recorder.setCallError(null);
    recorder.setCallError(undefined);
    recorder.end();
    expect(test.spans()[0]?.status).toEqual({ code: "ERROR", message: "second" });
  });

  it("takes nothing more after its end", async () => {
    await using test = createTestClient();
    const recorder = start(test);
    recorder.end();
    const [before] = test.spans();
    recorder.setResult({});
    recorder.setCallError(new Error("late"));
    if ("setFirstTokenAt" in recorder) recorder.setFirstTokenAt();
    recorder.end();
    expect(test.spans()).toEqual([before]);
    expect(recorder.err()).toBeNull();
    expect(test.logs).toEqual(["sigil: a result came after end()"]);
  });

  it("leaves the span's status unset when it is disposed with neither result nor error, with a debug line", async () => {
    await using test = createTestClient();
    {
      using _recorder = start(test);
      test.clock.advance(7);
    }
    expect(test.spans()[0]).toMatchObject({ status: { code: "UNSET" }, endedAt: after(7) });
    expect(test.logs).toEqual(["sigil: a recording was disposed without result or error"]);
  });

  it("is a success when it is disposed after a result, a failure after an error", async () => {
    await using test = createTestClient();
    {
      using recorder = start(test);
      recorder.setResult({});
    }
    {
      using recorder = start(test);
      recorder.setCallError("broken");
    }
    expect(test.spans().map(({ status }) => status.code)).toEqual(["OK", "ERROR"]);
    expect(test.logs).toEqual([]);
  });

  it("can be driven as destructured `using` and manual forms side by side without touching each other", async () => {
    await using test = createTestClient();
    const first = start(test);
    const second = start(test);
    first.setCallError("only the first");
    second.end();
    first.end();
    expect(test.spans().map(({ status }) => status.code)).toEqual(["OK", "ERROR"]);
  });
});

describe("a generation", () => {
  it("keeps the last result", async () => {
    await using test = createTestClient();
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.setResult({ responseId: "first", stopReason: "stop" }, { mappingError: new Error("no") });
    recorder.setResult({ responseId: "second" });
    recorder.end();
    const [record] = await test.records();
    expect([record?.responseId, record?.stopReason]).toEqual(["second", undefined]);
    expect(test.spans()[0]?.status).toEqual({ code: "OK" });
  });

  it("is exported once, disposed without a result too", async () => {
    await using test = createTestClient();
    {
      using _recorder = test.client.startGeneration(GENERATION_START);
    }
    expect(await test.records()).toHaveLength(1);
  });

  it("has its id from the start, and it stays", async () => {
    await using test = createTestClient();
    const recorder = test.client.startGeneration({ ...GENERATION_START, id: "gen_mine" });
    expect(recorder.id).toBe("gen_mine");
    recorder.end();
    expect((await test.records())[0]?.id).toBe("gen_mine");
    expect(test.client.startGeneration(GENERATION_START).id).toMatch(/^gen_[0-9a-f]{16}$/);
  });

  it("gives every generation another id", () => {
    const { client } = createTestClient();
    const ids = Array.from({ length: 1000 }, () => client.startGeneration(GENERATION_START).id);
    expect(new Set(ids).size).toBe(1000);
  });
});

describe("the first token", () => {
  const attributes = { "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-5", "gen_ai.agent.name": "" };

  async function timeToFirstToken(drive: (test: TestClient) => void) {
    await using test = createTestClient();
    drive(test);
    return (await test.histograms())["gen_ai.client.time_to_first_token"];
  }

  it("is measured from the start of a streaming operation, in seconds, in the buckets of the duration", async () => {
    const histogram = await timeToFirstToken(({ client, clock }) => {
      const recorder = client.startStreamingGeneration(GENERATION_START);
      clock.advance(250);
      recorder.setFirstTokenAt();
      clock.advance(1250);
      recorder.setResult({ output: [assistantText("x")] });
      recorder.end();
    });
    expect(histogram).toEqual({
      unit: "s",
      description: "",
      points: [
        {
          attributes,
          count: 1,
          sum: 0.25,
          boundaries: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
        },
      ],
    });
  });

  it("counts from the start that the result names, and the last call wins", async () => {
    const histogram = await timeToFirstToken(({ client }) => {
      const recorder = client.startStreamingGeneration(GENERATION_START);
      recorder.setFirstTokenAt(after(100));
      recorder.setFirstTokenAt(after(300));
      recorder.setResult({ startedAt: after(200) });
      recorder.end();
    });
    expect(histogram?.points).toMatchObject([{ attributes, count: 1, sum: 0.1 }]);
  });

  it("counts when it comes at the start itself", async () => {
    const histogram = await timeToFirstToken(({ client }) => {
      const recorder = client.startStreamingGeneration(GENERATION_START);
      recorder.setFirstTokenAt();
      recorder.end();
    });
    expect(histogram?.points).toMatchObject([{ count: 1, sum: 0 }]);
  });

  it.each<[name: string, drive: (test: TestClient) => void]>([
    ["was not seen", ({ client }) => client.startStreamingGeneration(GENERATION_START).end()],
    [
      "came before the start",
      ({ client }) => {
        const recorder = client.startStreamingGeneration(GENERATION_START);
        recorder.setFirstTokenAt(after(-1));
        recorder.end();
      },
    ],
    [
      "belongs to an operation with a name of its own",
      ({ client }) => {
        const recorder = client.startStreamingGeneration({ ...GENERATION_START, operationName: "chat" });
        recorder.setFirstTokenAt();
        recorder.end();
      },
    ],
    [
      "belongs to a plain generation",
      ({ client }) => {
        const recorder = client.startGeneration(GENERATION_START);
        recorder.setFirstTokenAt();
        recorder.end();
      },
    ],
    [
      "has no valid date",
      ({ client }) => {
        const recorder = client.startStreamingGeneration(GENERATION_START);
        recorder.setFirstTokenAt(new Date(Number.NaN));
        recorder.setFirstTokenAt(null as unknown as Date);
        recorder.setFirstTokenAt("2026-03-01" as unknown as Date);
        recorder.end();
      },
    ],
  ])("is not measured when it %s", async (_name, drive) => {
    expect(await timeToFirstToken(drive)).toBeUndefined();
  });

  it("is a copy of the date", async () => {
    const histogram = await timeToFirstToken(({ client }) => {
      const recorder = client.startStreamingGeneration(GENERATION_START);
      const date = after(100);
      recorder.setFirstTokenAt(date);
      date.setTime(0);
      recorder.end();
    });
    expect(histogram?.points).toMatchObject([{ sum: 0.1 }]);
  });
});

describe("tool calls", () => {
  it("are counted in the output only, all messages together", async () => {
    await using test = createTestClient();
    const call = (name: string) => ({ kind: "tool_call", toolCall: { name } }) as const;
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.setResult({
      input: [{ role: "assistant", parts: [call("old")] }],
      output: [
        { role: "assistant", parts: [call("a"), { kind: "text", text: "and" }, call("b")] },
        { role: "assistant", parts: [call("c")] },
      ],
    });
    recorder.end();
    const histograms = await test.histograms();
    expect(histograms["gen_ai.client.tool_calls_per_operation"]?.points).toMatchObject([{ count: 1, sum: 3 }]);
  });
});
