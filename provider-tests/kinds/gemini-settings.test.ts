// SPDX-License-Identifier: Apache-2.0
import type { GenerationResult } from "sigil-sdk";
import { fromRequestResponse } from "sigil-sdk/gemini";
import { describe, expect, it } from "vitest";

describe("settings of a request", () => {
  function map(config: unknown): GenerationResult {
    return fromRequestResponse({ model: "models/gemini-3.8-flash", contents: "Hi", config } as never, {} as never);
  }

  it("name the model without its prefix", () => {
    expect(map({})).toMatchObject({ model: { provider: "gemini", name: "gemini-3.8-flash" } });
  });

  it.each([
    ["Be kind.", "Be kind."],
    [{ text: "Be kind." }, "Be kind."],
    [{ parts: [{ text: "Be kind." }, { text: "Be brief." }] }, "Be kind.\n\nBe brief."],
    [["Be kind.", { text: "Be brief." }], "Be kind.\n\nBe brief."],
  ])("take the system instruction %j", (systemInstruction, systemPrompt) => {
    expect(map({ systemInstruction }).systemPrompt).toBe(systemPrompt);
  });

  it.each([
    [{ thinkingBudget: 0, includeThoughts: true }, false, { "sigil.gen_ai.request.thinking.budget_tokens": 0 }],
    [{ thinkingBudget: -1 }, true, { "sigil.gen_ai.request.thinking.budget_tokens": -1 }],
    [{ thinkingBudget: "1024" }, undefined, {}],
    [{ thinkingBudget: 1.5 }, true, {}],
    [{ thinkingLevel: "THINKING_LEVEL_HIGH" }, true, { "sigil.gen_ai.request.thinking.level": "high" }],
    [{ thinkingLevel: "LOW" }, true, { "sigil.gen_ai.request.thinking.level": "low" }],
    [{ thinkingLevel: "THINKING_LEVEL_UNSPECIFIED" }, undefined, {}],
    [{ includeThoughts: true }, true, {}],
    [{ includeThoughts: false }, false, {}],
    [{}, undefined, {}],
  ])("of thinking: %j", (thinkingConfig, thinkingEnabled, metadata) => {
    const mapped = map({ thinkingConfig });
    expect([mapped.thinkingEnabled, mapped.metadata]).toEqual([thinkingEnabled, metadata]);
  });

  it.each([
    ["ANY", "any"],
    ["MODE_UNSPECIFIED", undefined],
    [undefined, undefined],
  ])("choose tools by the mode %s", (mode, toolChoice) => {
    expect(map({ toolConfig: { functionCallingConfig: { mode } } }).toolChoice).toBe(toolChoice);
  });

  it("list functions that are declared, tools of the provider, and objects that call", () => {
    const tools = [
      {
        functionDeclarations: [
          {
            name: "add",
            description: "Adds.",
            parametersJsonSchema: { type: "object" },
            parameters: { type: "STRING" },
          },
          { name: "sub", parameters: { type: "OBJECT" } },
        ],
      },
      { googleSearch: {}, codeExecution: {} },
      { callTool: () => undefined, tool: () => undefined },
    ];
    expect(map({ tools }).tools).toEqual([
      { name: "add", type: "function", description: "Adds.", inputSchemaJson: '{"type":"object"}' },
      { name: "sub", type: "function", inputSchemaJson: '{"type":"OBJECT"}' },
      { name: "google_search", type: "google_search" },
      { name: "code_execution", type: "code_execution" },
      { name: "callable_tool", type: "callable_tool" },
    ]);
  });
});

it("sound is counted by the lists of modalities", () => {
  const usageMetadata = {
    promptTokensDetails: [
      { modality: "TEXT", tokenCount: 1 },
      { modality: "AUDIO", tokenCount: 7 },
    ],
    candidatesTokensDetails: [{ modality: "AUDIO", tokenCount: 9 }, { modality: "AUDIO" }],
  };
  const { metadata } = fromRequestResponse({ model: "m", contents: "" }, { usageMetadata } as never);
  expect(metadata).toEqual({
    "sigil.gen_ai.usage.input_audio_tokens": 7,
    "sigil.gen_ai.usage.output_audio_tokens": 9,
  });
});
