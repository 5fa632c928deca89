// SPDX-License-Identifier: Apache-2.0
import type { GenerationResult } from "sigil-sdk";
import { fromRequestResponse } from "sigil-sdk/anthropic";
import { describe, expect, it } from "vitest";

const BUDGET = "sigil.gen_ai.request.thinking.budget_tokens";
const LEVEL = "sigil.gen_ai.request.thinking.level";

function map(settings: object, response: object = {}): GenerationResult {
  const request = { model: "claude-sonnet-5-5", max_tokens: 5, messages: [], ...settings };
  return fromRequestResponse(request, response as never);
}

describe("settings of a message", () => {
  it("are numbers, also those that older versions send", () => {
    const { maxTokens, temperature, topP } = map({ temperature: 0, top_p: 0.9 });
    expect([maxTokens, temperature, topP]).toEqual([5, 0, 0.9]);
  });

  it.each([
    [{ type: "enabled", budget_tokens: 1024 }, true, { [BUDGET]: 1024 }],
    [{ type: "adaptive" }, true, {}],
    [{ type: "between_tools" }, true, {}],
    [{ type: "disabled" }, false, {}],
    [undefined, undefined, {}],
  ])("of thinking: %j", (thinking, thinkingEnabled, metadata) => {
    const mapped = map({ thinking });
    expect([mapped.thinkingEnabled, mapped.metadata]).toEqual([thinkingEnabled, metadata]);
  });

  it("say how much effort is wanted", () => {
    expect(map({ output_config: { effort: "max" } }).metadata).toEqual({ [LEVEL]: "max" });
  });

  it("list tools of the application as functions, those of the provider by their type", () => {
    const mapped = map({
      tools: [
        { name: "add", description: "Adds.", input_schema: { type: "object" }, defer_loading: true },
        { type: "custom", name: "sub", input_schema: { type: "object" } },
        { type: "web_search_20260209", name: "web_search" },
        { type: "browser_20260801" },
      ],
    });
    expect(mapped.tools).toEqual([
      { name: "add", description: "Adds.", type: "function", inputSchemaJson: '{"type":"object"}', deferred: true },
      { name: "sub", type: "function", inputSchemaJson: '{"type":"object"}' },
      { name: "web_search", type: "web_search_20260209" },
      { name: "browser_20260801", type: "browser_20260801" },
    ]);
  });

  it("choose a tool", () => {
    expect(map({ tool_choice: { type: "tool", name: "add" } }).toolChoice).toBe('{"name":"add","type":"tool"}');
  });
});

describe("what an answer says beside its content", () => {
  it("is metadata when it is there, and not when it is zero or blank", () => {
    const usage = {
      service_tier: "priority",
      speed: "fast",
      server_tool_use: { web_search_requests: 2, web_fetch_requests: 1 },
    };
    expect(map({}, { usage, stop_details: { type: "refusal", category: "cyber" } }).metadata).toEqual({
      "sigil.gen_ai.response.service_tier": "priority",
      "sigil.gen_ai.response.speed": "fast",
      "sigil.gen_ai.response.refusal.category": "cyber",
      "sigil.gen_ai.usage.server_tool_use.web_search_requests": 2,
      "sigil.gen_ai.usage.server_tool_use.web_fetch_requests": 1,
      "sigil.gen_ai.usage.server_tool_use.total_requests": 3,
    });
    expect(map({}, { usage: { speed: "", server_tool_use: { web_search_requests: 0 } } }).metadata).toEqual({});
  });

  it("is no metadata when it is not what the key holds", () => {
    expect(map({}, { usage: { speed: 5, server_tool_use: { web_search_requests: "2" } } }).metadata).toEqual({});
  });

  it("wins over metadata of the caller under the same key", () => {
    const request = { model: "m", max_tokens: 1, messages: [] };
    const options = { metadata: { "sigil.gen_ai.response.speed": "slow", mine: 1 } };
    expect(fromRequestResponse(request, { usage: { speed: "fast" } } as never, options).metadata).toEqual({
      "sigil.gen_ai.response.speed": "fast",
      mine: 1,
    });
  });
});
