// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { EmbeddingResult, EmbeddingStart } from "../../generated/ts/models.js";
import type { SigilClientOptions } from "../../generated/ts/options.js";
import { after } from "../testing-support/clock-start.js";
import { createTestClient } from "../testing-support/create-test-client.js";
import { EMBEDDING_START } from "../testing-support/recording-inputs.js";

const START: EmbeddingStart = {
  model: { provider: "openai", name: "text-embedding-3-small" },
  agentName: "indexer",
  agentVersion: "2",
  dimensions: 256,
  encodingFormat: " float ",
  startedAt: after(-500),
  tags: { team: "search" },
  metadata: { tenant: "eu" },
};

const RESULT: EmbeddingResult = {
  inputCount: 2,
  inputTokens: 9,
  inputTexts: ["first", "second"],
  responseModel: "text-embedding-3-small-v1",
  dimensions: 128,
};

const STARTED = {
  "gen_ai.operation.name": "embeddings",
  "sigil.sdk.name": "sdk-js",
  "gen_ai.provider.name": "openai",
  "gen_ai.request.model": "text-embedding-3-small",
};

/** Span and error of an embedding. */
async function embed(start: EmbeddingStart, result?: EmbeddingResult, options: SigilClientOptions = {}) {
  await using test = createTestClient(options);
  const recorder = test.client.startEmbedding(start);
  if (result !== undefined) recorder.setResult(result);
  recorder.end();
  expect(await test.records()).toEqual([]);
  return { span: test.spans()[0], error: recorder.error, histograms: await test.histograms() };
}

describe("an embedding", () => {
  it("is a span with everything that is known except tags, metadata and texts", async () => {
    const { span } = await embed(START, RESULT);
    expect(span).toEqual({
      name: "embeddings text-embedding-3-small",
      kind: "CLIENT",
      scope: "test",
      attributes: {
        ...STARTED,
        "gen_ai.agent.name": "indexer",
        "gen_ai.agent.version": "2",
        "gen_ai.embeddings.dimension.count": 128,
        "gen_ai.request.encoding_formats": ["float"],
        "gen_ai.embeddings.input_count": 2,
        "gen_ai.usage.input_tokens": 9,
        "gen_ai.response.model": "text-embedding-3-small-v1",
      },
      events: [],
      status: { code: "OK" },
      startedAt: after(-500),
      endedAt: after(0),
      parentSpanId: undefined,
    });
  });

  it("is a duration and a token point", async () => {
    const { histograms } = await embed(START, RESULT);
    const model = {
      "gen_ai.operation.name": "embeddings",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "text-embedding-3-small",
      "gen_ai.agent.name": "indexer",
    };
    expect(histograms).toEqual({
      "gen_ai.client.operation.duration": {
        unit: "s",
        description: "",
        points: [
          {
            attributes: { ...model, "error.type": "", "error.category": "" },
            count: 1,
            sum: 0.5,
            boundaries: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
          },
        ],
      },
      "gen_ai.client.token.usage": {
        unit: "token",
        description: "",
        points: [
          {
            attributes: { ...model, "gen_ai.token.type": "input" },
            count: 1,
            sum: 9,
            boundaries: [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
          },
        ],
      },
    });
  });

  it("without a result has no input count; with an empty one the count is zero", async () => {
    const without = await embed(EMBEDDING_START);
    expect(without.span?.attributes).toEqual(STARTED);
    expect(Object.keys(without.histograms)).toEqual(["gen_ai.client.operation.duration"]);
    const empty = await embed(EMBEDDING_START, {});
    expect(empty.span?.attributes).toEqual({ ...STARTED, "gen_ai.embeddings.input_count": 0 });
  });

  it("keeps the dimensions that were asked for when the result names none", async () => {
    const { span } = await embed({ ...EMBEDDING_START, dimensions: 64 }, { inputTokens: 0 });
    expect(span?.attributes).toEqual({
      ...STARTED,
      "gen_ai.embeddings.dimension.count": 64,
      "gen_ai.embeddings.input_count": 0,
    });
  });

  it("is copied when it is handed over", async () => {
    await using test = createTestClient({ embeddingCapture: { captureInput: true } });
    const start = { ...EMBEDDING_START, model: { ...EMBEDDING_START.model } };
    const result = { inputTexts: ["a"] };
    const recorder = test.client.startEmbedding(start);
    recorder.setResult(result);
    start.model.name = "changed";
    result.inputTexts[0] = "changed";
    recorder.end();
    expect(test.spans()[0]).toMatchObject({
      name: "embeddings text-embedding-3-small",
      attributes: { "gen_ai.embeddings.input_texts": ["a"] },
    });
  });
});

describe("an embedding that is not valid", () => {
  it.each<[start: Partial<EmbeddingStart>, result: EmbeddingResult | undefined, problem: string]>([
    [{ model: { provider: " ", name: "m" } }, undefined, "embedding.model.provider is required"],
    [{ model: { provider: "openai", name: "" } }, undefined, "embedding.model.name is required"],
    [{ dimensions: 0 }, undefined, "embedding.dimensions must be > 0"],
    [{ encodingFormat: " " }, undefined, "embedding.encoding_format must not be blank"],
    [{}, { inputCount: -1 }, "embedding.input_count must be >= 0"],
    [{}, { inputTokens: -1 }, "embedding.input_tokens must be >= 0"],
    [{}, { dimensions: -1 }, "embedding.dimensions must be > 0"],
    [{ dimensions: 0 }, { inputCount: -1 }, "embedding.dimensions must be > 0"],
  ])("because of %j and %j says: %s", async (start, result, problem) => {
    const message = `sigil: embedding validation failed: ${problem}`;
    const { span, error, histograms } = await embed({ ...EMBEDDING_START, ...start }, result);
    expect(error).toMatchObject({ code: "validation", message });
    expect(span?.status).toEqual({ code: "ERROR", message });
    expect(span?.attributes).toMatchObject({ "error.type": "validation_error", "error.category": "sdk_error" });
    expect(span?.events.map((event) => event.attributes["exception.message"])).toEqual([message]);
    expect(histograms["gen_ai.client.operation.duration"]?.points[0]?.attributes).toMatchObject({
      "error.type": "validation_error",
      "error.category": "sdk_error",
    });
  });

  it("has the call error first when the call failed too", async () => {
    await using test = createTestClient();
    const recorder = test.client.startEmbedding({ ...EMBEDDING_START, dimensions: 0 });
    recorder.setCallError(Object.assign(new Error("no key"), { status: 401 }));
    recorder.end();
    expect(recorder.error?.code).toBe("validation");
    const [span] = test.spans();
    expect(span?.attributes).toMatchObject({ "error.type": "provider_call_error", "error.category": "auth_error" });
    expect(span?.status).toEqual({ code: "ERROR", message: "no key" });
    expect(span?.events.map((event) => event.attributes["exception.message"])).toEqual([
      "no key",
      "sigil: embedding validation failed: embedding.dimensions must be > 0",
    ]);
  });
});

describe("the texts of an embedding", () => {
  const limits = { captureInput: true, maxInputItems: 2, maxTextLength: 8 };

  it.each<[name: string, options: object, texts: string[], expected: string[] | undefined]>([
    ["are left out unless asked for", {}, ["a"], undefined],
    ["are on the span when asked for", { captureInput: true }, ["a", "b"], ["a", "b"]],
    ["are cut to items and characters", limits, ["12345678", "123456789", "third"], ["12345678", "12345..."]],
    ["are left out when there are none", limits, [], undefined],
    ["are cut without dots when there is no room", { ...limits, maxTextLength: 3 }, ["12345"], ["123"]],
    ["are measured in code points", limits, ["😀".repeat(8), "😀".repeat(9)], ["😀".repeat(8), `${"😀".repeat(5)}...`]],
    ["are not cut inside a pair", { ...limits, maxTextLength: 2 }, ["😀😀😀"], ["😀😀"]],
    ["lose halves of a pair", limits, ["a\ud83d"], ["a\ufffd"]],
  ])("%s", async (_name, embeddingCapture, inputTexts, expected) => {
    const { span } = await embed(EMBEDDING_START, { inputTexts }, { embeddingCapture });
    expect(span?.attributes["gen_ai.embeddings.input_texts"]).toEqual(expected);
  });
});
