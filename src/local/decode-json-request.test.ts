// SPDX-License-Identifier: Apache-2.0
import { create, toJson } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { ExportGenerationsRequestSchema } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { decodeJsonRequest, hasLoneSurrogateEscape } from "./decode-json-request.js";

const decode = (text: string) => decodeJsonRequest(Buffer.from(text));
const decodeGeneration = (fields: string) => decode(`{"generations":[{${fields}}]}`);

describe("decodeJsonRequest", () => {
  it.each(["{}", ' { "generations" : [] } ', '{"generations":null}'])("reads %s as an empty batch", (text) => {
    expect(decode(text)).toEqual({ ok: true, request: create(ExportGenerationsRequestSchema) });
  });

  it("reads both spellings of names, numbers as text, enums as numbers and unpadded URL-safe base64", () => {
    const decoded = decodeGeneration(
      `"conversationId":"c","response_id":"r","mode":2,"maxTokens":7,"usage":{"input_tokens":"9007199254740993"},
       "temperature":"0.5","started_at":"2026-02-03T01:00:00.5+01:00","input":[{"parts":[{"text":""}]}],
       "tools":[{"inputSchemaJson":"_-8"}],"metadata":{"emoji":"\\ud83d\\ude00","n":1.5,"list":[null,{}]}`,
    );
    expect(decoded.ok && toJson(ExportGenerationsRequestSchema, decoded.request, { useProtoFieldName: true })).toEqual({
      generations: [
        {
          conversation_id: "c",
          response_id: "r",
          mode: "GENERATION_MODE_STREAM",
          max_tokens: "7",
          usage: { input_tokens: "9007199254740993" },
          temperature: 0.5,
          started_at: "2026-02-03T00:00:00.500Z",
          input: [{ parts: [{ text: "" }] }],
          tools: [{ input_schema_json: "/+8=" }],
          metadata: { emoji: "😀", n: 1.5, list: [null, {}] },
        },
      ],
    });
  });

  it.each([
    ["an empty body", ""],
    ["null", "null"],
    ["an array", "[]"],
    ["text after the value", "{} {}"],
    ["a truncated value", '{"generations":['],
    ["a byte order mark", "\ufeff{}"],
    ["an unknown key of the request", '{"generation":[]}'],
    ["an unknown key of a generation", '{"generations":[{"effective_version":"1"}]}'],
    ["an unknown part", '{"generations":[{"input":[{"parts":[{"media":{}}]}]}]}'],
    ["an unknown enum name", '{"generations":[{"mode":"SYNC"}]}'],
    ["a repeated key", '{"generations":[{"id":"a","id":"a"}]}'],
    ["a field in both spellings", '{"generations":[{"response_id":"a","responseId":"a"}]}'],
    ["a repeated metadata key", '{"generations":[{"metadata":{"a":1,"\\u0061":2}}]}'],
    ["two members of a oneof", '{"generations":[{"input":[{"parts":[{"text":"a","thinking":"b"}]}]}]}'],
    ["a null in a list", '{"generations":[null]}'],
    ["a lone surrogate in a field", '{"generations":[{"id":"\\ud83d"}]}'],
    ["a lone surrogate in metadata", '{"generations":[{"metadata":{"a":"\\uD83Dx"}}]}'],
    ["a lone surrogate in a metadata key", '{"generations":[{"metadata":{"\\ude00":1}}]}'],
    ["an integer that protobuf-es alone reads", '{"generations":[{"usage":{"input_tokens":"0x10"}}]}'],
    ["nesting beyond the stack", `{"generations":[{"metadata":{"a":${"[".repeat(2e5)}${"]".repeat(2e5)}}}]}`],
  ])("refuses %s", (_name, text) => {
    expect(decode(text)).toEqual({ ok: false, text: expect.stringMatching(/^proto: ./) });
  });

  it("refuses bytes that are not UTF-8", () => {
    const body = Buffer.concat([Buffer.from('{"generations":[{"id":"'), Buffer.from([0xff]), Buffer.from('"}]}')]);
    expect(decodeJsonRequest(body)).toEqual({ ok: false, text: "proto: invalid UTF-8 in request body" });
  });
});

describe("hasLoneSurrogateEscape", () => {
  it.each([
    [String.raw`"\ud83d\ude00"`, false],
    [String.raw`"\\ud83d"`, false],
    [String.raw`"\\\\ud83d"`, false],
    [String.raw`"\u00e4"`, false],
    [String.raw`"\\\ud83d"`, true],
    [String.raw`"\ud83d"`, true],
    [String.raw`"\ude00"`, true],
    [String.raw`"\ude00\ud83d"`, true],
    [String.raw`"\ud83d\ud83d\ude00"`, true],
    [String.raw`"\uD83D\u0041"`, true],
    [String.raw`"\ud83d \ude00"`, true],
  ])("of %s is %s", (json, expected) => {
    expect(hasLoneSurrogateEscape(json)).toBe(expected);
  });
});
