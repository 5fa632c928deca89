// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { ToolExecutionResult, ToolExecutionStart } from "../../generated/ts/models.js";
import type { SigilClientOptions } from "../../generated/ts/options.js";
import { after } from "../testing-support/clock-start.js";
import { createTestClient } from "../testing-support/create-test-client.js";
import { TOOL_START } from "../testing-support/recording-inputs.js";
import { STACK } from "../testing-support/span-view.js";

const START = {
  toolName: " weather ",
  toolCallId: "call_1",
  toolType: "function",
  toolDescription: "Forecast for a city",
  conversationId: "conv-1",
  conversationTitle: " Weather ",
  agentName: " planner ",
  agentVersion: "1.4.0",
  requestProvider: " openai ",
  requestModel: "gpt-5",
  includeContent: true,
  startedAt: after(-100),
} as const;

const ATTRIBUTES = {
  "gen_ai.operation.name": "execute_tool",
  "gen_ai.tool.name": "weather",
  "sigil.sdk.name": "sdk-js",
  "gen_ai.tool.call.id": "call_1",
  "gen_ai.tool.type": "function",
  "gen_ai.tool.description": "Forecast for a city",
  "gen_ai.conversation.id": "conv-1",
  "sigil.conversation.title": "Weather",
  "gen_ai.agent.name": " planner ",
  "gen_ai.agent.version": "1.4.0",
  "gen_ai.provider.name": " openai ",
  "gen_ai.request.model": "gpt-5",
};

describe("a tool execution", () => {
  it("is a span with everything that is known, and no export", async () => {
    await using test = createTestClient();
    const recorder = test.client.startToolExecution(START);
    recorder.setResult({ arguments: { city: "Bern" }, result: { rain: true }, completedAt: after(400) });
    recorder.end();
    expect(test.spans()).toEqual([
      {
        name: "execute_tool weather",
        kind: "INTERNAL",
        scope: "test",
        attributes: {
          ...ATTRIBUTES,
          "gen_ai.tool.call.arguments": '{"city":"Bern"}',
          "gen_ai.tool.call.result": '{"rain":true}',
        },
        events: [],
        status: { code: "OK" },
        startedAt: after(-100),
        endedAt: after(400),
        parentSpanId: undefined,
      },
    ]);
    expect(await test.records()).toEqual([]);
  });

  it("is one duration point with trimmed values, and nothing in the other histograms", async () => {
    await using test = createTestClient();
    const recorder = test.client.startToolExecution(START);
    recorder.setResult({ completedAt: after(400) });
    recorder.end();
    expect(await test.histograms()).toEqual({
      "gen_ai.client.operation.duration": {
        unit: "s",
        description: "",
        points: [
          {
            attributes: {
              "gen_ai.operation.name": "execute_tool",
              "gen_ai.provider.name": "openai",
              "gen_ai.request.model": "gpt-5",
              "gen_ai.agent.name": "planner",
              "gen_ai.tool.name": "weather",
              "error.type": "",
              "error.category": "",
            },
            count: 1,
            sum: 0.5,
            boundaries: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
          },
        ],
      },
    });
  });

  it("ends at the clock when the result names no time", async () => {
    await using test = createTestClient();
    const recorder = test.client.startToolExecution(TOOL_START);
    test.clock.advance(30);
    recorder.end();
    expect(test.spans()[0]).toMatchObject({ startedAt: after(0), endedAt: after(30) });
  });

  it("with only a name has three attributes, and empty texts on its point", async () => {
    await using test = createTestClient();
    test.client.startToolExecution(TOOL_START).end();
    expect(test.spans()[0]?.attributes).toEqual({
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "weather",
      "sigil.sdk.name": "sdk-js",
    });
    expect((await test.histograms())["gen_ai.client.operation.duration"]?.points[0]?.attributes).toEqual({
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.provider.name": "",
      "gen_ai.request.model": "",
      "gen_ai.agent.name": "",
      "gen_ai.tool.name": "weather",
      "error.type": "",
      "error.category": "",
    });
  });

  it.each(["", "  ", undefined, null, 5])("named %j records nothing and asks no resolver", async (toolName) => {
    let questions = 0;
    await using test = createTestClient({
      contentCaptureResolver: () => {
        questions += 1;
        return "full";
      },
    });
    const recorder = test.client.startToolExecution({ toolName: toolName as string });
    expect(recorder.run(() => 7)).toBe(7);
    recorder.setResult({ result: "x" });
    recorder.setCallError(new Error("x"));
    recorder.end();
    expect([recorder.err(), test.spans(), await test.histograms(), questions]).toEqual([null, [], {}, 0]);
  });

  it("that fails says so on span and point, and its recorder has no error", async () => {
    await using test = createTestClient();
    const recorder = test.client.startToolExecution(TOOL_START);
    recorder.setCallError(Object.assign(new Error("city not found"), { status: 404 }));
    recorder.end();
    expect(test.spans()[0]).toMatchObject({
      attributes: { "error.type": "tool_execution_error", "error.category": "client_error" },
      status: { code: "ERROR", message: "city not found" },
      events: [
        {
          name: "exception",
          at: after(0),
          attributes: {
            "exception.type": "Error",
            "exception.message": "city not found",
            "exception.stacktrace": STACK,
          },
        },
      ],
    });
    const [point] = (await test.histograms())["gen_ai.client.operation.duration"]?.points ?? [];
    expect(point?.attributes).toMatchObject({ "error.type": "tool_execution_error", "error.category": "client_error" });
    expect(recorder.err()).toBeNull();
  });
});

describe("arguments and result on the span", () => {
  const cycle: Record<string, unknown> = { name: "a" };
  cycle["self"] = cycle;

  it.each<[name: string, value: unknown, text: string | undefined]>([
    ["an object", { city: "Bern" }, '{"city":"Bern"}'],
    ["a list", [1, "two"], '[1,"two"]'],
    ["JSON text, which passes as it is", ' {"city" : "Bern"} ', '{"city" : "Bern"}'],
    ["other text, which is quoted", " Bern ", '"Bern"'],
    ["a text of digits, which is JSON", "12", "12"],
    ["an empty text", "", undefined],
    ["white space", "  ", undefined],
    ["null", null, undefined],
    ["undefined", undefined, undefined],
    ["zero", 0, "0"],
    ["false", false, "false"],
    ["bytes, which are UTF-8 text", new TextEncoder().encode('{"city":"Zürich"}'), '{"city":"Zürich"}'],
    ["bytes that are no UTF-8", new Uint8Array([0x42, 0xff]), '"B\ufffd"'],
    ["a Map", new Map([["a", 1]]), '{"a":1}'],
    ["a cycle", cycle, '{"name":"a","self":"[Circular]"}'],
    ["a BigInt", { n: 12n }, '{"n":"12"}'],
    ["a function", () => 1, undefined],
  ])("of %s", async (_name, value, text) => {
    await using test = createTestClient();
    const recorder = test.client.startToolExecution({ ...TOOL_START, includeContent: true });
    recorder.setResult({ arguments: value, result: value });
    recorder.end();
    const attributes = test.spans()[0]?.attributes;
    expect([attributes?.["gen_ai.tool.call.arguments"], attributes?.["gen_ai.tool.call.result"]]).toEqual([text, text]);
    expect(recorder.err()).toBeNull();
  });

  it("are on the span at any length", async () => {
    await using test = createTestClient();
    const recorder = test.client.startToolExecution({ ...TOOL_START, includeContent: true });
    const text = "Zürich ".repeat(10_000);
    recorder.setResult({ arguments: { text }, result: text });
    recorder.end();
    expect(test.spans()[0]?.attributes).toMatchObject({
      "gen_ai.tool.call.arguments": JSON.stringify({ text }),
      "gen_ai.tool.call.result": JSON.stringify(text.trim()),
    });
  });

  it("are copied when they are handed over, and the last ones count", async () => {
    await using test = createTestClient();
    const recorder = test.client.startToolExecution({ ...TOOL_START, includeContent: true });
    const result: ToolExecutionResult & { arguments: { list: number[] } } = { arguments: { list: [1] }, result: "r" };
    recorder.setResult({ arguments: "first", result: "first" });
    recorder.setResult(result);
    result.arguments.list.push(2);
    recorder.end();
    expect(test.spans()[0]?.attributes).toMatchObject({
      "gen_ai.tool.call.arguments": '{"list":[1]}',
      "gen_ai.tool.call.result": '"r"',
    });
  });
});

describe("arguments and result", () => {
  it.each<[shown: string, isCopied: boolean, options: SigilClientOptions, start: Partial<ToolExecutionStart>]>([
    ["asked for", true, {}, { includeContent: true }],
    ["not asked for", false, {}, {}],
    ["shown by the mode", true, { contentCapture: "full" }, {}],
    ["hidden by the mode", false, { contentCapture: "metadata_only" }, { includeContent: true }],
    ["looked at by a sanitizer", true, { generationSanitizer: (generation) => generation }, {}],
  ])("that are %s: copied is %j", async (_shown, isCopied, options, own) => {
    await using test = createTestClient(options);
    let reads = 0;
    const result = {
      get row(): string {
        reads += 1;
        return "x";
      },
    };
    const recorder = test.client.startToolExecution({ ...TOOL_START, ...own });
    recorder.setResult({ arguments: result, result });
    recorder.end();
    expect(reads).toBe(isCopied ? 2 : 0);
    expect(recorder.error).toBeUndefined();
  });
});
