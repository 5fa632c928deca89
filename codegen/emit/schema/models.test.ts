// SPDX-License-Identifier: Apache-2.0
import { create, type DescMessage, type MessageShape, toJson } from "@bufbuild/protobuf";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import {
  ExportGenerationsRequestSchema,
  ExportGenerationsResponseSchema,
  GenerationSchema,
} from "../../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { loadModel } from "../../load-model.js";
import { generationArbitrary } from "../../testing/arbitraries.js";
import { loadTinyModel } from "../../testing/load-tiny.js";
import { toProtoMessage } from "../../testing/to-proto-message.js";
import { schemaModelsEmitter } from "./models.js";

type Validate = (value: unknown) => readonly string[];

const validators = new Map<string, Validate>();

beforeAll(async () => {
  for (const { path, text } of schemaModelsEmitter.emit(await loadModel())) validators.set(path, compile(text));
});

const validate = (name: string, value: unknown): readonly string[] =>
  validators.get(`generated/schema/${name}.schema.json`)?.(value) ?? ["no such schema"];

/** A generation with every field, as it is written by hand on the wire. */
const generation = {
  id: "gen_0123456789abcdef",
  mode: "GENERATION_MODE_STREAM",
  model: { provider: "openai", name: "gpt-5" },
  input: [{ role: "MESSAGE_ROLE_USER", parts: [{ text: "Hi" }] }],
  output: [
    {
      role: "MESSAGE_ROLE_ASSISTANT",
      parts: [
        { metadata: { provider_type: "thinking" }, thinking: "" },
        { tool_call: { id: "call_1", name: "weather", input_json: "eyJjaXR5IjoiUGFyaXMifQ==" } },
      ],
    },
  ],
  usage: { input_tokens: "120", output_tokens: 42 },
  started_at: "2026-11-23T10:00:00.123Z",
  tags: { team: "search" },
  metadata: { nested: { list: [1, null, true, "x"] } },
  raw_artifacts: [{ kind: "ARTIFACT_KIND_REQUEST", payload: "e30=" }],
  max_tokens: "256",
  temperature: 0.7,
  thinking_enabled: false,
  parent_generation_ids: ["gen_1"],
};

describe("JSON Schema of the wire", () => {
  test("is emitted for request, response and record", () => {
    expect([...validators.keys()]).toEqual([
      "generated/schema/export-generations-request.schema.json",
      "generated/schema/export-generations-response.schema.json",
      "generated/schema/generation.schema.json",
    ]);
  });

  test("takes a complete generation, alone and in a request", () => {
    expect(validate("generation", generation)).toEqual([]);
    expect(validate("export-generations-request", { generations: [generation, {}] })).toEqual([]);
    expect(validate("export-generations-request", {})).toEqual([]);
  });

  test("takes what protobuf-es writes for random records", () => {
    fc.assert(
      fc.property(fc.array(generationArbitrary, { maxLength: 2 }), (records) => {
        const generations = records.map(toProtoMessage);
        const request = create(ExportGenerationsRequestSchema, { generations });
        expect(validate("export-generations-request", toWireJson(ExportGenerationsRequestSchema, request))).toEqual([]);
        for (const message of generations)
          expect(validate("generation", toWireJson(GenerationSchema, message))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("takes answers", () => {
    const results = [
      { generationId: "gen_1", accepted: true },
      { generationId: "gen_2", error: "generation.mode is invalid" },
    ];
    const response = create(ExportGenerationsResponseSchema, { results });
    expect(validate("export-generations-response", toWireJson(ExportGenerationsResponseSchema, response))).toEqual([]);
  });

  test.each([
    [
      "an unknown name",
      { ...generation, effective_version: "1" },
      "/ must NOT have additional properties: effective_version",
    ],
    ["a name in camelCase", { conversationId: "c" }, "/ must NOT have additional properties: conversationId"],
    [
      "an unknown name inside",
      { model: { provider: "x", version: "1" } },
      "/model must NOT have additional properties: version",
    ],
    ["an unknown enum value", { mode: "SYNC" }, "/mode must match exactly one schema in oneOf"],
    [
      "bytes that are no base64",
      { raw_artifacts: [{ payload: "{}" }] },
      '/raw_artifacts/0/payload must match pattern "^[A-Za-z0-9+/]*={0,2}$"',
    ],
    ["a fraction as an int64", { max_tokens: 1.5 }, "/max_tokens must be string,integer"],
    ["text as an int64", { max_tokens: "many" }, '/max_tokens must match pattern "^-?(0|[1-9][0-9]{0,18})$"'],
    [
      "two members of a oneof",
      { input: [{ parts: [{ text: "", thinking: "" }] }] },
      "/input/0/parts/0 must NOT be valid",
    ],
    ["tags that are no texts", { tags: { a: 1 } }, "/tags/a must be string"],
  ])("refuses %s", (_, value, problem) => {
    expect(validate("generation", value)).toContain(problem);
  });

  test("is the same for another vendor except for its names", async () => {
    const files = schemaModelsEmitter.emit(await loadTinyModel());
    expect(files.map(({ path }) => path)).toEqual([...validators.keys()]);
    await expect(files.map(({ text }) => text).join("\n")).toMatchFileSnapshot("__snapshots__/tiny.schema.txt");
  });
});

function compile(text: string): Validate {
  // The formats of the schema are annotations: their values have patterns.
  const check = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    validateFormats: false,
    allErrors: true,
  }).compile(JSON.parse(text));
  return (value) => {
    check(value);
    return (check.errors ?? []).map(({ instancePath, message, params }) => {
      const name: unknown = params.additionalProperty;
      return `${instancePath || "/"} ${message}${name === undefined ? "" : `: ${String(name)}`}`;
    });
  };
}

function toWireJson<Desc extends DescMessage>(schema: Desc, message: MessageShape<Desc>): unknown {
  return toJson(schema, message, { useProtoFieldName: true });
}
