// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { GenerationStart } from "../../generated/ts/models.js";
import { after } from "../testing-support/clock-start.js";
import { createTestClient, type TestClient } from "../testing-support/create-test-client.js";
import { GENERATION_START, userText } from "../testing-support/recording-inputs.js";
import { STACK } from "../testing-support/span-view.js";

class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly status = 429;
}

const CALL_ERROR = new ProviderError("429 slow down");
const MAPPING_ERROR = new TypeError("choices is no list");
const INVALID: GenerationStart = { model: { provider: "openai", name: " " } };
const INVALID_TEXT = "sigil: generation validation failed: generation.model.name is required";

function exceptionEvent(type: string, message: string) {
  const attributes = { "exception.type": type, "exception.message": message, "exception.stacktrace": STACK };
  return { name: "exception", at: after(0), attributes };
}

const CALL_EVENT = exceptionEvent("ProviderError", "429 slow down");
const MAPPING_EVENT = exceptionEvent("TypeError", "choices is no list");
const VALIDATION_EVENT = exceptionEvent("validation", INVALID_TEXT);

interface Failures {
  readonly start?: GenerationStart;
  readonly callError?: unknown;
  readonly mappingError?: unknown;
}

function record({ client }: TestClient, { start = GENERATION_START, callError, mappingError }: Failures) {
  const recorder = client.startGeneration(start);
  recorder.setResult({}, { mappingError });
  recorder.setCallError(callError);
  recorder.end();
  return recorder;
}

/** What span and duration point say about errors. */
async function outcome(test: TestClient) {
  const [span] = test.spans();
  const histograms = await test.histograms();
  const point = histograms["gen_ai.client.operation.duration"]?.points[0]?.attributes;
  return {
    onSpan: [span?.attributes["error.type"], span?.attributes["error.category"]],
    onPoint: [point?.["error.type"], point?.["error.category"]],
    status: span?.status,
    events: span?.events,
  };
}

describe("the most important error decides type, category and status; every error is an event", () => {
  it.each<[name: string, failures: Failures, type: string, category: string, message: string, events: object[]]>([
    ["a call error", { callError: CALL_ERROR }, "provider_call_error", "rate_limit", "429 slow down", [CALL_EVENT]],
    [
      "a mapping error",
      { mappingError: MAPPING_ERROR },
      "mapping_error",
      "sdk_error",
      "choices is no list",
      [MAPPING_EVENT],
    ],
    ["an invalid record", { start: INVALID }, "validation_error", "sdk_error", INVALID_TEXT, [VALIDATION_EVENT]],
    [
      "call and mapping error",
      { callError: CALL_ERROR, mappingError: MAPPING_ERROR },
      "provider_call_error",
      "rate_limit",
      "429 slow down",
      [CALL_EVENT, MAPPING_EVENT],
    ],
    [
      "mapping error and an invalid record",
      { start: INVALID, mappingError: MAPPING_ERROR },
      "mapping_error",
      "sdk_error",
      "choices is no list",
      [MAPPING_EVENT, VALIDATION_EVENT],
    ],
    [
      "everything at once",
      { start: INVALID, callError: CALL_ERROR, mappingError: MAPPING_ERROR },
      "provider_call_error",
      "rate_limit",
      "429 slow down",
      [CALL_EVENT, MAPPING_EVENT, VALIDATION_EVENT],
    ],
  ])("%s", async (_name, failures, type, category, message, events) => {
    await using test = createTestClient();
    record(test, failures);
    expect(await outcome(test)).toEqual({
      onSpan: [type, category],
      onPoint: [type, category],
      status: { code: "ERROR", message },
      events,
    });
  });
});

describe("local errors", () => {
  it("of validation are on the recorder, with rule and path, and nothing is exported", async () => {
    await using test = createTestClient();
    const recorder = record(test, { start: INVALID });
    expect(recorder.error).toMatchObject({
      name: "SigilError",
      code: "validation",
      message: INVALID_TEXT,
      details: { rule: "validation.generation.model.name", path: "generation.model.name" },
    });
    expect(recorder.err()).toBe(recorder.error);
    expect(await test.records()).toEqual([]);
  });

  it("say which message breaks a rule", async () => {
    await using test = createTestClient();
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.setResult({ input: [userText("hi"), userText("  ")] });
    recorder.end();
    expect(recorder.error?.message).toBe(
      "sigil: generation validation failed: generation.input[1].parts[0].text is required",
    );
  });

  it.each<[name: string, text: string, arrange: (test: TestClient) => Promise<void> | void, options?: object]>([
    [
      "a full queue",
      "sigil: generation queue is full",
      ({ client }) => client.startGeneration(GENERATION_START).end(),
      { queueSize: 1, batchSize: 10 },
    ],
    [
      "a client that is shut down",
      "sigil: client is shutting down",
      async ({ client }) => void (await client.shutdown()),
    ],
  ])("of %s are on the recorder as an enqueue error", async (_name, text, arrange, generationExport = {}) => {
    await using test = createTestClient({ generationExport });
    await arrange(test);
    const before = test.spans().length;
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.end();
    const span = test.spans()[before];
    expect(recorder.error?.message).toBe(text);
    expect([span?.attributes["error.type"], span?.attributes["error.category"], span?.status]).toEqual([
      "enqueue_error",
      "sdk_error",
      { code: "ERROR", message: text },
    ]);
  });

  it("of a record that is too large name both sizes", async () => {
    await using test = createTestClient({ generationExport: { payloadMaxBytes: 500 } });
    const recorder = test.client.startGeneration({ ...GENERATION_START, systemPrompt: "x".repeat(1000) });
    recorder.end();
    expect(recorder.error).toMatchObject({ code: "payload_too_large" });
    expect(recorder.error?.message).toMatch(
      /^sigil: generation enqueue failed: generation payload exceeds max bytes \(1\d{3} > 500\)$/,
    );
    expect(test.spans()[0]?.attributes["error.type"]).toBe("enqueue_error");
  });

  it("of a full queue do not hide the provider's", async () => {
    await using test = createTestClient({ generationExport: { queueSize: 1, batchSize: 10 } });
    test.client.startGeneration(GENERATION_START).end();
    const recorder = record(test, { callError: CALL_ERROR });
    expect(recorder.error?.message).toBe("sigil: generation queue is full");
    const span = test.spans()[1];
    expect(span?.attributes["error.type"]).toBe("provider_call_error");
    expect(span?.events).toEqual([CALL_EVENT, exceptionEvent("queue_full", "sigil: generation queue is full")]);
  });
});

describe("the text of a call error", () => {
  it.each<[name: string, error: unknown, text: string]>([
    ["an Error", new Error("boom"), "boom"],
    ["an object with a message", { message: "boom", status: 500 }, "boom"],
    ["a string", "boom", "boom"],
    ["a number", 503, "503"],
    ["an error without a message", new Error(), "sdk_error"],
    ["a lone surrogate", new Error("cut \ud83d"), "cut \ufffd"],
    [
      "an object that throws",
      new Proxy(
        {},
        {
          get() {
            throw new Error("no");
          },
        },
      ),
      "unknown error",
    ],
  ])("of %s is exported as call_error, in metadata and as the status", async (_name, error, text) => {
    await using test = createTestClient();
    record(test, { callError: error });
    const [exported] = await test.records();
    expect([exported?.callError, exported?.metadata?.["call_error"], test.spans()[0]?.status.message]).toEqual([
      text,
      text,
      text,
    ]);
  });

  it("gives way to the result's in the field, not in metadata", async () => {
    await using test = createTestClient();
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.setResult({ callError: "response.failed: quota" });
    recorder.setCallError(new Error("boom"));
    recorder.end();
    const [exported] = await test.records();
    expect([exported?.callError, exported?.metadata?.["call_error"]]).toEqual(["response.failed: quota", "boom"]);
  });

  it("of the result alone is exported, and is no failure of the call", async () => {
    await using test = createTestClient();
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.setResult({ callError: "response.failed: quota" });
    recorder.end();
    const [exported] = await test.records();
    expect([exported?.callError, exported?.metadata?.["call_error"]]).toEqual(["response.failed: quota", undefined]);
    expect(test.spans()[0]?.status).toEqual({ code: "OK" });
  });

  it("exports the partial result together with the error", async () => {
    await using test = createTestClient();
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.setResult({ responseId: "resp-1", usage: { inputTokens: 3 } });
    recorder.setCallError(CALL_ERROR);
    recorder.end();
    expect((await test.records())[0]).toMatchObject({ responseId: "resp-1", callError: "429 slow down" });
  });
});

it("records the event of an invalid date and of the end at the same moment", async () => {
  await using test = createTestClient();
  const recorder = test.client.startGeneration(GENERATION_START);
  test.clock.advance(40);
  recorder.setCallError(CALL_ERROR);
  recorder.setResult({ completedAt: new Date(Number.NaN) });
  recorder.end();
  expect(recorder.error?.code).toBe("validation");
  expect(test.spans()[0]).toMatchObject({ endedAt: after(40), events: [{ at: after(40) }, { at: after(40) }] });
});
