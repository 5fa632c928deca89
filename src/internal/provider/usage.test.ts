// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANTHROPIC_MESSAGES } from "../../../generated/ts/provider-anthropic.js";
import { GEMINI_MODELS } from "../../../generated/ts/provider-gemini.js";
import { OPENAI_CHAT, OPENAI_RESPONSES } from "../../../generated/ts/provider-openai.js";
import { mapTokenUsage } from "./usage.js";

const CHAT = {
  prompt_tokens: 100,
  completion_tokens: 40,
  total_tokens: 140,
  prompt_tokens_details: { cached_tokens: 60, cache_write_tokens: 10 },
  completion_tokens_details: { reasoning_tokens: 30 },
};
const RESPONSES = {
  input_tokens: 100,
  output_tokens: 40,
  total_tokens: 140,
  input_tokens_details: { cached_tokens: 60, cache_write_tokens: 10 },
  output_tokens_details: { reasoning_tokens: 30 },
};
const MESSAGES = {
  input_tokens: 18,
  output_tokens: 40,
  cache_read_input_tokens: 60,
  cache_creation_input_tokens: 10,
  output_tokens_details: { thinking_tokens: 30 },
};
const GEMINI = {
  promptTokenCount: 100,
  cachedContentTokenCount: 60,
  candidatesTokenCount: 10,
  thoughtsTokenCount: 30,
  toolUsePromptTokenCount: 5,
  totalTokenCount: 145,
};
const COMMON = { totalTokens: 140, cacheReadInputTokens: 60, cacheWriteInputTokens: 10, reasoningTokens: 30 };

describe("token counts", () => {
  it.each([
    ["chat", OPENAI_CHAT, CHAT, { ...COMMON, inputTokens: 100, outputTokens: 40 }, { inputTokens: 30 }],
    ["responses", OPENAI_RESPONSES, RESPONSES, { ...COMMON, inputTokens: 100, outputTokens: 40 }, { inputTokens: 30 }],
    ["messages", ANTHROPIC_MESSAGES, MESSAGES, { ...COMMON, inputTokens: 18, outputTokens: 40, totalTokens: 58 }, {}],
    [
      "gemini",
      GEMINI_MODELS,
      GEMINI,
      { inputTokens: 100, outputTokens: 10, totalTokens: 145, cacheReadInputTokens: 60, reasoningTokens: 30 },
      { inputTokens: 45, outputTokens: 40 },
    ],
  ])("of %s, as reported and disjoint", (_, table, usage, reported, changed) => {
    expect(mapTokenUsage(table, usage, "reported")).toEqual(reported);
    expect(mapTokenUsage(table, usage, "disjoint")).toEqual({ ...reported, ...changed });
  });

  it("are unset where the provider gives none, and zero where it says zero", () => {
    expect(mapTokenUsage(OPENAI_CHAT, undefined, "reported")).toBeUndefined();
    expect(mapTokenUsage(OPENAI_CHAT, null, "reported")).toBeUndefined();
    expect(mapTokenUsage(ANTHROPIC_MESSAGES, { input_tokens: 1, cache_read_input_tokens: null }, "reported")).toEqual({
      inputTokens: 1,
      totalTokens: 1,
    });
    expect(mapTokenUsage(OPENAI_CHAT, { prompt_tokens: 0, completion_tokens: "7" }, "reported")).toEqual({
      inputTokens: 0,
    });
  });

  it("of Gemini add up to a total where there is none", () => {
    const { totalTokenCount: _, ...usage } = GEMINI;
    expect(mapTokenUsage(GEMINI_MODELS, usage, "reported")?.totalTokens).toBe(145);
  });

  it.each([
    [
      { promptTokenCount: 100, thoughtsTokenCount: 50, cachedContentTokenCount: 30, toolUsePromptTokenCount: 7 },
      { inputTokens: 77, outputTokens: 50 },
    ],
    [{ toolUsePromptTokenCount: 7 }, { inputTokens: 7 }],
    // Tokens of tools are not cached, however many others are.
    [{ promptTokenCount: 5, cachedContentTokenCount: 10, toolUsePromptTokenCount: 3 }, { inputTokens: 3 }],
    [{ candidatesTokenCount: 4 }, { outputTokens: 4 }],
    [{ cachedContentTokenCount: 4 }, {}],
  ])("in disjoint mode are what is there: %j", (usage, expected) => {
    const { inputTokens, outputTokens } = mapTokenUsage(GEMINI_MODELS, usage, "disjoint") ?? {};
    expect({ inputTokens, outputTokens }).toEqual({ inputTokens: undefined, outputTokens: undefined, ...expected });
  });

  it("are left out when they count nothing", () => {
    const usage = { prompt_tokens: -4, completion_tokens: 1.5, total_tokens: Number.NaN };
    expect(mapTokenUsage(OPENAI_CHAT, usage, "reported")).toEqual({});
    expect(mapTokenUsage(ANTHROPIC_MESSAGES, { input_tokens: 3, output_tokens: -1 }, "disjoint")).toEqual({
      inputTokens: 3,
      totalTokens: 3,
    });
  });

  it("in disjoint mode are never below zero, and no token is in two of them", () => {
    const count = fc.option(fc.nat(1000), { nil: undefined });
    fc.assert(
      fc.property(count, count, count, (prompt, cached, written) => {
        const usage = {
          prompt_tokens: prompt,
          prompt_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
        };
        const { inputTokens } = mapTokenUsage(OPENAI_CHAT, usage, "disjoint") ?? {};
        const expected = prompt === undefined ? undefined : Math.max(0, prompt - (cached ?? 0) - (written ?? 0));
        expect(inputTokens).toBe(expected);
      }),
    );
  });
});
