// SPDX-License-Identifier: Apache-2.0
import type { GenerationResult } from "sigil-sdk";
import { fromRequestResponse } from "sigil-sdk/openai";
import { describe, expect, it } from "vitest";

const LEVEL = "sigil.gen_ai.request.thinking.level";

function chat(settings: object): GenerationResult {
  return fromRequestResponse({ model: "gpt-5", messages: [], ...settings } as never, {} as never);
}

function responses(settings: object): GenerationResult {
  return fromRequestResponse({ model: "gpt-5", input: "Hi", ...settings } as never, {} as never);
}

describe("settings of a chat completion", () => {
  it("are numbers under their newer name, else under the older one", () => {
    const { maxTokens, temperature, topP } = chat({
      max_completion_tokens: 5,
      max_tokens: 7,
      temperature: 0,
      top_p: 1,
    });
    expect([maxTokens, temperature, topP]).toEqual([5, 0, 1]);
    expect(chat({ max_completion_tokens: null, max_tokens: 7 }).maxTokens).toBe(7);
    expect(chat({ max_tokens: "7" }).maxTokens).toBeUndefined();
  });

  it.each([
    ["low", true, { [LEVEL]: "low" }],
    ["none", false, { [LEVEL]: "none" }],
    [null, undefined, {}],
    [undefined, undefined, {}],
  ])("of thinking: %j", (reasoning_effort, thinkingEnabled, metadata) => {
    const mapped = chat({ reasoning_effort });
    expect([mapped.thinkingEnabled, mapped.metadata]).toEqual([thinkingEnabled, metadata]);
  });

  it.each([
    ["AUTO", "auto"],
    [{ type: "function", function: { name: "add" } }, '{"function":{"name":"add"},"type":"function"}'],
    [undefined, undefined],
  ])("choose a tool: %j", (tool_choice, toolChoice) => {
    expect(chat({ tool_choice }).toolChoice).toBe(toolChoice);
  });

  it("choose a function of the older list", () => {
    expect(chat({ function_call: "none" }).toolChoice).toBe("none");
  });

  it("list functions, custom tools, and functions of the older list", () => {
    const parameters = { type: "object", properties: {} };
    const mapped = chat({
      tools: [
        { type: "function", function: { name: "add", description: "Adds.", parameters } },
        { type: "custom", custom: { name: "shell", description: "Runs.", format: { type: "text" } } },
        { type: "function", function: { name: " " } },
        null,
      ],
      functions: [{ name: "sub", parameters }],
    });
    expect(mapped.tools).toEqual([
      { name: "add", description: "Adds.", type: "function", inputSchemaJson: '{"properties":{},"type":"object"}' },
      { name: "shell", description: "Runs.", type: "custom" },
      // Nobody named it, so that only its type is left.
      { name: "function", type: "function" },
      { name: "sub", type: "function", inputSchemaJson: '{"properties":{},"type":"object"}' },
    ]);
  });

  it("name the provider that serves the API", () => {
    const request = { model: "gpt-5", messages: [] };
    expect(fromRequestResponse(request, {} as never, { providerName: "azure" }).model?.provider).toBe("azure");
  });
});

describe("settings of a response", () => {
  it.each([
    [{ effort: "high" }, true, { [LEVEL]: "high" }],
    [{ effort: "none" }, false, { [LEVEL]: "none" }],
    [{ summary: "auto" }, true, {}],
    [{}, true, {}],
    [null, undefined, {}],
    [undefined, undefined, {}],
  ])("of thinking: %j", (reasoning, thinkingEnabled, metadata) => {
    const mapped = responses({ reasoning });
    expect([mapped.thinkingEnabled, mapped.metadata]).toEqual([thinkingEnabled, metadata]);
  });

  it("list tools by their name, those of the provider by their type, servers by their label", () => {
    const mapped = responses({
      tools: [
        { type: "function", name: "add", description: "Adds.", parameters: { type: "object" }, defer_loading: true },
        { type: "custom", name: "shell" },
        { type: "web_search" },
        { type: "mcp", server_label: "docs", authorization: "secret" },
      ],
    });
    expect(mapped.tools).toEqual([
      { name: "add", description: "Adds.", type: "function", inputSchemaJson: '{"type":"object"}', deferred: true },
      { name: "shell", type: "custom" },
      { name: "web_search", type: "web_search" },
      { name: "docs", type: "mcp" },
    ]);
  });

  it("name the response that goes before, and the model when only the answer tells it", () => {
    const request = { previous_response_id: "resp_0", input: "Hi" };
    const mapped = fromRequestResponse(request as never, { id: "resp_1", model: "gpt-5-2026" } as never);
    expect(mapped).toMatchObject({
      model: { provider: "openai", name: "gpt-5-2026" },
      responseModel: "gpt-5-2026",
      metadata: { "sigil.gen_ai.request.previous_response_id": "resp_0" },
    });
    expect(fromRequestResponse({ input: "Hi" } as never, {} as never).model?.name).toBe("unknown");
  });

  it("are numbers", () => {
    const { maxTokens, temperature, topP } = responses({ max_output_tokens: 5, temperature: 0.5, top_p: 0.9 });
    expect([maxTokens, temperature, topP]).toEqual([5, 0.5, 0.9]);
  });
});
