// SPDX-License-Identifier: Apache-2.0
import type { GenerateContentParameters } from "@google/genai";
import type { MessagePart } from "sigil-sdk";
import { fromStream } from "sigil-sdk/gemini";
import { describe, expect, it } from "vitest";
import { call, partsOf, text, thinking } from "./cases.js";
import { PARTS } from "./gemini-parts.js";

describe("chunks of a stream", () => {
  const REQUEST: GenerateContentParameters = { model: "m", contents: "" };

  function map(...chunks: readonly (readonly unknown[])[]): MessagePart[] {
    const events = chunks.map((parts) => ({ candidates: [{ content: { parts } }] }));
    return partsOf(fromStream(REQUEST, { events: events as never[] }).output);
  }

  it("are one part for neighbours of a kind; calls never are", () => {
    const think = (content: string): unknown => ({ text: content, thought: true });
    const { functionCall } = PARTS;
    expect(
      map(
        [think("S")],
        [think("o."), { text: "H" }],
        [{ text: "i" }],
        [functionCall.given],
        [functionCall.given],
        [{ text: "!" }],
      ),
    ).toEqual([thinking("So.", "thought"), text("Hi"), functionCall.becomes, functionCall.becomes, text("!")]);
  });

  it("hold a call in pieces until it says that it is over", () => {
    const piece = (...partialArgs: readonly unknown[]): unknown => ({
      functionCall: { partialArgs, willContinue: true },
    });
    const parts = map(
      [{ functionCall: { id: "f_1", name: "book", willContinue: true } }],
      [piece({ jsonPath: "$.to.city", stringValue: "Ber", willContinue: true })],
      [piece({ jsonPath: "$.to.city", stringValue: "lin" }, { jsonPath: "$.seats[1]", numberValue: 2 })],
      [piece({ jsonPath: "$['a b']", boolValue: false }, { jsonPath: "$.note", nullValue: "NULL_VALUE" })],
      [{ functionCall: {} }],
      [{ functionCall: { name: "pay", args: { sum: 1 } } }],
    );
    const args = { "a b": false, note: null, seats: [null, 2], to: { city: "Berlin" } };
    expect(parts).toEqual([
      call("f_1", "book", args, "function_call"),
      call(undefined, "pay", { sum: 1 }, "function_call"),
    ]);
  });

  it("that were cut off in a call show the pieces that came", () => {
    const open = {
      functionCall: { name: "book", partialArgs: [{ jsonPath: "$.a", stringValue: "x" }], willContinue: true },
    };
    expect(map([open])).toEqual([call(undefined, "book", { a: "x" }, "function_call")]);
  });

  it("of other candidates are counted alone", () => {
    const candidates = [{ content: { parts: [{ text: "A" }] } }, { index: 1, content: { parts: [{ text: "B" }] } }];
    const mapped = fromStream(REQUEST, { events: [{ candidates }] as never[] });
    expect(partsOf(mapped.output)).toEqual([text("A")]);
    expect(mapped.metadata).toMatchObject({ "sigil.gen_ai.response.choice_count": 2 });
  });
});
