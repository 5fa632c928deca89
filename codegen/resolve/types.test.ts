// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny, loadTinyModel } from "../testing/load-tiny.js";

/** The parts of a field that models.yaml decides about. */
async function fieldsOf(name: string): Promise<readonly unknown[] | undefined> {
  const model = await loadTinyModel();
  const type = model.models.types.find((candidate) => candidate.name === name);
  return type?.fields.map(({ proto, lift, metadata, type: { kind }, brief: _, ...field }) => ({
    ...field,
    kind,
    proto: proto?.name,
    lift: lift?.name,
    metadata: metadata?.id,
  }));
}

const plain = { repeated: false, required: false, count: false, lift: undefined, metadata: undefined };

test("takes over every field of a message in number order, then adds the local ones", async () => {
  const fields = await fieldsOf("Generation");

  expect(fields?.slice(-7)).toEqual([
    {
      ...plain,
      path: "Generation.artifacts",
      name: "artifacts",
      tsName: "artifacts",
      kind: "type",
      repeated: true,
      proto: "raw_artifacts",
    },
    {
      ...plain,
      path: "Generation.call_error",
      name: "call_error",
      tsName: "callError",
      kind: "string",
      proto: "call_error",
    },
    {
      ...plain,
      path: "Generation.max_tokens",
      name: "max_tokens",
      tsName: "maxTokens",
      kind: "int64",
      count: true,
      proto: "max_tokens",
    },
    {
      ...plain,
      path: "Generation.temperature",
      name: "temperature",
      tsName: "temperature",
      kind: "double",
      proto: "temperature",
    },
    {
      ...plain,
      path: "Generation.thinking_enabled",
      name: "thinking_enabled",
      tsName: "thinkingEnabled",
      kind: "bool",
      proto: "thinking_enabled",
    },
    {
      ...plain,
      path: "Generation.parent_generation_ids",
      name: "parent_generation_ids",
      tsName: "parentGenerationIds",
      kind: "string",
      repeated: true,
      proto: "parent_generation_ids",
    },
    {
      ...plain,
      path: "Generation.conversation_title",
      name: "conversation_title",
      tsName: "conversationTitle",
      kind: "string",
      proto: undefined,
      metadata: "vendor.conversation.title",
    },
  ]);
});

test("picks fields of another type, refines them and adds its own", async () => {
  const fields = await fieldsOf("GenerationStart");

  expect(fields?.map((field) => (field as { path: string }).path)).toEqual([
    "GenerationStart.id",
    "GenerationStart.mode",
    "GenerationStart.model",
    "GenerationStart.system_prompt",
    "GenerationStart.started_at",
    "GenerationStart.tags",
    "GenerationStart.metadata",
    "GenerationStart.max_tokens",
    "GenerationStart.temperature",
    "GenerationStart.thinking_enabled",
    "GenerationStart.parent_generation_ids",
    "GenerationStart.conversation_title",
    "GenerationStart.content_capture",
  ]);
  expect(fields?.[2]).toEqual({
    ...plain,
    path: "GenerationStart.model",
    name: "model",
    tsName: "model",
    kind: "type",
    required: true,
    proto: "model",
  });
});

test("makes a union of a oneof and lifts the wrapped field beside it", async () => {
  const model = await loadTinyModel();
  const part = model.models.types.find((type) => type.name === "MessagePart");

  expect(part?.union?.discriminator).toBe("kind");
  expect(part?.union?.variants.map(({ kind, field }) => [kind, field.path, field.type])).toEqual([
    ["text", "MessagePart.text", { kind: "string" }],
    ["tool_call", "MessagePart.tool_call", { kind: "type", name: "ToolCall" }],
  ]);
  expect(await fieldsOf("MessagePart")).toEqual([
    {
      ...plain,
      path: "MessagePart.provider_type",
      name: "provider_type",
      tsName: "providerType",
      kind: "string",
      proto: "provider_type",
      lift: "metadata",
    },
  ]);
});

test("cuts the prefix of enum members and leaves the unspecified one out", async () => {
  const model = await loadTinyModel();

  expect(
    model.models.enums.map(({ name, values }) => [name, values.map(({ value, number }) => [value, number])]),
  ).toEqual([
    [
      "GenerationMode",
      [
        ["SYNC", 1],
        ["STREAM", 2],
      ],
    ],
    [
      "MessageRole",
      [
        ["user", 1],
        ["assistant", 2],
      ],
    ],
    [
      "ContentCaptureMode",
      [
        ["default", undefined],
        ["full", undefined],
        ["metadata_only", undefined],
      ],
    ],
  ]);
});

test.each([
  [
    "an unknown message",
    "proto: ToolCall }",
    "proto: ToolCal }",
    [
      'types[1].proto [dangling-reference] there is no proto message "ToolCal"; did you mean "ToolCall"?',
      "types[2] [uncovered-proto] proto message ToolCall has no friendly type; add a type with `proto: ToolCall`",
    ],
  ],
  [
    "an unknown enum",
    "proto: MessageRole }",
    "proto: MessageRol }",
    [
      'enums[1].proto [dangling-reference] there is no proto enum "MessageRol"; did you mean "MessageRole"?',
      "types[3] [uncovered-proto] proto enum MessageRole has no friendly enum; add an enum with `proto: MessageRole`",
    ],
  ],
  [
    "an unknown local type",
    "enum:ContentCaptureMode",
    "enum:CaptureMode",
    [
      'types[7].fields[1].type [dangling-reference] there is no enum "CaptureMode"; use one of GenerationMode, MessageRole, ContentCaptureMode',
    ],
  ],
  [
    "an unknown refined field",
    "{ proto: max_tokens, count: true }",
    "{ proto: max_token, count: true }",
    [
      'types[6].fields[1].proto [dangling-reference] there is no field of Generation "max_token"; did you mean "max_tokens"?',
    ],
  ],
  [
    "a pick that the base does not have",
    "      - mode\n      - model\n",
    "      - mod\n      - model\n",
    ['types[7].pick[1] [subset-pick] Generation has no field "mod"; did you mean "mode"?'],
  ],
  [
    "a field that is picked twice",
    "      - mode\n      - model\n",
    "      - mode\n      - mode\n      - model\n",
    ['types[7].pick[2] [subset-pick] "mode" is picked twice; remove one'],
  ],
  [
    "a base below the type",
    "subset_of: Generation\n    pick:\n      - id\n      - mode",
    "subset_of: ToolExecution\n    pick:\n      - id\n      - mode",
    [
      'types[7].subset_of [dangling-reference] there is no type declared above this one "ToolExecution"; use one of ModelRef, ToolCall, MessagePart, Message, TokenUsage, Artifact, Generation',
    ],
  ],
  [
    "a path to lift that does not exist",
    "from: metadata.provider_type",
    "from: metadata.provider_typ",
    [
      'types[2].lift[0].from [bad-path] Part has no field "metadata.provider_typ"; did you mean "metadata.provider_type"?',
    ],
  ],
  [
    "a oneof that is not a union",
    "    union: { oneof: payload, discriminator: kind }\n",
    "",
    [
      "types[2] [uncovered-proto] oneof Part.payload is not a union; add `union: { oneof: payload, discriminator: kind }`",
    ],
  ],
  [
    "a field that is both proto and local",
    "local: conversation_title, type",
    "local: conversation_title, proto: id, type",
    ["types[6].fields[2] [field-origin] a field needs exactly one of `proto` and `local`; keep the one that applies"],
  ],
  [
    "a count that is no integer",
    "{ proto: max_tokens, count: true }",
    "{ proto: temperature, count: true }",
    ["types[6] [field-origin] Generation.temperature is no int64, so it cannot count; remove `count`"],
  ],
  [
    "an unknown metadata attribute",
    "metadata: vendor.conversation.title",
    "metadata: vendor.conversation.titl",
    [
      'types[6].fields[2].metadata [dangling-reference] there is no attribute "vendor.conversation.titl"; did you mean "vendor.conversation.title"?',
    ],
  ],
])("refuses %s", async (_, before, after, expected) => {
  const findings = await lintTiny({ "spec/models.yaml": swap(before, after) });

  expect(findings).toEqual(expect.arrayContaining(expected.map((text) => `spec/models.yaml ${text}`)));
});
