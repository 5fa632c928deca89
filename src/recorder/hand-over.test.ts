// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { SigilError } from "../errors/sigil-error.js";
import { createTestClient } from "../testing-support/create-test-client.js";
import { GENERATION_START } from "../testing-support/recording-inputs.js";

describe("a field that the model does not have", () => {
  it("is named once and left out", async () => {
    await using test = createTestClient();
    for (let turn = 0; turn < 2; turn += 1) {
      const start = { ...GENERATION_START, convesationId: "conv-1" };
      const recorder = test.client.startGeneration(start);
      const result = { responseId: "resp-1", finishReason: "stop" };
      recorder.setResult(result);
      recorder.end();
    }
    expect(test.logs).toEqual([
      'sigil: there is no field "convesationId"; check its spelling',
      'sigil: there is no field "finishReason"; check its spelling',
    ]);
    const records = await test.records();
    expect(records.map(({ responseId }) => responseId)).toEqual(["resp-1", "resp-1"]);
    expect(records.some((record) => "finishReason" in record || "convesationId" in record)).toBe(false);
  });

  it("takes from a start nothing that only a result has", async () => {
    await using test = createTestClient();
    const start = {
      ...GENERATION_START,
      responseId: "resp-1",
      responseModel: "gpt-5-2026",
      input: [{ role: "user", parts: [{ kind: "text", text: "hi" }] }],
      output: [{ role: "assistant", parts: [{ kind: "text", text: "hello" }] }],
      stopReason: "stop",
      artifacts: [{ kind: "REQUEST", recordId: "rec-1" }],
      usage: { inputTokens: 3 },
    };
    const recorder = test.client.startGeneration(start);
    recorder.end();
    expect(await test.records()).toEqual([
      {
        id: recorder.id,
        operationName: "generateText",
        mode: "SYNC",
        model: GENERATION_START.model,
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
        spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
        startedAt: expect.any(Date),
        completedAt: expect.any(Date),
        tags: {},
        metadata: { "sigil.sdk.content_capture_mode": "no_tool_content", "sigil.sdk.name": "sdk-js" },
      },
    ]);
    expect(test.logs).toHaveLength(7);
  });

  it("is not one that is merely unset, or the parent, or data that was put in the wrong place", async () => {
    await using test = createTestClient();
    const parent = test.client.startGeneration(GENERATION_START);
    const odd = {
      ...GENERATION_START,
      parent,
      misspelt: undefined,
      absent: null,
      "a text with blanks": 1,
      ["x".repeat(41)]: 1,
    };
    test.client.startGeneration(odd).end();
    parent.end();
    expect(test.logs).toEqual([]);
  });
});

describe("a record that breaks a rule", () => {
  it("is told once to the log and each time to onError, by its rule and not by its spelling", async () => {
    const told: SigilError[] = [];
    await using test = createTestClient({ onError: (error) => told.push(error) });
    const problem = "generation validation failed: generation.conversation_id must be a string";
    const recorders = [1, 2].map(() => {
      const recorder = test.client.startGeneration({ ...GENERATION_START, conversationId: 7 as never });
      recorder.end();
      return recorder;
    });
    expect(recorders.map(({ error }) => error?.message)).toEqual([`sigil: ${problem}`, `sigil: ${problem}`]);
    expect(told).toEqual(recorders.map(({ error }) => error));
    expect({ logs: test.logs, records: await test.records() }).toEqual({ logs: [`sigil: ${problem}`], records: [] });
  });

  it("is told for embeddings too", async () => {
    const told: SigilError[] = [];
    await using test = createTestClient({ onError: (error) => told.push(error) });
    const recorder = test.client.startEmbedding({ model: { provider: "openai", name: " " } });
    recorder.end();
    expect({ told, logs: test.logs }).toEqual({
      told: [recorder.error],
      logs: ["sigil: embedding validation failed: embedding.model.name is required"],
    });
  });
});

describe("a field that cannot be read", () => {
  it("is lost alone, and named once", async () => {
    await using test = createTestClient();
    for (let turn = 0; turn < 2; turn += 1) {
      const result = {
        get responseModel(): string {
          throw new Error("no");
        },
        stopReason: "stop",
        usage: {
          get inputTokens(): number {
            throw new Error("no");
          },
          outputTokens: 2,
        },
      };
      const recorder = test.client.startGeneration(GENERATION_START);
      recorder.setResult(result);
      recorder.end();
    }
    expect(await test.records()).toMatchObject([
      { stopReason: "stop", usage: { outputTokens: 2 } },
      { stopReason: "stop", usage: { outputTokens: 2 } },
    ]);
    expect(test.logs).toEqual([
      "sigil: response_model: reading it threw, left unset",
      "sigil: input_tokens: reading it threw, left unset",
    ]);
  });
});
