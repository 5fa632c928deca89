// SPDX-License-Identifier: Apache-2.0
import type { MessagePart } from "sigil-sdk";
import { fromRequestResponse } from "sigil-sdk/openai";
import { describe, expect, it } from "vitest";
import { call, partsOf, result, text, thinking } from "./cases.js";
import { OUTPUT_ITEMS } from "./openai-output-items.js";

function mapOutput(items: readonly unknown[]): MessagePart[] {
  const response = { id: "resp_1", model: "gpt-5", status: "completed", output: items };
  return partsOf(fromRequestResponse({ model: "gpt-5", input: "" }, response as never).output);
}

describe("an item of the output", () => {
  it.each(Object.entries(OUTPUT_ITEMS))("of kind %s", (_, { given, becomes }) => {
    expect(mapOutput([given])).toEqual(becomes);
  });

  it.each([
    [
      "browser_call",
      { type: "browser_call", id: "b_1", url: "https://example.test" },
      [call("b_1", "browser", { url: "https://example.test" }, "browser_call")],
    ],
    [
      "browser_use",
      { type: "browser_use", id: "b_1", name: "open", input: { url: "u" } },
      [call("b_1", "open", { url: "u" }, "browser_use")],
    ],
    [
      "browser_output",
      { type: "browser_output", call_id: "b_1", output: "ok" },
      [result("b_1", { content: "ok" }, "browser_output")],
    ],
    [
      "browser_result",
      { type: "browser_result", id: "b_1", error: "no" },
      [result("b_1", { json: { error: "no" } }, "browser_result")],
    ],
    ["browser", { type: "browser", url: "u" }, [text('{"type":"browser","url":"u"}', "browser")]],
  ])("of the unknown kind %s is kept", (_, given, becomes) => {
    expect(mapOutput([given])).toEqual(becomes);
  });

  it.each([
    [
      "function_call",
      { type: "function_call", call_id: "c_1", name: "add", input: { a: 1 } },
      call("c_1", "add", { a: 1 }, "function_call"),
    ],
    [
      "custom_tool_call",
      { type: "custom_tool_call", call_id: "c_2", name: "shell", arguments: "ls" },
      call("c_2", "shell", '"ls"', "custom_tool_call"),
    ],
    [
      "function_call_output",
      { type: "function_call_output", call_id: "c_1", content: "3" },
      result("c_1", { content: "3" }, "function_call_output"),
    ],
  ])("of kind %s keeps what it holds under another API's name", (_, given, becomes) => {
    expect(mapOutput([given])).toEqual([becomes]);
  });

  it("that is a call of an MCP server and failed carries the error", () => {
    const failed = { ...OUTPUT_ITEMS.mcp_call.given, output: null, error: "unreachable", status: "failed" };
    expect(mapOutput([failed])[1]).toEqual(
      result("mcp_1", { name: "lookup", content: "unreachable", isError: true }, "mcp_call"),
    );
    const broken = { ...failed, output: "half", error: { type: "tool", message: "cut" } };
    expect(mapOutput([broken]).slice(1)).toEqual([
      result("mcp_1", { name: "lookup", content: 'half\n{"message":"cut","type":"tool"}', isError: true }, "mcp_call"),
    ]);
  });

  it("that is a result has the name of the call before it", () => {
    const items = [OUTPUT_ITEMS.function_call.given, OUTPUT_ITEMS.function_call_output.given];
    expect(mapOutput(items)[1]).toMatchObject({ toolResult: { name: "add" } });
  });

  it("that reasons shows the reasoning itself rather than its summary", () => {
    const item = { ...OUTPUT_ITEMS.reasoning.given, content: [{ type: "reasoning_text", text: "Truly." }] };
    expect(mapOutput([item])).toEqual([thinking("Truly.", "reasoning")]);
  });
});

it("all kinds in one answer keep their order and stand in messages of their roles", () => {
  const items = Object.values(OUTPUT_ITEMS).map(({ given }) => given);
  const response = { id: "resp_1", model: "gpt-5", status: "completed", output: items };
  const { output = [] } = fromRequestResponse({ model: "gpt-5", input: "" }, response as never);
  for (const { role, parts } of output) {
    for (const { kind } of parts) expect([role, kind]).toEqual([kind === "tool_result" ? "tool" : "assistant", kind]);
  }
  expect(output.flatMap(({ parts }) => parts.map(({ providerType }) => providerType))).toEqual(
    Object.values(OUTPUT_ITEMS).flatMap(({ becomes }) => becomes.map(({ providerType }) => providerType)),
  );
});
