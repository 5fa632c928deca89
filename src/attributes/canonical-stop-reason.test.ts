// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { canonicalStopReason } from "./canonical-stop-reason.js";

it.each([
  ["openai", "stop", "stop"],
  ["openai", "length", "length"],
  ["openai", "max_output_tokens", "length"],
  ["openai", "tool_calls", "tool_calls"],
  ["openai", "function_call", "tool_calls"],
  ["openai", "content_filter", "content_filter"],
  ["openai", "steered", "pause"],
  ["openai", "max_messages", "pause"],
  ["openai", "failed", "error"],
  ["openai", "cancelled", "error"],
  ["openai", "queued", "other"],
  ["anthropic", "end_turn", "stop"],
  ["anthropic", "stop_sequence", "stop"],
  ["anthropic", "max_tokens", "length"],
  ["anthropic", "model_context_window_exceeded", "length"],
  ["anthropic", "tool_use", "tool_calls"],
  ["anthropic", "refusal", "content_filter"],
  ["anthropic", "pause_turn", "pause"],
  ["anthropic", "compaction", "pause"],
  ["gemini", "STOP", "stop"],
  ["gemini", "MAX_TOKENS", "length"],
  ["gemini", "PROHIBITED_CONTENT", "content_filter"],
  ["gemini", "JAILBREAK", "content_filter"],
  ["gemini", "CONTINUATION", "pause"],
  ["gemini", "TOO_MANY_TOOL_CALLS", "error"],
  ["gemini", "FINISH_REASON_UNSPECIFIED", "other"],
  ["gemini", "", "other"],
])("%s says %j: %s", (provider, value, canonical) => {
  expect(canonicalStopReason(provider, value)).toBe(canonical);
});

it("takes a provider of another name for one that speaks a known language", () => {
  expect(["stop", "end_turn", "STOP", "anything"].map((value) => canonicalStopReason("azure", value))).toEqual([
    "stop",
    "stop",
    "stop",
    "other",
  ]);
});

it("does not take what every object has for a word", () => {
  expect([canonicalStopReason("openai", "constructor"), canonicalStopReason("constructor", "stop")]).toEqual([
    "other",
    "stop",
  ]);
});

it("keeps to the words of the provider that is named", () => {
  expect(canonicalStopReason("openai", "end_turn")).toBe("other");
});
