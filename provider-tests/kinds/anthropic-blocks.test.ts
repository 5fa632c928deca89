// SPDX-License-Identifier: Apache-2.0
import type { Message } from "sigil-sdk";
import { fromRequestResponse } from "sigil-sdk/anthropic";
import { describe, expect, it } from "vitest";
import { ANSWERED, ASKED, SOURCE } from "./anthropic-blocks.js";
import { call, partsOf, result, text } from "./cases.js";

function mapAnswer(...content: readonly unknown[]): readonly Message[] {
  const response = { id: "msg_1", model: "claude-sonnet-5-5", content };
  const { output } = fromRequestResponse({ model: "m", max_tokens: 1, messages: [] }, response as never);
  return output ?? [];
}

function mapRequest(...messages: readonly unknown[]): {
  systemPrompt: string | undefined;
  input: readonly Message[] | undefined;
} {
  const { systemPrompt, input } = fromRequestResponse({ model: "m", messages } as never, {} as never);
  return { systemPrompt, input };
}

describe("a block of an answer", () => {
  it.each(Object.entries(ANSWERED))("%s", (_, { given, becomes }) => {
    expect(partsOf(mapAnswer(given))).toEqual(becomes);
  });

  it.each([
    [
      "browser_result",
      { type: "browser_result", tool_use_id: "t", page: "x" },
      result("t", { json: { page: "x" } }, "browser_result"),
    ],
    ["browser_use", { type: "browser_use", id: "t", name: "open", input: {} }, call("t", "open", {}, "browser_use")],
    ["hologram", { type: "hologram", url: "u" }, text('{"type":"hologram","url":"u"}', "hologram")],
    ["nothing", { url: "u" }, text('{"url":"u"}')],
  ])("of the unknown kind %s is kept", (_, given, becomes) => {
    expect(partsOf(mapAnswer(given))).toEqual([becomes]);
  });

  it.each([
    [
      "tool_use",
      { type: "tool_use", id: "t", name: "add", arguments: '{"a":1}' },
      call("t", "add", { a: 1 }, "tool_use"),
    ],
    [
      "tool_result",
      { type: "tool_result", tool_use_id: "t", output: "3" },
      result("t", { content: "3" }, "tool_result"),
    ],
  ])("of kind %s keeps what it holds under another API's name", (_, given, becomes) => {
    expect(partsOf(mapAnswer(given))).toEqual([becomes]);
  });

  it("that is only signed is left out", () => {
    expect(mapAnswer({ type: "thinking", thinking: "", signature: "c2ln" })).toEqual([]);
  });
});

describe("a block of a request", () => {
  it.each(Object.entries(ASKED))("%s", (_, { given, becomes }) => {
    expect(partsOf(mapRequest({ role: "user", content: [given] }).input)).toEqual(becomes);
  });

  it.each([
    [
      { type: "image", source: { type: "url", url: "https://example.test/a.png" } },
      "[image https://example.test/a.png]",
    ],
    [{ type: "image", source: { type: "file", file_id: "file_1" } }, "[image file_1]"],
    [{ type: "image" }, "[image]"],
    [
      { type: "document", source: { type: "url", url: "https://example.test/a.pdf" } },
      "[document https://example.test/a.pdf]",
    ],
    [{ type: "document", source: { type: "file", file_id: "file_1" } }, "[document file_1]"],
    [{ type: "document", source: { type: "text", media_type: "text/plain", data: "As it is." } }, "As it is."],
    [
      {
        type: "document",
        source: {
          type: "content",
          content: [
            { type: "text", text: "As" },
            { type: "image", source: SOURCE },
          ],
        },
      },
      "As\n[image image/png 5 bytes]",
    ],
  ])("%j shows as %s", (block, shown) => {
    expect(partsOf(mapRequest({ role: "user", content: [block] }).input)).toEqual([text(shown, block.type)]);
  });
});

describe("a result of a tool", () => {
  function mapResult(content: unknown): unknown {
    const [part] = partsOf(
      mapRequest({ role: "user", content: [{ type: "tool_result", tool_use_id: "t", content }] }).input,
    );
    return part?.kind === "tool_result" ? part.toolResult : part;
  }

  it("of nothing but texts is text", () => {
    expect(
      mapResult([
        { type: "text", text: "a" },
        { type: "text", text: "b" },
      ]),
    ).toEqual({
      toolCallId: "t",
      content: "a\nb",
    });
  });

  it("with anything else is JSON too, without media", () => {
    const source = { ...SOURCE };
    expect(
      mapResult([
        { type: "text", text: "a" },
        { type: "image", source },
      ]),
    ).toEqual({
      toolCallId: "t",
      content: "a\n[image image/png 5 bytes]",
      contentJson: JSON.stringify([
        { text: "a", type: "text" },
        { source: { data: "[image image/png 5 bytes]", media_type: "image/png", type: "base64" }, type: "image" },
      ]),
    });
    expect(source.data).toBe(SOURCE.data);
  });

  it("with a source is JSON too", () => {
    const found = { type: "search_result", title: "T", source: "u", content: [{ type: "text", text: "a" }] };
    expect(mapResult([found])).toMatchObject({ content: "a", contentJson: expect.stringContaining('"source":"u"') });
  });

  it.each([undefined, null, ""])("may be empty: %j", (content) => {
    expect(mapResult(content)).toEqual({ toolCallId: "t" });
  });

  it("that is an empty list is not the same as none", () => {
    expect(mapResult([])).toEqual({ toolCallId: "t", contentJson: "[]" });
  });
});

describe("messages", () => {
  it("of the role system and the system prompt are one, by blank lines", () => {
    const request = {
      model: "m",
      max_tokens: 1,
      system: [
        { type: "text", text: "Be kind." },
        { type: "text", text: "" },
        { type: "rule", id: 1 },
        { type: "text", text: "Be brief." },
      ],
      messages: [
        { role: "user", content: "Hi" },
        { role: "system", content: "Now be loud." },
      ],
    };
    const { systemPrompt, input } = fromRequestResponse(request as never, {} as never);
    expect(systemPrompt).toBe('Be kind.\n\n{"id":1,"type":"rule"}\n\nBe brief.\n\nNow be loud.');
    expect(input).toEqual([{ role: "user", parts: [text("Hi")] }]);
  });

  it("are split where the role changes, in the order of their blocks", () => {
    const { input } = mapRequest(
      { role: "assistant", content: [ANSWERED.thinking.given, ANSWERED.tool_use.given, ANSWERED.text.given] },
      {
        role: "user",
        content: [{ type: "text", text: "Here:" }, ASKED.tool_result.given, { type: "text", text: "Go on." }],
      },
    );
    expect(input).toEqual([
      { role: "assistant", parts: [...ANSWERED.thinking.becomes, ...ANSWERED.tool_use.becomes, text(" Hi ")] },
      { role: "user", parts: [text("Here:")] },
      { role: "tool", parts: [result("t_1", { name: "add", content: "3" }, "tool_result")] },
      { role: "user", parts: [text("Go on.")] },
    ]);
  });

  it("of a server's tool stand between those of the model", () => {
    const blocks = [ANSWERED.server_tool_use.given, ANSWERED.web_search_tool_result.given, ANSWERED.text.given];
    expect(mapAnswer(...blocks).map(({ role, parts }) => [role, parts.length])).toEqual([
      ["assistant", 1],
      ["tool", 1],
      ["assistant", 1],
    ]);
  });
});
