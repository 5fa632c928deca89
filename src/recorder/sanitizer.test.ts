// SPDX-License-Identifier: Apache-2.0
import { type Span, SpanKind, type Tracer } from "@opentelemetry/api";
import { describe, expect, it } from "vitest";
import type { Generation, Message } from "../../generated/ts/models.js";
import type { SigilClientOptions } from "../../generated/ts/options.js";
import type { GenerationSanitizer } from "../config/option-types.js";
import { createTestClient, type TestClient } from "../testing-support/create-test-client.js";
import { assistantText, EMBEDDING_START, GENERATION_START, userText } from "../testing-support/recording-inputs.js";

/** Removes the word SECRET from every text of a generation, wherever it is. */
const redact: GenerationSanitizer = (generation) =>
  JSON.parse(JSON.stringify(generation).replaceAll("SECRET", "[REDACTED]"), (key, value: unknown) =>
    (key === "startedAt" || key === "completedAt") && typeof value === "string" ? new Date(value) : value,
  ) as Generation;

function recordSecrets({ client }: TestClient): void {
  const recorder = client.startGeneration({
    ...GENERATION_START,
    conversationTitle: "About SECRET",
    systemPrompt: "Use SECRET",
    userId: "user-SECRET",
  });
  recorder.setResult({ output: [assistantText("It is SECRET")] }, { mappingError: new Error("cannot map SECRET") });
  recorder.setCallError(new Error("401 for SECRET"));
  recorder.end();
}

describe("a sanitizer", () => {
  it("sees the merged generation and decides what is exported", async () => {
    await using test = createTestClient({ generationSanitizer: redact });
    recordSecrets(test);
    const [record] = await test.records();
    expect(record).toMatchObject({
      conversationTitle: "About [REDACTED]",
      systemPrompt: "Use [REDACTED]",
      userId: "user-[REDACTED]",
      output: [assistantText("It is [REDACTED]")],
      callError: "401 for [REDACTED]",
    });
    expect(record?.metadata).toEqual({
      "sigil.conversation.title": "About [REDACTED]",
      "sigil.user.id": "user-[REDACTED]",
      call_error: "401 for [REDACTED]",
      "sigil.sdk.content_capture_mode": "no_tool_content",
      "sigil.sdk.name": "sdk-js",
    });
  });

  it("decides what is on the span: title, status and exceptions without their stacks", async () => {
    await using test = createTestClient({ generationSanitizer: redact });
    recordSecrets(test);
    const [span] = test.spans();
    expect(span?.attributes["sigil.conversation.title"]).toBe("About [REDACTED]");
    expect(span?.status).toEqual({ code: "ERROR", message: "401 for [REDACTED]" });
    expect(span?.events.map(({ attributes }) => attributes)).toEqual([
      { "exception.type": "Error", "exception.message": "401 for [REDACTED]" },
      { "exception.type": "Error", "exception.message": "cannot map [REDACTED]" },
    ]);
  });

  it("leaves errors alone that it does not change, with their stacks", async () => {
    await using test = createTestClient({ generationSanitizer: (generation) => generation });
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.setCallError(new Error("plain"));
    recorder.end();
    expect(test.spans()[0]?.events[0]?.attributes).toHaveProperty(["exception.stacktrace"]);
  });

  it("takes a text from the mirrors in metadata when it takes it from the field", async () => {
    await using test = createTestClient({
      generationSanitizer: ({ conversationTitle: _title, userId: _user, callError: _error, ...rest }) => rest,
    });
    recordSecrets(test);
    const [record] = await test.records();
    expect(record?.metadata).toEqual({
      "sigil.sdk.content_capture_mode": "no_tool_content",
      "sigil.sdk.name": "sdk-js",
    });
    const [span] = test.spans();
    expect([span?.status.message, span?.events, span?.attributes["sigil.conversation.title"]]).toEqual([
      "sdk_error",
      [],
      undefined,
    ]);
  });

  it("leaves metadata of the caller's own in place", async () => {
    await using test = createTestClient({ generationSanitizer: (generation) => generation });
    test.client.startGeneration({ ...GENERATION_START, metadata: { call_error: "mine", note: 1 } }).end();
    expect((await test.records())[0]?.metadata).toMatchObject({ call_error: "mine", note: 1 });
  });

  it("cannot change the ids or the SDK's own keys, and nothing by changing its argument later", async () => {
    let kept: Generation | undefined;
    await using test = createTestClient({
      generationSanitizer: (generation) => {
        kept = generation;
        return {
          ...generation,
          id: "other",
          traceId: "other",
          spanId: "other",
          metadata: { "sigil.sdk.name": "other" },
        };
      },
    });
    const recorder = test.client.startGeneration({ ...GENERATION_START, systemPrompt: "x" });
    recorder.end();
    if (kept !== undefined) kept.systemPrompt = "changed later";
    const [span] = test.rawSpans();
    expect((await test.records())[0]).toMatchObject({
      id: recorder.id,
      traceId: span?.spanContext().traceId,
      spanId: span?.spanContext().spanId,
      systemPrompt: "x",
      metadata: { "sigil.sdk.name": "sdk-js" },
    });
  });

  it("is not asked when nothing is left for it", async () => {
    await using test = createTestClient({
      contentCapture: "metadata_only",
      generationSanitizer: () => expect.fail("asked"),
    });
    recordSecrets(test);
    expect((await test.records())[0]?.systemPrompt).toBe("");
  });
});

describe("content and a sanitizer", () => {
  /** A client, and the attributes of its spans at the moment when they start. */
  function spyOnStarts(options: SigilClientOptions): { client: TestClient["client"]; started: object[] } {
    const started: object[] = [];
    const { tracer } = createTestClient();
    const spy: Pick<Tracer, "startSpan"> = {
      startSpan: (name, spanOptions, context): Span => {
        started.push({ ...spanOptions?.attributes });
        return tracer.startSpan(name, spanOptions, context);
      },
    };
    return { client: createTestClient({ ...options, tracer: spy as Tracer }).client, started };
  }

  const TITLED = { conversationTitle: "Weather" };

  it("wait for the end of the span", () => {
    const { client, started } = spyOnStarts({ generationSanitizer: redact });
    client.startGeneration({ ...GENERATION_START, ...TITLED });
    client.startToolExecution({ toolName: "weather", toolDescription: "Forecast", ...TITLED });
    expect(started.flatMap((attributes) => Object.keys(attributes))).not.toContain("sigil.conversation.title");
    expect(started.flatMap((attributes) => Object.keys(attributes))).not.toContain("gen_ai.tool.description");
  });

  it("are on the span from its start when there is none", () => {
    const { client, started } = spyOnStarts({});
    client.startGeneration({ ...GENERATION_START, ...TITLED });
    client.startToolExecution({ toolName: "weather", toolDescription: "Forecast", ...TITLED });
    expect(started).toMatchObject([
      { "sigil.conversation.title": "Weather" },
      { "sigil.conversation.title": "Weather", "gen_ai.tool.description": "Forecast" },
    ]);
  });
});

describe("a sanitizer that fails", () => {
  const THREW = "sigil: generationSanitizer threw: content is removed";
  const NO_GENERATION = "sigil: generationSanitizer returned no generation: content is removed";
  const INVALID = "sigil: generationSanitizer returned no valid generation: content is removed";

  it.each<[name: string, sanitizer: () => unknown, warning: string]>([
    ["throws", () => expect.fail("SECRET"), THREW],
    ["returns undefined", () => undefined, NO_GENERATION],
    ["returns null", () => null, NO_GENERATION],
    ["returns a text", () => "SECRET", NO_GENERATION],
    ["returns a list", () => [], NO_GENERATION],
    ["returns a promise", () => Promise.resolve({ model: GENERATION_START.model }), NO_GENERATION],
    ["returns a promise that rejects", () => Promise.reject(new Error("SECRET")), NO_GENERATION],
    ["returns an invalid generation", () => ({ output: [assistantText("SECRET")] }), INVALID],
    ["returns a proxy that throws", () => new Proxy({}, { has: () => expect.fail("SECRET") }), THREW],
  ])("because it %s costs the content, not the record", async (_name, sanitizer, warning) => {
    await using test = createTestClient({ generationSanitizer: sanitizer as GenerationSanitizer });
    recordSecrets(test);
    recordSecrets(test);
    const [record] = await test.records();
    expect(record).toMatchObject({
      systemPrompt: "",
      output: [assistantText("")],
      callError: "sdk_error",
      conversationTitle: undefined,
    });
    expect(record?.metadata).toEqual({
      "sigil.user.id": "user-SECRET",
      "sigil.sdk.content_capture_mode": "metadata_only",
      "sigil.sdk.name": "sdk-js",
    });
    const [span] = test.spans();
    expect([span?.status, span?.events, span?.attributes["sigil.conversation.title"]]).toEqual([
      { code: "ERROR", message: "sdk_error" },
      [],
      undefined,
    ]);
    expect(test.logs).toEqual([warning]);
  });

  it("changes nothing by what it did to its copy before", async () => {
    await using test = createTestClient({
      generationSanitizer: (generation) => {
        (generation.output as Message[]).splice(0);
        throw new Error("after a change");
      },
    });
    recordSecrets(test);
    expect((await test.records())[0]?.output).toEqual([assistantText("")]);
  });
});

it("does not put the content of an invalid generation, which nobody sanitized, on the span", async () => {
  await using test = createTestClient({ generationSanitizer: redact });
  const recorder = test.client.startGeneration({ ...GENERATION_START, conversationTitle: "SECRET" });
  recorder.setResult({ input: [userText("")] });
  recorder.setCallError(new Error("SECRET"));
  recorder.end();
  expect(recorder.error?.code).toBe("validation");
  expect(JSON.stringify(test.spans())).not.toContain("SECRET");
});

describe("tools and embeddings", () => {
  function recordTool({ client }: TestClient): void {
    const recorder = client.startToolExecution({
      toolName: "weather",
      toolDescription: "Asks SECRET",
      conversationTitle: "About SECRET",
      includeContent: true,
    });
    recorder.setResult({ arguments: { key: "SECRET" }, result: "SECRET rain" });
    recorder.setCallError(new Error("no SECRET"));
    recorder.end();
  }

  function recordEmbedding({ client }: TestClient): void {
    const recorder = client.startEmbedding(EMBEDDING_START);
    recorder.setResult({ inputTexts: ["one", "SECRET two"] });
    recorder.setCallError(new Error("no SECRET"));
    recorder.end();
  }

  const capture = { embeddingCapture: { captureInput: true } };

  it("are sanitized before they reach a span", async () => {
    await using test = createTestClient({ ...capture, generationSanitizer: redact });
    recordTool(test);
    recordEmbedding(test);
    const [tool, embedding] = test.spans();
    expect(tool?.attributes).toMatchObject({
      "gen_ai.tool.description": "Asks [REDACTED]",
      "sigil.conversation.title": "About [REDACTED]",
      "gen_ai.tool.call.arguments": '{"key":"[REDACTED]"}',
      "gen_ai.tool.call.result": '"[REDACTED] rain"',
    });
    expect(embedding?.attributes["gen_ai.embeddings.input_texts"]).toEqual(["one", "[REDACTED] two"]);
    for (const span of [tool, embedding]) {
      expect(span?.status).toEqual({ code: "ERROR", message: "no [REDACTED]" });
      expect(span?.events.map(({ attributes }) => attributes)).toEqual([
        { "exception.type": "Error", "exception.message": "no [REDACTED]" },
      ]);
      expect(span?.kind).toBe(span === tool ? SpanKind[SpanKind.INTERNAL] : SpanKind[SpanKind.CLIENT]);
    }
  });

  it.each<[name: string, sanitizer: () => unknown]>([
    ["throws", () => expect.fail()],
    ["returns nothing", () => undefined],
    ["removes everything", () => ({})],
    ["returns shapes of its own", () => ({ input: "x", output: [null, 5], tools: [7], conversationTitle: 4 })],
  ])("lose their content when the sanitizer %s", async (_name, sanitizer) => {
    await using test = createTestClient({ ...capture, generationSanitizer: sanitizer as GenerationSanitizer });
    recordTool(test);
    recordEmbedding(test);
    expect(JSON.stringify(test.spans())).not.toContain("SECRET");
    expect(test.spans().map(({ status }) => status)).toEqual([
      { code: "ERROR", message: "sdk_error" },
      { code: "ERROR", message: "sdk_error" },
    ]);
  });

  it("are shown as a generation: the call and its result, the texts as a user's", async () => {
    const seen: Generation[] = [];
    await using test = createTestClient({
      ...capture,
      generationSanitizer: (generation) => {
        seen.push(generation);
        return generation;
      },
    });
    recordTool(test);
    recordEmbedding(test);
    expect(seen).toEqual([
      {
        operationName: "execute_tool",
        model: { provider: "", name: "" },
        conversationTitle: "About SECRET",
        tools: [{ name: "weather", description: "Asks SECRET" }],
        input: [
          {
            role: "tool",
            parts: [{ kind: "tool_result", toolResult: { name: "weather", contentJson: '"SECRET rain"' } }],
          },
        ],
        output: [
          {
            role: "assistant",
            parts: [{ kind: "tool_call", toolCall: { name: "weather", inputJson: '{"key":"SECRET"}' } }],
          },
        ],
        callError: "no SECRET",
      },
      {
        operationName: "embeddings",
        model: { provider: "openai", name: "text-embedding-3-small" },
        input: [
          {
            role: "user",
            parts: [
              { kind: "text", text: "one" },
              { kind: "text", text: "SECRET two" },
            ],
          },
        ],
        output: [],
        callError: "no SECRET",
      },
    ]);
  });
});

it("shows of an error whose name is not that of its class the class only", async () => {
  await using test = createTestClient({ generationSanitizer: (generation) => generation });
  for (const error of [new TypeError("plain"), Object.assign(new TypeError("named"), { name: "SECRET" })]) {
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.setCallError(error);
    recorder.end();
  }
  const [plain, named] = test.rawSpans().map(({ events }) => events[0]?.attributes);
  expect(plain).toMatchObject({ "exception.type": "TypeError", "exception.message": "plain" });
  expect(plain).toHaveProperty(["exception.stacktrace"]);
  expect(named).toEqual({ "exception.type": "TypeError", "exception.message": "named" });
});
