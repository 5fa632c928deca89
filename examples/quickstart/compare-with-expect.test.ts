// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { differences } from "./compare-with-expect.js";
import { type Expectation, loadSample } from "./sample.js";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");

/** A stored generation with every kind of field that an expectation can name. */
const stored = {
  id: "gen_0123456789abcdef",
  mode: "GENERATION_MODE_SYNC",
  model: { provider: "openai", name: "gpt-6-sol" },
  response_id: "chatcmpl-1",
  response_model: "gpt-6-sol-2026-09-15",
  system_prompt: "Be brief.",
  max_tokens: "256",
  temperature: 0.3,
  top_p: 0.9,
  tool_choice: "auto",
  thinking_enabled: false,
  input: [
    { role: "MESSAGE_ROLE_USER", name: "ana", parts: [{ text: "Weather?" }] },
    {
      role: "MESSAGE_ROLE_TOOL",
      parts: [
        {
          metadata: { provider_type: "tool_result" },
          tool_result: {
            tool_call_id: "call_0",
            name: "get_weather",
            content: "18 C",
            content_json: base64('{"temp_c":18}'),
            is_error: true,
          },
        },
      ],
    },
  ],
  output: [
    {
      role: "MESSAGE_ROLE_ASSISTANT",
      parts: [
        { metadata: { provider_type: "thinking" }, thinking: "Hm." },
        { text: "" },
        {
          metadata: { provider_type: "tool_call" },
          tool_call: { id: "call_1", name: "get_weather", input_json: base64('{"city":"Zürich","days":[1,2]}') },
        },
      ],
    },
  ],
  tools: [
    {
      name: "get_weather",
      type: "function",
      description: "Current weather",
      input_schema_json: base64('{"type":"object"}'),
      deferred: true,
    },
  ],
  usage: { input_tokens: "1480", output_tokens: "96", cache_read_input_tokens: "1280" },
  stop_reason: "tool_calls",
  metadata: { "sigil.sdk.name": "sdk-js", "sigil.gen_ai.request.thinking.level": "low" },
} satisfies Json;

const expected: Expectation = {
  model: { provider: "openai", name: "gpt-6-sol" },
  response_id: "chatcmpl-1",
  response_model: "gpt-6-sol-2026-09-15",
  system_prompt: "Be brief.",
  max_tokens: 256,
  temperature: 0.3,
  top_p: 0.9,
  tool_choice: "auto",
  thinking_enabled: false,
  input: [
    { role: "user", name: "ana", parts: [{ text: "Weather?" }] },
    {
      role: "tool",
      parts: [
        {
          tool_result: {
            tool_call_id: "call_0",
            name: "get_weather",
            content: "18 C",
            content_json: { temp_c: 18 },
            is_error: true,
          },
          provider_type: "tool_result",
        },
      ],
    },
  ],
  output: [
    {
      role: "assistant",
      parts: [
        { thinking: "Hm.", provider_type: "thinking" },
        { text: "" },
        {
          tool_call: { id: "call_1", name: "get_weather", input_json: { city: "Zürich", days: [1, 2] } },
          provider_type: "tool_call",
        },
      ],
    },
  ],
  tools: [
    {
      name: "get_weather",
      type: "function",
      description: "Current weather",
      input_schema: { type: "object" },
      deferred: true,
    },
  ],
  usage: { input_tokens: 1480, output_tokens: 96, total_tokens: 0, cache_read_input_tokens: 1280 },
  stop_reason: "tool_calls",
  metadata: { "sigil.gen_ai.request.thinking.level": "low" },
  tool_calls: 1,
};

/** Where a changed field of the stored generation shows, by its path there. */
const PLANTED: readonly (readonly [path: string, value: Json, difference: string])[] = [
  ["model.provider", "x", 'model.provider: stored "x", expected "openai"'],
  ["model.name", "x", 'model.name: stored "x", expected "gpt-6-sol"'],
  ["response_id", "x", 'response_id: stored "x", expected "chatcmpl-1"'],
  ["response_model", "", 'response_model: stored nothing, expected "gpt-6-sol-2026-09-15"'],
  ["system_prompt", "Be brief. ", 'system_prompt: stored "Be brief. ", expected "Be brief."'],
  ["max_tokens", "257", "max_tokens: stored 257, expected 256"],
  ["temperature", 0, "temperature: stored 0, expected 0.3"],
  ["top_p", 1, "top_p: stored 1, expected 0.9"],
  ["tool_choice", "none", 'tool_choice: stored "none", expected "auto"'],
  ["thinking_enabled", true, "thinking_enabled: stored true, expected false"],
  ["input.0.role", "MESSAGE_ROLE_ASSISTANT", 'input[0].role: stored "assistant", expected "user"'],
  ["input.0.name", "", 'input[0].name: stored nothing, expected "ana"'],
  ["input.0.parts.0.text", "", 'input[0].parts[0].text: stored "", expected "Weather?"'],
  ["input.0.parts.1", { text: "more" }, 'input[0].parts[1]: stored {"text":"more"}, expected nothing'],
  [
    "input.1.parts.0.metadata.provider_type",
    "",
    'input[1].parts[0].provider_type: stored nothing, expected "tool_result"',
  ],
  [
    "input.1.parts.0.tool_result.tool_call_id",
    "x",
    'input[1].parts[0].tool_result.tool_call_id: stored "x", expected "call_0"',
  ],
  ["input.1.parts.0.tool_result.name", "x", 'input[1].parts[0].tool_result.name: stored "x", expected "get_weather"'],
  ["input.1.parts.0.tool_result.content", "", 'input[1].parts[0].tool_result.content: stored nothing, expected "18 C"'],
  [
    "input.1.parts.0.tool_result.content_json",
    base64('{"temp_c":19}'),
    "input[1].parts[0].tool_result.content_json.temp_c: stored 19, expected 18",
  ],
  [
    "input.1.parts.0.tool_result.is_error",
    false,
    "input[1].parts[0].tool_result.is_error: stored nothing, expected true",
  ],
  ["output.0.role", "MESSAGE_ROLE_TOOL", 'output[0].role: stored "tool", expected "assistant"'],
  ["output.0.parts.0.thinking", "Oh.", 'output[0].parts[0].thinking: stored "Oh.", expected "Hm."'],
  ["output.0.parts.0.metadata.provider_type", "x", 'output[0].parts[0].provider_type: stored "x", expected "thinking"'],
  ["output.0.parts.1.text", "x", 'output[0].parts[1].text: stored "x", expected ""'],
  ["output.0.parts.2.tool_call.id", "x", 'output[0].parts[2].tool_call.id: stored "x", expected "call_1"'],
  ["output.0.parts.2.tool_call.name", "x", 'output[0].parts[2].tool_call.name: stored "x", expected "get_weather"'],
  [
    "output.0.parts.2.tool_call.input_json",
    base64('{"city":"Zürich","days":[1,3]}'),
    "output[0].parts[2].tool_call.input_json.days[1]: stored 3, expected 2",
  ],
  [
    "output.1",
    { role: "MESSAGE_ROLE_ASSISTANT", parts: [] },
    'output[1]: stored {"role":"assistant","parts":[]}, expected nothing',
  ],
  ["tools.0.name", "x", 'tools[0].name: stored "x", expected "get_weather"'],
  ["tools.0.type", "", 'tools[0].type: stored nothing, expected "function"'],
  ["tools.0.description", "x", 'tools[0].description: stored "x", expected "Current weather"'],
  ["tools.0.input_schema_json", base64('{"type":null}'), 'tools[0].input_schema.type: stored null, expected "object"'],
  ["tools.0.deferred", false, "tools[0].deferred: stored nothing, expected true"],
  ["usage.input_tokens", "1", "usage.input_tokens: stored 1, expected 1480"],
  ["usage.output_tokens", "0", "usage.output_tokens: stored nothing, expected 96"],
  ["usage.cache_read_input_tokens", 1279, "usage.cache_read_input_tokens: stored 1279, expected 1280"],
  ["usage.total_tokens", "5", "usage.total_tokens: stored 5, expected nothing"],
  ["stop_reason", "", 'stop_reason: stored "", expected "tool_calls"'],
  ["metadata", {}, 'metadata["sigil.gen_ai.request.thinking.level"]: stored nothing, expected "low"'],
  ["call_error", "boom", 'call_error: stored "boom", expected nothing'],
];

describe("differences", () => {
  test("finds none when everything expected is stored", () => {
    expect(differences(stored, expected)).toEqual([]);
  });

  test.each(PLANTED)("finds a planted %s", (path, value, difference) => {
    expect(differences(plant(path, value), expected)).toEqual([difference]);
  });

  test("finds every leaf of the stored generation that has an expectation", () => {
    const notExpected = new Set(["id", "mode", "metadata.sigil.sdk.name"]);
    const missed = leafPaths(stored)
      .filter(([path]) => !notExpected.has(path.join(".")))
      .filter(([path]) => differences(plantAt(path, "planted"), expected).length === 0);
    expect(missed).toEqual([]);
  });

  test("shows bytes that are no JSON", () => {
    expect(differences(plant("output.0.parts.2.tool_call.input_json", base64("{oops")), expected)).toEqual([
      'output[0].parts[2].tool_call.input_json.city: stored nothing, expected "Zürich"',
      "output[0].parts[2].tool_call.input_json.days: stored nothing, expected [1,2]",
      'output[0].parts[2].tool_call.input_json.not_json: stored "{oops", expected nothing',
    ]);
  });

  test("counts the tool calls of the output", () => {
    expect(differences(stored, { tool_calls: 2 })).toEqual(["tool_calls: stored 1, expected 2"]);
  });

  test("reads a usage of null as no count", () => {
    expect(differences({ usage: {} }, { usage: null })).toEqual([]);
    expect(differences({ usage: { input_tokens: "1" } }, { usage: null })).toEqual([
      "usage.input_tokens: stored 1, expected nothing",
    ]);
  });

  test("asks for some text when the call failed", () => {
    expect(differences({ call_error: "rate limited" }, { call_error: true, output: [] })).toEqual([]);
    expect(differences({}, { call_error: true, output: [] })).toEqual([
      "call_error: stored nothing, expected some text",
    ]);
  });

  test("leaves what is not stored with a generation to others", () => {
    const { expect: sample } = loadSample("anthropic/messages-stream-thinking-tool-usage");
    expect(differences({}, { first_token_event_index: sample.first_token_event_index ?? -1 })).toEqual([]);
    expect(differences({}, loadSample("openai/embeddings-tokens-float").expect)).toEqual([]);
  });
});

function plant(path: string, value: Json): Record<string, Json> {
  return plantAt(path.split("."), value);
}

function plantAt(path: readonly string[], value: Json): Record<string, Json> {
  const copy: Record<string, Json> = structuredClone(stored);
  let target = copy;
  // Lists are addressed by their index, like objects by a key.
  for (const key of path.slice(0, -1)) target = target[key] as Record<string, Json>;
  target[path.at(-1) ?? ""] = value;
  return copy;
}

function leafPaths(value: Json, path: readonly string[] = []): [path: readonly string[], value: Json][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, member]) => leafPaths(member, [...path, key]));
}
