// SPDX-License-Identifier: Apache-2.0
import type OpenAI from "openai";
import type { Message, MessagePart } from "sigil-sdk";
import { fromRequestResponse } from "sigil-sdk/openai";
import { describe, expect, it } from "vitest";
import { type CasesByType, call, partsOf, result, text, thinking } from "./cases.js";

type Item = OpenAI.Responses.ResponseInputItem;
type OutputKind = OpenAI.Responses.ResponseOutputItem["type"];
type Content = OpenAI.Responses.ResponseInputContent;

/** Items that are no items of the output, which have cases of their own. */
const CASES: CasesByType<Exclude<Item, { type?: OutputKind }>, MessagePart[]> = {
  item_reference: {
    given: { type: "item_reference", id: "msg_1" },
    becomes: [text('{"id":"msg_1","type":"item_reference"}', "item_reference")],
  },
  compaction_trigger: {
    given: { type: "compaction_trigger" },
    becomes: [text('{"type":"compaction_trigger"}', "compaction_trigger")],
  },
  configuration_update: {
    given: { type: "configuration_update", reasoning: { effort: "low" } },
    becomes: [text('{"reasoning":{"effort":"low"},"type":"configuration_update"}', "configuration_update")],
  },
};

const CONTENTS: CasesByType<Content, MessagePart[]> = {
  input_text: { given: { type: "input_text", text: " Hello " }, becomes: [text(" Hello ")] },
  input_image: {
    given: { type: "input_image", detail: "auto", image_url: "https://example.test/cat.jpg" },
    becomes: [text("[image https://example.test/cat.jpg]", "input_image")],
  },
  input_file: {
    given: { type: "input_file", filename: "a.pdf", file_data: "data:application/pdf;base64,aGFsbG8=" },
    becomes: [text("[file a.pdf application/pdf 5 bytes]", "input_file")],
  },
};

function map(input: readonly unknown[]): { systemPrompt: string | undefined; input: readonly Message[] } {
  const response = { id: "resp_1", model: "gpt-5", status: "completed", output: [] };
  const mapped = fromRequestResponse({ model: "gpt-5", input: input as Item[] }, response as never);
  return { systemPrompt: mapped.systemPrompt, input: mapped.input ?? [] };
}

function mapParts(...items: readonly unknown[]): MessagePart[] {
  return partsOf(map(items).input);
}

describe("an item that only the input has", () => {
  it.each(Object.entries(CASES))("of kind %s", (_, { given, becomes }) => {
    expect(mapParts(given)).toEqual(becomes);
  });

  it("without a type that nobody speaks is a reference", () => {
    expect(mapParts({ id: "msg_1" })).toEqual([text('{"id":"msg_1"}', "item_reference")]);
  });
});

describe("content of a message", () => {
  it.each(Object.entries(CONTENTS))("%s", (_, { given, becomes }) => {
    expect(mapParts({ role: "user", content: [given] })).toEqual(becomes);
  });

  it.each([
    [{ type: "input_image", image_url: "data:image/gif;base64,aGFsbG8=" }, "[image image/gif 5 bytes]"],
    [{ type: "input_image", file_id: "file_1" }, "[image file_1]"],
    [{ type: "input_image" }, "[image]"],
    [{ type: "input_file", file_url: "https://example.test/a.pdf" }, "[file https://example.test/a.pdf]"],
    [{ type: "input_file", file_id: "file_1" }, "[file file_1]"],
    [{ type: "input_file", filename: "a.txt", file_data: "aGFsbG8=" }, "[file a.txt 5 bytes]"],
    [{ type: "input_audio", input_audio: { data: "aGFsbG8=", format: "mp3" } }, "[audio audio/mp3 5 bytes]"],
  ])("%j shows as %s", (part, placeholder) => {
    expect(mapParts({ role: "user", content: [part] })).toEqual([text(placeholder, part.type)]);
  });

  it("of a type that nobody knows is kept as JSON", () => {
    const part = { type: "input_hologram", url: "https://example.test" };
    expect(mapParts({ role: "user", content: [part] })).toEqual([
      text('{"type":"input_hologram","url":"https://example.test"}', "input_hologram"),
    ]);
  });
});

describe("messages of the input", () => {
  it("of system and developer join the instructions, with and without a type", () => {
    const response = { id: "resp_1", model: "gpt-5", status: "completed", output: [] };
    const input: Item[] = [
      { role: "developer", content: "Be kind." },
      { type: "message", role: "system", content: [{ type: "input_text", text: "Be brief." }] },
    ];
    const mapped = fromRequestResponse({ model: "gpt-5", instructions: "Be.", input }, response as never);
    expect(mapped).toMatchObject({ systemPrompt: "Be.\n\nBe kind.\n\nBe brief.", input: [] });
  });

  it("are one for each turn, whatever the model does in between", () => {
    const items: Item[] = [
      { role: "user", content: "Add." },
      { role: "user", content: "Now." },
      { type: "reasoning", id: "rs_1", summary: [{ type: "summary_text", text: "Easy." }] },
      { role: "assistant", content: "Wait." },
      { type: "function_call", call_id: "c_1", name: "add", arguments: "{}" },
      { type: "function_call_output", call_id: "c_1", output: "3" },
      { role: "assistant", content: "Three." },
    ];
    expect(map(items).input).toEqual([
      { role: "user", parts: [text("Add.")] },
      { role: "user", parts: [text("Now.")] },
      {
        role: "assistant",
        parts: [thinking("Easy.", "reasoning"), text("Wait."), call("c_1", "add", {}, "function_call")],
      },
      { role: "tool", parts: [result("c_1", { name: "add", content: "3" }, "function_call_output")] },
      { role: "assistant", parts: [text("Three.")] },
    ]);
  });

  it("have the name of their speaker alone", () => {
    const { input } = map([
      { role: "user", name: "ann", content: "Hi" },
      { role: "assistant", content: "Hello" },
      { type: "function_call", call_id: "c", name: "add", arguments: "{}" },
      { role: "user", content: "Bye" },
    ]);
    expect(input.map(({ role, name }) => [role, name])).toEqual([
      ["user", "ann"],
      ["assistant", undefined],
      ["user", undefined],
    ]);
  });

  it("may be one text", () => {
    const response = { id: "resp_1", model: "gpt-5", status: "completed", output: [] };
    expect(fromRequestResponse({ model: "gpt-5", input: "Hello" }, response as never).input).toEqual([
      { role: "user", parts: [text("Hello")] },
    ]);
  });
});
