// SPDX-License-Identifier: Apache-2.0
import { context as otelContext } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONCRETE_CAPTURE_MODES, type ConcreteCaptureMode } from "../../generated/ts/capture.js";
import type { GenerationStart } from "../../generated/ts/models.js";
import { withContext } from "../context/recording-context.js";
import { after } from "../testing-support/clock-start.js";
import { createTestClient, type TestClient } from "../testing-support/create-test-client.js";
import { assistantText } from "../testing-support/recording-inputs.js";
import { STACK } from "../testing-support/span-view.js";
import type { GenerationRecorder } from "./generation-recorder.js";

beforeAll(() => void otelContext.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => otelContext.disable());

const START: GenerationStart = {
  id: "gen_0000000000000001",
  conversationTitle: "Weather",
  model: { provider: "openai", name: "gpt-5" },
  systemPrompt: "Be short.",
};

const ERROR = Object.assign(new Error("429 too many questions about Bern"), { status: 429 });

function fill(recorder: GenerationRecorder): void {
  recorder.setResult({ output: [assistantText("Rain.")], stopReason: "stop" });
  recorder.setCallError(ERROR);
}

/** The ways to record one generation; each leaves the same behind. */
const FORMS: Record<string, (test: TestClient, start: GenerationStart) => void> = {
  callback: ({ client }, start) => {
    const returned = client.startGeneration(start, (recorder) => {
      fill(recorder);
      return 1;
    });
    expect(returned).toBe(1);
  },
  run: ({ client }, start) => {
    const recorder = client.startGeneration(start);
    recorder.run(() => fill(recorder));
    recorder.end();
  },
  using: ({ client }, start) => {
    using recorder = client.startGeneration(start);
    fill(recorder);
  },
  nested: ({ client }, { id, contentCapture, ...start }) => {
    const outer = client.startGeneration({ model: { provider: "openai", name: "outer" }, contentCapture });
    outer.run(() => {
      using recorder = client.startGeneration({ ...start, id });
      fill(recorder);
    });
  },
};

/** What capture.md says about a mode. */
const KEEPS: Record<ConcreteCaptureMode, { readonly exported: boolean; readonly onSpan: boolean }> = {
  full: { exported: true, onSpan: true },
  no_tool_content: { exported: true, onSpan: true },
  full_with_metadata_spans: { exported: true, onSpan: false },
  metadata_only: { exported: false, onSpan: false },
};

describe.each(CONCRETE_CAPTURE_MODES)("under %s", (mode) => {
  const { exported, onSpan } = KEEPS[mode];

  describe.each(Object.entries(FORMS))("a generation recorded with %s", (form, record) => {
    it("is exported with what the mode keeps", async () => {
      await using test = createTestClient();
      record(test, { ...START, contentCapture: mode });
      const [span] = test.rawSpans();
      expect(await test.records()).toEqual([
        {
          id: "gen_0000000000000001",
          operationName: "generateText",
          mode: "SYNC",
          model: { provider: "openai", name: "gpt-5" },
          traceId: span?.spanContext().traceId,
          spanId: span?.spanContext().spanId,
          ...(exported ? { conversationTitle: "Weather" } : {}),
          systemPrompt: exported ? "Be short." : "",
          output: [assistantText(exported ? "Rain." : "")],
          stopReason: "stop",
          callError: exported ? "429 too many questions about Bern" : "rate_limit",
          startedAt: after(0),
          completedAt: after(0),
          tags: {},
          metadata: {
            ...(exported
              ? { "sigil.conversation.title": "Weather", call_error: "429 too many questions about Bern" }
              : {}),
            "sigil.sdk.content_capture_mode": mode,
            "sigil.sdk.name": "sdk-js",
          },
        },
      ]);
    });

    it("has a span with what the mode keeps", async () => {
      await using test = createTestClient();
      record(test, { ...START, contentCapture: mode });
      const [span] = test.spans();
      expect(span).toEqual({
        name: "generateText gpt-5",
        kind: "CLIENT",
        scope: "test",
        attributes: {
          "gen_ai.operation.name": "generateText",
          "sigil.sdk.name": "sdk-js",
          "sigil.generation.id": "gen_0000000000000001",
          ...(onSpan ? { "sigil.conversation.title": "Weather" } : {}),
          "gen_ai.provider.name": "openai",
          "gen_ai.request.model": "gpt-5",
          "gen_ai.response.finish_reasons": ["stop"],
          "error.type": "provider_call_error",
          "error.category": "rate_limit",
        },
        events: onSpan
          ? [
              {
                name: "exception",
                at: after(0),
                attributes: {
                  "exception.type": "Error",
                  "exception.message": "429 too many questions about Bern",
                  "exception.stacktrace": STACK,
                },
              },
            ]
          : [],
        status: { code: "ERROR", message: onSpan ? "429 too many questions about Bern" : "rate_limit" },
        startedAt: after(0),
        endedAt: after(0),
        parentSpanId: form === "nested" ? expect.any(String) : undefined,
      });
    });
  });

  it.each(["callback", "run"])("a tool and an embedding inside a generation (%s) inherit the mode", async (form) => {
    await using test = createTestClient({ embeddingCapture: { captureInput: true } });
    const inside = (includeContent: boolean): void => {
      const tool = test.client.startToolExecution({
        toolName: "weather",
        toolDescription: "Forecast",
        conversationTitle: "Weather",
        includeContent,
      });
      tool.setResult({ arguments: { city: "Bern" }, result: "rain" });
      tool.setCallError(ERROR);
      tool.end();
    };
    const all = (): number => {
      inside(false);
      inside(true);
      const embedding = test.client.startEmbedding({ model: { provider: "openai", name: "e" } });
      embedding.setResult({ inputTexts: ["Bern"], inputCount: 1 });
      embedding.setCallError(ERROR);
      embedding.end();
      return 1;
    };
    const start = { ...START, contentCapture: mode };
    if (form === "callback") expect(test.client.startGeneration(start, all)).toBe(1);
    else test.client.startGeneration(start).run(all);
    const content = { "gen_ai.tool.call.arguments": '{"city":"Bern"}', "gen_ai.tool.call.result": '"rain"' };
    const tool = {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "weather",
      "sigil.sdk.name": "sdk-js",
      ...(onSpan ? { "gen_ai.tool.description": "Forecast", "sigil.conversation.title": "Weather" } : {}),
      "error.type": "tool_execution_error",
      "error.category": "rate_limit",
    };
    const spans = test.spans().slice(0, 3);
    expect(spans.map(({ attributes }) => attributes)).toEqual([
      { ...tool, ...(mode === "full" ? content : {}) },
      { ...tool, ...(onSpan ? content : {}) },
      {
        "gen_ai.operation.name": "embeddings",
        "sigil.sdk.name": "sdk-js",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "e",
        "gen_ai.embeddings.input_count": 1,
        ...(onSpan ? { "gen_ai.embeddings.input_texts": ["Bern"] } : {}),
        "error.type": "provider_call_error",
        "error.category": "rate_limit",
      },
    ]);
    const text = "429 too many questions about Bern";
    expect(spans.map(({ status, events }) => [status.message, events.length])).toEqual(
      Array.from({ length: 3 }, () => (onSpan ? [text, 1] : ["rate_limit", 0])),
    );
  });

  it("a tool that stands alone takes its mode from the scope around it", async () => {
    await using test = createTestClient();
    withContext({ contentCapture: mode }, () => {
      const tool = test.client.startToolExecution({ toolName: "weather" });
      tool.setResult({ arguments: "Bern" });
      tool.end();
    });
    const hasContent = "gen_ai.tool.call.arguments" in (test.spans()[0]?.attributes ?? {});
    expect(hasContent).toBe(mode === "full");
  });

  it("the mode of a generation is gone when its callback is over", async () => {
    await using test = createTestClient({ contentCapture: "full" });
    await test.client.startGeneration({ ...START, contentCapture: mode }, async () => undefined);
    test.client.startGeneration(START).run(() => undefined);
    using tool = test.client.startToolExecution({ toolName: "weather" });
    tool.setResult({ arguments: "Bern" });
    tool.end();
    expect(test.spans().at(-1)?.attributes["gen_ai.tool.call.arguments"]).toBe('"Bern"');
  });
});

describe("generations that overlap", () => {
  it("keep their modes, in whatever order they end", async () => {
    await using test = createTestClient();
    const strict = test.client.startGeneration({ ...START, id: "gen_a", contentCapture: "metadata_only" });
    const open = test.client.startGeneration({ ...START, id: "gen_b", contentCapture: "full" });
    const follower = test.client.startGeneration({ ...START, id: "gen_c" });
    strict.end();
    follower.end();
    open.end();
    expect(
      (await test.records()).map(({ id, metadata }) => [id, metadata?.["sigil.sdk.content_capture_mode"]]),
    ).toEqual([
      ["gen_a", "metadata_only"],
      ["gen_c", "no_tool_content"],
      ["gen_b", "full"],
    ]);
  });
});

describe("the resolver", () => {
  it("gets the generation's metadata, and for what is inside, that metadata under its own", async () => {
    const asked: unknown[] = [];
    await using test = createTestClient({
      contentCaptureResolver: (metadata) => {
        asked.push(metadata);
        return "default";
      },
    });
    const outer = test.client.startGeneration({ ...START, metadata: { tenant: "eu", step: 1 } });
    outer.run(() => {
      test.client.startToolExecution({ toolName: "weather" }).end();
      test.client.startEmbedding({ model: { provider: "openai", name: "e" }, metadata: { step: 2 } }).end();
      const inner = test.client.startGeneration({ ...START, metadata: { step: 3 } });
      inner.run(() => test.client.startToolExecution({ toolName: "weather" }).end());
      inner.end();
    });
    outer.end();
    test.client.startToolExecution({ toolName: "weather" }).end();
    expect(asked).toEqual([
      { tenant: "eu", step: 1 },
      { tenant: "eu", step: 1 },
      { tenant: "eu", step: 2 },
      { tenant: "eu", step: 3 },
      { tenant: "eu", step: 3 },
      {},
    ]);
  });

  it("changes nothing by changing what it is given", async () => {
    await using test = createTestClient({
      contentCaptureResolver: (metadata) => {
        Object.assign(metadata, { injected: true });
        (metadata["nested"] as { list: number[] }).list.push(2);
        return "full";
      },
    });
    test.client.startGeneration({ ...START, metadata: { nested: { list: [1] } } }).end();
    expect((await test.records())[0]?.metadata).toEqual({
      nested: { list: [1] },
      "sigil.conversation.title": "Weather",
      "sigil.sdk.content_capture_mode": "full",
      "sigil.sdk.name": "sdk-js",
    });
  });

  it("warns once about each kind of failure", async () => {
    await using test = createTestClient({
      contentCaptureResolver: () => {
        throw new Error("secret");
      },
    });
    for (let index = 0; index < 3; index++) test.client.startGeneration(START).end();
    expect(test.logs).toEqual(["sigil: contentCaptureResolver threw; the recording is captured without content"]);
    expect((await test.records()).map(({ systemPrompt }) => systemPrompt)).toEqual(["", "", ""]);
  });
});
