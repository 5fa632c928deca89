// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { encodeGeneration } from "../../generated/ts/encode-binary.js";
import { encodeGenerationJson, generationToJson } from "../../generated/ts/encode-json.js";
import type { ArtifactKind, GenerationMode, MessageRole } from "../../generated/ts/enums.js";
import type { Generation, MessagePart } from "../../generated/ts/models.js";
import { GENERATION_SHAPE } from "../../generated/ts/record-shapes.js";
import { measureRecord } from "../../src/internal/wire/measure-record.js";
import { SizePlan } from "../../src/internal/wire/size-plan.js";

/** Empty `model` (7) and `usage` (14), which are always written. */
const MODEL = "3a00";
const USAGE = "7200";

/** What a record becomes: hexadecimal protobuf and proto-JSON, both written by hand from the proto file. */
type Row = readonly [name: string, record: Generation, hex: string, json: string];

const rows: readonly Row[] = [
  ["nothing", {}, `${MODEL}${USAGE}`, '{"model":{},"usage":{}}'],
  [
    "defaults",
    {
      id: "",
      input: [],
      tags: {},
      model: { provider: "", name: "" },
      usage: { inputTokens: 0 },
      parentGenerationIds: [],
    },
    `${MODEL}${USAGE}`,
    '{"model":{},"usage":{}}',
  ],
  ["a string", { id: "abc" }, `0a03616263${MODEL}${USAGE}`, '{"id":"abc","model":{},"usage":{}}'],
  [
    "a string of every width",
    { callError: "aé€😀" },
    `${MODEL}${USAGE}aa010a61c3a9e282acf09f9880`,
    '{"model":{},"usage":{},"call_error":"aé€😀"}',
  ],
  [
    "lone surrogates",
    { id: "\ud83d", callError: "a\ude00" },
    `0a03efbfbd${MODEL}${USAGE}aa010461efbfbd`,
    '{"id":"\ufffd","model":{},"usage":{},"call_error":"a\ufffd"}',
  ],
  [
    "text that JSON escapes",
    { id: '"\\\n\u0000\u007f\u2028/' },
    `0a09225c0a007fe280a82f${MODEL}${USAGE}`,
    '{"id":"\\"\\\\\\n\\u0000\u007f\u2028/","model":{},"usage":{}}',
  ],
  ["an enum", { mode: "STREAM" }, `2002${MODEL}${USAGE}`, '{"mode":"GENERATION_MODE_STREAM","model":{},"usage":{}}'],
  // A caller without types can hand in anything.
  [
    "an undeclared enum value",
    { mode: "constructor" as GenerationMode },
    `${MODEL}${USAGE}`,
    '{"model":{},"usage":{}}',
  ],
  [
    "a message",
    { model: { provider: "p", name: "n" } },
    `3a06 0a0170 12016e${USAGE}`,
    '{"model":{"provider":"p","name":"n"},"usage":{}}',
  ],
  [
    "counts",
    {
      usage: {
        inputTokens: 1,
        outputTokens: 300,
        totalTokens: Number.MAX_SAFE_INTEGER,
        cacheCreationInputTokens: 2 ** 32,
      },
    },
    `${MODEL}7214 0801 10ac02 18ffffffffffffff0f 388080808010`,
    '{"model":{},"usage":{"input_tokens":"1","output_tokens":"300","total_tokens":"9007199254740991","cache_creation_input_tokens":"4294967296"}}',
  ],
  [
    "negative and unsendable counts",
    {
      usage: {
        inputTokens: -1,
        outputTokens: 1.5,
        totalTokens: 2 ** 53,
        cacheReadInputTokens: Number.NaN,
        reasoningTokens: Number.MIN_SAFE_INTEGER,
      },
    },
    `${MODEL}7216 08ffffffffffffffffff01 3081808080808080f0ff01`,
    '{"model":{},"usage":{"input_tokens":"-1","reasoning_tokens":"-9007199254740991"}}',
  ],
  [
    "timestamps",
    { startedAt: new Date("2024-01-02T03:04:05.600Z"), completedAt: new Date("2024-01-02T03:04:06Z") },
    `${MODEL}${USAGE}8201 0c 08a5facdac06 10808c8d9e02 8a01 06 08a6facdac06`,
    '{"model":{},"usage":{},"started_at":"2024-01-02T03:04:05.600Z","completed_at":"2024-01-02T03:04:06Z"}',
  ],
  [
    "a timestamp before 1970 and the epoch",
    { startedAt: new Date(-1), completedAt: new Date(0) },
    `${MODEL}${USAGE}8201 11 08ffffffffffffffffff01 10c08faedc03 8a01 00`,
    '{"model":{},"usage":{},"started_at":"1969-12-31T23:59:59.999Z","completed_at":"1970-01-01T00:00:00Z"}',
  ],
  [
    "dates without a wire form",
    { startedAt: new Date(Number.NaN), completedAt: new Date(253_402_300_800_000) },
    `${MODEL}${USAGE}`,
    '{"model":{},"usage":{}}',
  ],
  [
    "tags",
    {
      tags: Object.fromEntries([
        ["a", "b"],
        ["__proto__", ""],
      ]),
    },
    `${MODEL}${USAGE}9201 06 0a0161 120162 9201 0d 0a095f5f70726f746f5f5f 1200`,
    '{"model":{},"usage":{},"tags":{"a":"b","__proto__":""}}',
  ],
  [
    "tags whose keys become equal",
    { tags: { "\ud800": "1", "\udc00": "2" } },
    `${MODEL}${USAGE}9201 08 0a03efbfbd 120132`,
    '{"model":{},"usage":{},"tags":{"\ufffd":"2"}}',
  ],
  [
    "optional fields that hold their defaults",
    { maxTokens: 0, temperature: 0, topP: -0, toolChoice: "", thinkingEnabled: false },
    `${MODEL}${USAGE}c00100 c9010000000000000000 d1010000000000000080 da0100 e00100`,
    '{"model":{},"usage":{},"max_tokens":"0","temperature":0,"top_p":-0,"tool_choice":"","thinking_enabled":false}',
  ],
  [
    "optional fields",
    { maxTokens: 256, temperature: 0.5, topP: 1e-7, toolChoice: "auto", thinkingEnabled: true },
    `${MODEL}${USAGE}c0018002 c901000000000000e03f d10148afbc9af2d77a3e da01046175746f e00101`,
    '{"model":{},"usage":{},"max_tokens":"256","temperature":0.5,"top_p":1e-7,"tool_choice":"auto","thinking_enabled":true}',
  ],
  [
    "doubles that are no numbers",
    { temperature: Number.NaN, topP: Number.NEGATIVE_INFINITY },
    `${MODEL}${USAGE}c901000000000000f87f d101000000000000f0ff`,
    '{"model":{},"usage":{},"temperature":"NaN","top_p":"-Infinity"}',
  ],
  [
    "a list of strings",
    { parentGenerationIds: ["a", ""] },
    `${MODEL}${USAGE}ea010161 ea0100`,
    '{"model":{},"usage":{},"parent_generation_ids":["a",""]}',
  ],
  [
    "messages",
    {
      input: [
        { role: "user", parts: [] },
        { role: "MODEL" as MessageRole, name: "n", parts: [] },
      ],
      output: [],
    },
    `${MODEL}5a020801 5a03 12016e ${USAGE}`,
    '{"model":{},"input":[{"role":"MESSAGE_ROLE_USER"},{"name":"n"}],"usage":{}}',
  ],
  [
    "tools",
    {
      tools: [
        { name: "t", inputSchemaJson: '{"é":1}', deferred: true },
        { name: "", inputSchemaJson: "" },
      ],
    },
    `${MODEL}6a0f 0a0174 22087b22c3a9223a317d 2801 6a00 ${USAGE}`,
    '{"model":{},"tools":[{"name":"t","input_schema_json":"eyLDqSI6MX0=","deferred":true},{}],"usage":{}}',
  ],
  [
    "artifacts",
    {
      artifacts: [
        { kind: "provider_event", payload: new Uint8Array([0, 255]) },
        { kind: "" as ArtifactKind, recordId: "r" },
      ],
    },
    `${MODEL}${USAGE}a201 06 0804 220200ff a201 03 2a0172`,
    '{"model":{},"usage":{},"raw_artifacts":[{"kind":"ARTIFACT_KIND_PROVIDER_EVENT","payload":"AP8="},{"record_id":"r"}]}',
  ],
  ["local fields", { conversationTitle: "t", userId: "u" }, `${MODEL}${USAGE}`, '{"model":{},"usage":{}}'],
];

const parts: readonly (readonly [name: string, part: MessagePart, hex: string, json: string])[] = [
  ["empty text", { kind: "text", text: "" }, "1200", '{"text":""}'],
  [
    "text of a provider type",
    { kind: "text", text: "a", providerType: "t" },
    "0a030a0174 120161",
    '{"metadata":{"provider_type":"t"},"text":"a"}',
  ],
  ["text of an empty provider type", { kind: "text", text: "a", providerType: "" }, "120161", '{"text":"a"}'],
  ["thinking", { kind: "thinking", thinking: "a" }, "1a0161", '{"thinking":"a"}'],
  ["an empty tool call", { kind: "tool_call", toolCall: { name: "" } }, "2200", '{"tool_call":{}}'],
  [
    "a tool call",
    { kind: "tool_call", toolCall: { id: "i", name: "n", inputJson: "{}" } },
    "220a 0a0169 12016e 1a027b7d",
    '{"tool_call":{"id":"i","name":"n","input_json":"e30="}}',
  ],
  ["an empty tool result", { kind: "tool_result", toolResult: {} }, "2a00", '{"tool_result":{}}'],
  [
    "a tool result",
    { kind: "tool_result", toolResult: { toolCallId: "i", name: "n", content: "c", contentJson: "1", isError: true } },
    "2a0e 0a0169 12016e 1a0163 220131 2801",
    '{"tool_result":{"tool_call_id":"i","name":"n","content":"c","content_json":"MQ==","is_error":true}}',
  ],
  ["an unknown kind", { kind: "image" } as unknown as MessagePart, "", "{}"],
];

const structs: readonly (readonly [name: string, value: Record<string, unknown>, hex: string, json: string])[] = [
  ["no member", {}, "", "{}"],
  ["null", { a: null }, "0a07 0a0161 1202 0800", '{"a":null}'],
  ["a number", { a: 1.5 }, "0a0e 0a0161 1209 11000000000000f83f", '{"a":1.5}'],
  ["negative zero", { a: -0 }, "0a0e 0a0161 1209 110000000000000080", '{"a":-0}'],
  ["a number without JSON form", { a: Number.NaN }, "0a07 0a0161 1202 0800", '{"a":null}'],
  ["a string", { a: "é" }, "0a09 0a0161 1204 1a02c3a9", '{"a":"é"}'],
  ["a boolean", { a: true, b: false }, "0a07 0a0161 1202 2001 0a07 0a0162 1202 2000", '{"a":true,"b":false}'],
  ["an object", { a: { b: "" } }, "0a10 0a0161 120b 2a09 0a07 0a0162 1202 1a00", '{"a":{"b":""}}'],
  ["a list", { a: [true, [], {}] }, "0a13 0a0161 120e 320c 0a02 2001 0a02 3200 0a02 2a00", '{"a":[true,[],{}]}'],
  [
    "what JSON cannot hold",
    { a: undefined, b: () => 1, c: [undefined] },
    "0a0b 0a0163 1206 3204 0a02 0800",
    '{"c":[null]}',
  ],
  [
    "__proto__",
    Object.fromEntries([["__proto__", "p"]]),
    "0a10 0a095f5f70726f746f5f5f 1203 1a0170",
    '{"__proto__":"p"}',
  ],
  ["keys that become equal", { "\ud800": 1, "\ud801": "b" }, "0a0a 0a03efbfbd 1203 1a0162", '{"\ufffd":"b"}'],
];

function wrapMessage(part: string): string {
  const size = part.length / 2;
  return `${MODEL}5a${byte(size + 2)}1a${byte(size)}${part}${USAGE}`;
}

function byte(value: number): string {
  return value.toString(16).padStart(2, "0");
}

function compact(hex: string): string {
  return hex.replaceAll(" ", "");
}

function encodings(record: Generation): object {
  return {
    binary: Buffer.from(encodeGeneration(record)).toString("hex"),
    size: measureRecord(GENERATION_SHAPE, record, new SizePlan()),
    json: generationToJson(record),
    jsonBytes: new TextDecoder().decode(encodeGenerationJson(record)),
  };
}

function expected(hex: string, json: string): object {
  return { binary: compact(hex), size: compact(hex).length / 2, json, jsonBytes: json };
}

describe("the encoders", () => {
  it.each(rows)("write %s", (_, record, hex, json) => {
    expect(encodings(record)).toEqual(expected(hex, json));
  });

  it.each(parts)("write a part with %s", (_, part, hex, json) => {
    const record: Generation = { input: [{ role: "" as MessageRole, parts: [part] }] };
    expect(encodings(record)).toEqual(
      expected(wrapMessage(compact(hex)), `{"model":{},"input":[{"parts":[${json}]}],"usage":{}}`),
    );
  });

  it.each(structs)("write metadata with %s", (_, metadata, hex, json) => {
    const body = compact(hex);
    expect(encodings({ metadata })).toEqual(
      expected(`${MODEL}${USAGE}9a01${byte(body.length / 2)}${body}`, `{"model":{},"usage":{},"metadata":${json}}`),
    );
  });

  it("write strings and messages whose lengths take more than one byte", () => {
    const text = "0123456789é😀".repeat(20_000);
    const record: Generation = { systemPrompt: text, input: [{ role: "user", parts: [{ kind: "text", text }] }] };
    const utf8 = Buffer.from(text).toString("hex");
    // 320,000 bytes of text; part, message and their keys and lengths add 4 bytes each.
    const field = `80c413${utf8}`;
    const hex = `${MODEL}52${field} 5a8ac413 0801 1a84c413 12${field} ${USAGE}`;
    const json = `{"model":{},"system_prompt":"${text}","input":[{"role":"MESSAGE_ROLE_USER","parts":[{"text":"${text}"}]}],"usage":{}}`;
    expect(encodings(record)).toEqual(expected(hex, json));
  });
});
