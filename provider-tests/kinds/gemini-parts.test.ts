// SPDX-License-Identifier: Apache-2.0
import type { GenerateContentResponse } from "@google/genai";
import type { GenerationResult } from "sigil-sdk";
import { fromRequestResponse, fromStream, toObserveOptions } from "sigil-sdk/gemini";
import { describe, expect, it } from "vitest";
import { call, partsOf, result, text, thinking } from "./cases.js";
import { PARTS } from "./gemini-parts.js";

function answer(...parts: readonly unknown[]): GenerationResult {
  const response = { candidates: [{ content: { role: "model", parts } }] };
  return fromRequestResponse({ model: "gemini-3.8-flash", contents: "" }, response as never);
}

function request(contents: unknown): GenerationResult {
  return fromRequestResponse({ model: "gemini-3.8-flash", contents } as never, {} as never);
}

describe("a part", () => {
  it.each(Object.entries(PARTS))("%s", (_, { given, becomes }) => {
    expect(partsOf(answer(given).output)).toEqual([becomes]);
  });

  it.each(Object.entries(PARTS))("%s of a stream", (_, { given, becomes }) => {
    const events = [{ candidates: [{ content: { parts: [given] } }] }] as unknown as GenerateContentResponse[];
    expect(partsOf(fromStream({ model: "m", contents: "" }, { events }).output)).toEqual([becomes]);
  });

  it.each(Object.entries(PARTS))("%s is the first token", (_, { given }) => {
    const chunk = (part: unknown): GenerateContentResponse =>
      ({ candidates: [{ content: { parts: [part] } }] }) as unknown as GenerateContentResponse;
    const { isFirstToken } = toObserveOptions({ model: "m", contents: "" });
    expect([isFirstToken?.(chunk(given)), isFirstToken?.(chunk({ thoughtSignature: "x" }))]).toEqual([true, false]);
  });

  it("with remarks is its content; remarks alone are nothing", () => {
    const remarks = { thoughtSignature: "c2ln", partMetadata: { a: 1 }, speechMetadata: {} };
    expect(partsOf(answer({ ...remarks, ...PARTS.functionCall.given }, remarks).output)).toEqual([
      PARTS.functionCall.becomes,
    ]);
  });

  it("with several contents is all of them, whole and in a stream", () => {
    const caption = { text: "A cat.", ...PARTS.inlineData.given };
    const silent = { text: "", ...PARTS.functionCall.given };
    const becomes = [text("A cat."), PARTS.inlineData.becomes, PARTS.functionCall.becomes, text("So.")];
    const parts = [caption, silent, { text: "So." }];
    expect(partsOf(answer(...parts).output)).toEqual(becomes);
    const events = parts.map((part) => ({ candidates: [{ content: { parts: [part] } }] }));
    const streamed = fromStream(
      { model: "m", contents: "" },
      { events: events as unknown as GenerateContentResponse[] },
    );
    expect(partsOf(streamed.output)).toEqual(becomes);
  });

  it("of white space is the first token, and no part", () => {
    const chunk = { candidates: [{ content: { parts: [{ text: " " }] } }] } as unknown as GenerateContentResponse;
    expect(toObserveOptions({ model: "m", contents: "" }).isFirstToken?.(chunk)).toBe(true);
    expect(answer({ text: " " }).output).toEqual([]);
  });

  it("that thinks does so in the answer alone", () => {
    const thought = { text: "So.", thought: true };
    expect(partsOf(answer(thought).output)).toEqual([thinking("So.", "thought")]);
    expect(partsOf(request([{ role: "user", parts: [thought] }]).input)).toEqual([text("So.")]);
  });

  it.each([
    [{ hologram: { url: "u" } }, text('{"hologram":{"url":"u"}}', "hologram")],
    [{ browserCall: { id: "b", name: "open", args: { u: 1 } } }, call("b", "open", { u: 1 }, "browser_call")],
    [{ browserResult: { id: "b", response: 1 } }, result("b", { content: "1" }, "browser_result")],
    [
      { robotCall: { id: "r" }, extra: 1 },
      call(undefined, "robot", { extra: 1, robotCall: { id: "r" } }, "robot_call"),
    ],
    [{ robotResult: 3 }, result(undefined, { name: "robot_result", json: { robotResult: 3 } }, "robot_result")],
    [{ functionCall: 7 }, call(undefined, "function", undefined, "function_call")],
    [{ text: 7 }, text('{"text":7}')],
  ])("%j, which nobody expects, is kept", (part, becomes) => {
    expect(partsOf(answer(part).output)).toEqual([becomes]);
  });

  it.each([
    [
      "functionCall",
      { functionCall: { id: "f_1", name: "add", arguments: { a: 1 } } },
      call("f_1", "add", { a: 1 }, "function_call"),
    ],
    [
      "functionResponse",
      { functionResponse: { id: "f_1", name: "add", output: { sum: 3 } } },
      result("f_1", { name: "add", json: { sum: 3 } }, "function_response"),
    ],
    [
      "codeExecutionResult",
      { codeExecutionResult: { outcome: "OUTCOME_OK", result: "3" } },
      result(undefined, { name: "code_execution", content: "3" }, "code_execution_result"),
    ],
  ])("%s keeps what it holds under another API's name", (_, part, becomes) => {
    expect(partsOf(answer(part).output)).toEqual([becomes]);
  });

  it("with a result shows its pictures and the answer of a function that went wrong", () => {
    const response = { id: "f_1", name: "draw", response: { error: "no ink" }, parts: [PARTS.inlineData.given] };
    expect(partsOf(request([{ role: "user", parts: [{ functionResponse: response }] }]).input)).toEqual([
      result(
        "f_1",
        { name: "draw", content: "[image a.png image/png 5 bytes]", json: { error: "no ink" } },
        "function_response",
      ),
    ]);
  });
});

describe("contents", () => {
  const hi = [{ role: "user", parts: [text("Hi")] }];

  it.each([
    ["a text", "Hi"],
    ["a part", { text: "Hi" }],
    ["a content", { role: "user", parts: [{ text: "Hi" }] }],
    ["a list of texts", ["Hi"]],
    ["a list of contents", [{ role: "user", parts: [{ text: "Hi" }] }]],
    ["a content of nobody", { parts: [{ text: "Hi" }] }],
  ])("may be %s", (_, contents) => {
    expect(request(contents).input).toEqual(hi);
  });

  it("of texts and parts are one content", () => {
    expect(request(["Look:", PARTS.inlineData.given, { text: "Nice?" }]).input).toEqual([
      { role: "user", parts: [text("Look:"), PARTS.inlineData.becomes, text("Nice?")] },
    ]);
  });

  it("are one message each, split where the role changes", () => {
    const { input } = request([
      { role: "user", parts: [{ text: "Add." }] },
      { role: "model", parts: [{ text: "Well.", thought: true }, PARTS.functionCall.given] },
      { role: "user", parts: [PARTS.functionResponse.given, { text: "Go on." }] },
    ]);
    expect(input).toEqual([
      { role: "user", parts: [text("Add.")] },
      { role: "assistant", parts: [thinking("Well.", "thought"), PARTS.functionCall.becomes] },
      { role: "tool", parts: [PARTS.functionResponse.becomes] },
      { role: "user", parts: [text("Go on.")] },
    ]);
  });
});
