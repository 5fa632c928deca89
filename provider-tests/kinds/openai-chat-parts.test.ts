// SPDX-License-Identifier: Apache-2.0
import type OpenAI from "openai";
import type { GenerationResult, MessagePart } from "sigil-sdk";
import { fromRequestResponse, fromStream, toObserveOptions } from "sigil-sdk/openai";
import { describe, expect, it } from "vitest";
import { type CasesByType, call, partsOf, result, text } from "./cases.js";

type Part = OpenAI.ChatCompletionContentPart | OpenAI.ChatCompletionContentPartRefusal;
type Call = OpenAI.ChatCompletionMessageToolCall;

const REQUEST: OpenAI.ChatCompletionCreateParamsStreaming = { model: "gpt-5", messages: [], stream: true };

const PARTS: CasesByType<Part, MessagePart[]> = {
  text: { given: { type: "text", text: "Hello" }, becomes: [text("Hello")] },
  refusal: { given: { type: "refusal", refusal: "No." }, becomes: [text("No.", "refusal")] },
  image_url: {
    given: { type: "image_url", image_url: { url: "data:image/png;base64,aGFsbG8=", detail: "low" } },
    becomes: [text("[image image/png 5 bytes]", "image_url")],
  },
  input_audio: {
    given: { type: "input_audio", input_audio: { data: "aGFsbG8=", format: "wav" } },
    becomes: [text("[audio audio/wav 5 bytes]", "input_audio")],
  },
  file: {
    given: { type: "file", file: { filename: "a.pdf", file_data: "data:application/pdf;base64,aGFsbG8=" } },
    becomes: [text("[file a.pdf application/pdf 5 bytes]", "file")],
  },
};

const CALLS: CasesByType<Call, MessagePart[]> = {
  function: {
    given: { type: "function", id: "c_1", function: { name: "add", arguments: '{"b":1,"a":2}' } },
    becomes: [call("c_1", "add", '{"b":1,"a":2}', "tool_call")],
  },
  custom: {
    given: { type: "custom", id: "c_2", custom: { name: "shell", input: "ls" } },
    becomes: [call("c_2", "shell", '"ls"', "custom_tool_call")],
  },
};

function mapMessages(...messages: readonly unknown[]): GenerationResult {
  const response = { id: "1", model: "gpt-5", choices: [] };
  return fromRequestResponse({ model: "gpt-5", messages: messages as never }, response as never);
}

function mapAnswer(...choices: readonly unknown[]): GenerationResult {
  return fromRequestResponse({ model: "gpt-5", messages: [] }, { id: "1", model: "gpt-5", choices } as never);
}

function mapChunks(...deltas: readonly unknown[]): MessagePart[] {
  const events = deltas.map((delta) => ({ id: "1", choices: [{ index: 0, delta }] }));
  return partsOf(fromStream(REQUEST, { events: events as never[] }).output);
}

describe("a part of a message", () => {
  it.each(Object.entries(PARTS))("%s", (_, { given, becomes }) => {
    expect(partsOf(mapMessages({ role: "user", content: [given] }).input)).toEqual(becomes);
  });

  it.each([
    [{ type: "file", file: { file_id: "file_1" } }, "[file file_1]"],
    [{ type: "image_url", image_url: { url: "https://example.test/a.png" } }, "[image https://example.test/a.png]"],
    [{ type: "image_url" }, "[image]"],
  ])("%j shows as %s", (part, placeholder) => {
    expect(partsOf(mapMessages({ role: "user", content: [part] }).input)).toEqual([text(placeholder, part.type)]);
  });

  it.each([
    [{ type: "hologram", url: "u" }, text('{"type":"hologram","url":"u"}', "hologram")],
    [{ text: "no type" }, text('{"text":"no type"}')],
    [{ type: "text", text: ["odd"] }, text("odd")],
    [{ type: "text", text: 7 }, text('{"text":7,"type":"text"}')],
    ["bare", text("bare")],
    [7, text("7")],
  ])("%j is kept", (part, becomes) => {
    expect(partsOf(mapMessages({ role: "user", content: [part] }).input)).toEqual([becomes]);
  });
});

describe("a call", () => {
  it.each(Object.entries(CALLS))("%s of a whole answer", (_, { given, becomes }) => {
    const { output } = mapAnswer({ index: 0, message: { content: null, tool_calls: [given] }, finish_reason: "stop" });
    expect(partsOf(output)).toEqual(becomes);
  });

  it.each(Object.entries(CALLS))("%s of a stream", (_, { given, becomes }) => {
    expect(mapChunks({ tool_calls: [{ index: 0, ...given }] })).toEqual(becomes);
  });

  it.each(Object.entries(CALLS))("%s without its type, whole and in pieces", (_, { given, becomes }) => {
    const { type: _type, ...untyped } = given;
    expect(partsOf(mapAnswer({ message: { tool_calls: [untyped] } }).output)).toEqual(becomes);
    expect(mapChunks({ tool_calls: [{ index: 0, ...untyped }] })).toEqual(becomes);
  });

  it("of a kind that nobody knows is kept", () => {
    const odd = { id: "c_3", type: "remote_call", remote_call: { name: "ring" }, where: "x" };
    expect(partsOf(mapAnswer({ message: { tool_calls: [odd] } }).output)).toEqual([
      call("c_3", "ring", { remote_call: { name: "ring" }, where: "x" }, "remote_call"),
    ]);
  });

  it("of the older kind has its arguments, whole and in pieces", () => {
    const becomes = [call(undefined, "add", { a: 1 }, "function_call")];
    const older = { name: "add", arguments: '{"a":1}' };
    expect(partsOf(mapAnswer({ message: { content: null, function_call: older } }).output)).toEqual(becomes);
    const pieces = [{ function_call: { name: "add", arguments: '{"a"' } }, { function_call: { arguments: ":1}" } }];
    expect(mapChunks(...pieces)).toEqual(becomes);
  });
});

describe("calls in pieces", () => {
  const first = { index: 0, id: "c_1", type: "function", function: { name: "add", arguments: "" } };

  it("belong together by index, whichever comes first", () => {
    const second = { index: 1, id: "c_2", type: "function", function: { name: "sub", arguments: '{"b":' } };
    const parts = mapChunks(
      { tool_calls: [first, second] },
      {
        tool_calls: [
          { index: 1, function: { arguments: "2}" } },
          { index: 0, function: { arguments: "{}" } },
        ],
      },
    );
    expect(parts).toEqual([call("c_1", "add", {}, "tool_call"), call("c_2", "sub", '{"b":2}', "tool_call")]);
  });

  it("stand in the order of their index, not in that of their coming", () => {
    const piece = (index: number, id: string): unknown => ({ index, id, type: "function", function: { name: id } });
    const parts = mapChunks(
      { tool_calls: [piece(2, "c")] },
      { tool_calls: [piece(1, "b")] },
      { tool_calls: [piece(0, "a")] },
    );
    expect(parts).toEqual(["a", "b", "c"].map((id) => call(id, id, undefined, "tool_call")));
  });

  it("that are no objects are text, and no call of a tool", () => {
    expect(mapChunks({ content: "Hi" }, { tool_calls: ["odd", 7, null] })).toEqual([text("Hiodd"), text("7")]);
    expect(partsOf(mapAnswer({ message: { tool_calls: ["odd", 7, null] } }).output)).toEqual([text("odd"), text("7")]);
  });

  it("without an index go on with the call before, or begin one with a new id", () => {
    const parts = mapChunks(
      { tool_calls: [{ id: "c_1", function: { name: "add", arguments: "{" } }] },
      { tool_calls: [{ function: { arguments: "}" } }] },
      { tool_calls: [{ id: "c_2", function: { name: "sub", arguments: "{}" } }] },
    );
    expect(parts).toEqual([call("c_1", "add", {}, "tool_call"), call("c_2", "sub", {}, "tool_call")]);
  });

  it("that were cut off are a text in JSON", () => {
    const parts = mapChunks({ tool_calls: [first] }, { tool_calls: [{ index: 0, function: { arguments: '{"a":' } }] });
    expect(parts).toEqual([call("c_1", "add", JSON.stringify('{"a":'), "tool_call")]);
  });
});

describe("sound", () => {
  it("shows as its transcript", () => {
    const audio = { id: "audio_1", data: "aGFsbG8=", transcript: "Hello", expires_at: 1 };
    expect(partsOf(mapAnswer({ message: { content: null, audio } }).output)).toEqual([
      text("Hello", "audio_transcript"),
    ]);
    expect(
      mapChunks({ audio: { id: "audio_1" } }, { audio: { transcript: "Hel" } }, { audio: { transcript: "lo" } }),
    ).toEqual([text("Hello", "audio_transcript")]);
  });

  it("has the same size whole and in pieces, each of which is padded", () => {
    const whole = { id: "audio_1", data: "aGFsbG8=" };
    expect(partsOf(mapAnswer({ message: { audio: whole } }).output)).toEqual([text("[audio 5 bytes]", "audio")]);
    const pieces = [
      { audio: { id: "audio_1", data: "aA==" } },
      { audio: { data: "YWw=" } },
      { audio: { data: "bG8=" } },
    ];
    expect(mapChunks(...pieces)).toEqual([text("[audio 5 bytes]", "audio")]);
  });

  it("shows as a placeholder where nobody wrote down what was said", () => {
    expect(partsOf(mapAnswer({ message: { content: null, audio: { id: "audio_1" } } }).output)).toEqual([
      text("[audio audio_1]", "audio"),
    ]);
  });
});

describe("messages", () => {
  it("of system and developer are the system prompt: parts by newlines, messages by blank lines", () => {
    const { systemPrompt, input } = mapMessages(
      {
        role: "system",
        content: [
          { type: "text", text: "Be kind." },
          { type: "text", text: "Be brief." },
        ],
      },
      { role: "developer", content: "Use metric units." },
    );
    expect({ systemPrompt, input }).toEqual({ systemPrompt: "Be kind.\nBe brief.\n\nUse metric units.", input: [] });
  });

  it("of system keep what is no text as JSON, and have no blank parts", () => {
    const odd = { type: "rule", id: 1 };
    const content = [{ type: "text", text: "a" }, { type: "text", text: " " }, odd, { type: "text", text: "b" }];
    expect(mapMessages({ role: "system", content }).systemPrompt).toBe('a\n{"id":1,"type":"rule"}\nb');
  });

  it("whose content is of no known type are kept, in requests, answers and streams", () => {
    expect(partsOf(mapMessages({ role: "user", content: 7 }, true).input)).toEqual([text("7"), text("true")]);
    expect(partsOf(mapAnswer({ message: { content: 7 } }).output)).toEqual([text("7")]);
    const parts = [
      { type: "text", text: "a" },
      { type: "text", text: "b" },
      { type: "hologram" },
      { type: "text", text: "c" },
    ];
    const becomes = [text("ab"), text('{"type":"hologram"}', "hologram"), text("cd")];
    expect(mapChunks({ content: parts.slice(0, 2) }, { content: parts.slice(2) }, { content: "d" })).toEqual(becomes);
    expect(mapChunks({ content: 7 })).toEqual([text("7")]);
  });

  it("of a tool have no blank lines in their result", () => {
    const content = ["a", "", "b"].map((line) => ({ type: "text", text: line }));
    expect(partsOf(mapMessages({ role: "tool", tool_call_id: "c_1", content }).input)).toEqual([
      result("c_1", { content: "a\nb" }, "tool_result"),
    ]);
  });

  it("are one each, with the speaker's name; results have the name of their call", () => {
    const { input } = mapMessages(
      { role: "user", name: "ann", content: "One" },
      { role: "user", content: "Two" },
      { role: "assistant", content: "Sure.", tool_calls: [CALLS.function.given] },
      { role: "tool", tool_call_id: "c_1", content: '{"sum":3}' },
      { role: "function", name: "old", content: "3" },
    );
    expect(input).toEqual([
      { role: "user", name: "ann", parts: [text("One")] },
      { role: "user", parts: [text("Two")] },
      { role: "assistant", parts: [text("Sure."), ...CALLS.function.becomes] },
      {
        role: "tool",
        parts: [result("c_1", { name: "add", content: '{"sum":3}', json: { sum: 3 } }, "tool_result")],
      },
      { role: "tool", parts: [result(undefined, { name: "old", content: "3" }, "tool_result")] },
    ]);
  });

  it("of nobody or of an unknown role are the user's; blank ones are left out", () => {
    const { input } = mapMessages(
      { content: "Who?" },
      { role: "critic", content: "Bad." },
      { role: "user", content: " " },
    );
    expect(input).toEqual([
      { role: "user", parts: [text("Who?")] },
      { role: "user", parts: [text("Bad.")] },
    ]);
  });
});

describe("choices", () => {
  it("are counted when there are several; the first one is shown", () => {
    const second = { index: 1, message: { content: "B" }, finish_reason: "length" };
    const mapped = mapAnswer(second, { index: 0, message: { content: "A" }, finish_reason: "stop" });
    expect(mapped).toMatchObject({
      output: [{ role: "assistant", parts: [text("A")] }],
      stopReason: "stop",
      metadata: { "sigil.gen_ai.response.choice_count": 2 },
    });
  });

  it("of a stream too", () => {
    const chunk = (index: number, content: string): unknown => ({ choices: [{ index, delta: { content } }] });
    const mapped = fromStream(REQUEST, { events: [chunk(1, "B"), chunk(0, "A"), chunk(1, "b")] as never[] });
    expect(mapped.output).toEqual([{ role: "assistant", parts: [text("A")] }]);
    expect(mapped.metadata).toMatchObject({ "sigil.gen_ai.response.choice_count": 2 });
  });
});

it.each([
  [{ role: "assistant" }, false],
  [{ content: "" }, false],
  [{ content: "H" }, true],
  [{ content: " " }, true],
  [{ content: [{ type: "text", text: "H" }] }, true],
  [{ refusal: "N" }, true],
  [{ audio: { id: "audio_1" } }, false],
  [{ audio: { transcript: "H" } }, true],
  [{ tool_calls: [{ index: 0, function: { name: "add" } }] }, true],
  [{ tool_calls: [{ index: 0, function: { arguments: "{" } }] }, true],
  [{ tool_calls: [{ index: 0, custom: { input: "l" } }] }, true],
  [{ function_call: { name: "add" } }, true],
])("whether %j is the first token: %j", (delta, isFirst) => {
  expect(toObserveOptions(REQUEST).isFirstToken?.({ choices: [{ index: 0, delta }] } as never)).toBe(isFirst);
});
