// SPDX-License-Identifier: Apache-2.0
import { describe, expect, expectTypeOf, it } from "vitest";
import type { Artifact, Generation, Message, MessagePart } from "../../generated/ts/models.js";
import { validateGeneration } from "../../generated/ts/validate-generation.js";
import {
  artifact,
  assistantTextMessage,
  modelRef,
  providerEventArtifact,
  requestArtifact,
  responseArtifact,
  type TextPart,
  textPart,
  thinkingPart,
  toolCallPart,
  toolDefinition,
  toolResultMessage,
  toolResultPart,
  toolsArtifact,
  userTextMessage,
} from "./index.js";

const CYCLE: Record<string, unknown> = { size: 1n };
CYCLE["self"] = CYCLE;

describe("parts", () => {
  const bytes = new TextEncoder().encode("[1]");
  const cases: readonly [string, MessagePart, MessagePart][] = [
    ["text", textPart("hi"), { kind: "text", text: "hi" }],
    [
      "text with the provider's type",
      textPart("hi", { providerType: "output_text" }),
      { kind: "text", text: "hi", providerType: "output_text" },
    ],
    ["thinking", thinkingPart("hm"), { kind: "thinking", thinking: "hm" }],
    [
      "a call with arguments as a value",
      toolCallPart({ id: "call-1", name: "weather", input: { city: "Paris" } }, { providerType: "tool_use" }),
      {
        kind: "tool_call",
        toolCall: { id: "call-1", name: "weather", inputJson: '{"city":"Paris"}' },
        providerType: "tool_use",
      },
    ],
    [
      "a call with arguments as JSON text",
      toolCallPart({ name: "weather", inputJson: '{"city": "Paris"}' }),
      { kind: "tool_call", toolCall: { name: "weather", inputJson: '{"city": "Paris"}' } },
    ],
    [
      "a call with a string as its argument",
      toolCallPart({ name: "say", input: "hi" }),
      { kind: "tool_call", toolCall: { name: "say", inputJson: '"hi"' } },
    ],
    [
      "a call with null as its argument",
      toolCallPart({ name: "say", input: null }),
      { kind: "tool_call", toolCall: { name: "say", inputJson: "null" } },
    ],
    ["a call without arguments", toolCallPart({ name: "now" }), { kind: "tool_call", toolCall: { name: "now" } }],
    [
      "arguments that JSON cannot hold",
      toolCallPart({ name: "x", input: CYCLE }),
      { kind: "tool_call", toolCall: { name: "x", inputJson: '{"size":"1","self":"[Circular]"}' } },
    ],
    [
      "a result as text",
      toolResultPart({ toolCallId: "call-1", name: "weather", content: "18C" }),
      { kind: "tool_result", toolResult: { toolCallId: "call-1", name: "weather", content: "18C" } },
    ],
    [
      "a result as a value",
      toolResultPart(
        { toolCallId: "call-1", content: { celsius: 18 }, isError: false },
        { providerType: "tool_result" },
      ),
      {
        kind: "tool_result",
        toolResult: { toolCallId: "call-1", contentJson: '{"celsius":18}', isError: false },
        providerType: "tool_result",
      },
    ],
    [
      "a result as JSON text",
      toolResultPart({ name: "x", contentJson: "[1]" }),
      { kind: "tool_result", toolResult: { name: "x", contentJson: "[1]" } },
    ],
    [
      "a result as bytes",
      toolResultPart({ name: "x", content: bytes }),
      { kind: "tool_result", toolResult: { name: "x", contentJson: bytes } },
    ],
    [
      "a result as text and as JSON text",
      toolResultPart({ name: "x", content: "one", contentJson: "[1]" }),
      { kind: "tool_result", toolResult: { name: "x", content: "one", contentJson: "[1]" } },
    ],
    [
      "a result that is nothing",
      toolResultPart({ name: "x", content: undefined }),
      { kind: "tool_result", toolResult: { name: "x" } },
    ],
  ];
  it.each(cases)("%s", (_, part, expected) => {
    expect(part).toStrictEqual(expected);
  });

  it("have the type of their kind, and refuse two forms of the arguments at once", () => {
    expectTypeOf(textPart("hi")).toEqualTypeOf<TextPart>();
    expectTypeOf(textPart("hi").kind).toEqualTypeOf<"text">();
    // @ts-expect-error -- either a value or its text
    toolCallPart({ name: "x", input: 1, inputJson: "1" });
    // @ts-expect-error -- a call has a name
    toolCallPart({ input: 1 });
  });
});

describe("messages", () => {
  const cases: readonly [string, Message, Message][] = [
    ["of the user", userTextMessage("hi"), { role: "user", parts: [{ kind: "text", text: "hi" }] }],
    [
      "of the user with a name",
      userTextMessage("hi", { name: "ann" }),
      { role: "user", name: "ann", parts: [{ kind: "text", text: "hi" }] },
    ],
    [
      "of the assistant",
      assistantTextMessage("hello"),
      { role: "assistant", parts: [{ kind: "text", text: "hello" }] },
    ],
    [
      "of a tool with text",
      toolResultMessage("call-1", "no such city", { name: "weather", isError: true }),
      {
        role: "tool",
        parts: [
          {
            kind: "tool_result",
            toolResult: { toolCallId: "call-1", name: "weather", isError: true, content: "no such city" },
          },
        ],
      },
    ],
    [
      "of a tool with a value",
      toolResultMessage("call-1", [1, 2]),
      { role: "tool", parts: [{ kind: "tool_result", toolResult: { toolCallId: "call-1", contentJson: "[1,2]" } }] },
    ],
  ];
  it.each(cases)("%s", (_, message, expected) => {
    expect(message).toStrictEqual(expected);
  });
});

describe("definitions and artifacts", () => {
  it("name a model and a tool", () => {
    expect(modelRef("openai", "gpt-5")).toStrictEqual({ provider: "openai", name: "gpt-5" });
    expect(toolDefinition({ name: "weather", type: "function", inputSchema: { type: "object" } })).toStrictEqual({
      name: "weather",
      type: "function",
      inputSchemaJson: '{"type":"object"}',
    });
    expect(toolDefinition({ name: "weather", inputSchemaJson: "{}" })).toStrictEqual({
      name: "weather",
      inputSchemaJson: "{}",
    });
    expect(toolDefinition({ name: "weather" })).toStrictEqual({ name: "weather" });
  });

  const bytes = new Uint8Array([1, 2]);
  const cases: readonly [string, Artifact, Artifact][] = [
    [
      "a value",
      requestArtifact({ a: 1 }),
      { kind: "request", name: "request", contentType: "application/json", payload: '{"a":1}' },
    ],
    ["text", responseArtifact("data: 1\n"), { kind: "response", name: "response", payload: "data: 1\n" }],
    ["bytes", providerEventArtifact(bytes), { kind: "provider_event", name: "provider_event", payload: bytes }],
    [
      "another name and type",
      toolsArtifact([], { name: "tools.json", contentType: "text/plain" }),
      { kind: "tools", name: "tools.json", contentType: "text/plain", payload: "[]" },
    ],
    [
      "a place elsewhere",
      artifact("response", undefined, { recordId: "rec-1", uri: "s3://x" }),
      { kind: "response", name: "response", recordId: "rec-1", uri: "s3://x" },
    ],
  ];
  it.each(cases)("keep %s", (_, built, expected) => {
    expect(built).toStrictEqual(expected);
  });
});

it("make a generation that is valid", () => {
  const generation: Generation = {
    mode: "SYNC",
    model: modelRef("openai", "gpt-5"),
    tools: [toolDefinition({ name: "weather", inputSchema: {} })],
    input: [userTextMessage("weather?")],
    output: [
      { role: "assistant", parts: [thinkingPart("hm"), toolCallPart({ id: "call-1", name: "weather", input: {} })] },
      toolResultMessage("call-1", { celsius: 18 }),
      assistantTextMessage("18C"),
    ],
    artifacts: [requestArtifact({}), responseArtifact({})],
  };
  expect(validateGeneration(generation)).toBeUndefined();
});
