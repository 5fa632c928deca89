// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { checkTiny } from "../../testing/load-tiny.js";
import { tsValidateEmitter } from "./validate.js";

const VALIDATION = "spec/validation.yaml";

/** Lines of the generated validator, trimmed, after one more rule was added to the tiny spec. */
async function linesWith(rule: string): Promise<readonly string[]> {
  const edit = (text: string): string =>
    `${text}  - { id: extra, subject: generation, order: 50, brief: Extra., examples: [x], message: extra, ${rule} }\n`;
  const { model } = await checkTiny({ [VALIDATION]: edit });
  const files = tsValidateEmitter.emit(model);
  return (files.find((file) => file.path === "generated/ts/validate-generation.ts")?.text ?? "")
    .split("\n")
    .map((line) => line.trim());
}

/** The line before the one that reports the extra rule. */
async function conditionOf(rule: string): Promise<string> {
  const lines = await linesWith(rule);
  return lines[lines.findIndex((line) => line.startsWith('return failure("extra"')) - 1] ?? "";
}

describe("the condition under which a rule fails", () => {
  it.each([
    ["field: Generation.mode, check: one_of", "if (!isMember(GENERATION_MODES, value?.mode)) {"],
    [
      "field: Generation.mode, check: one_of, if_present: true",
      'if (typeof value?.mode === "string" && !isMember(GENERATION_MODES, value?.mode)) {',
    ],
    ["field: Generation.id, check: one_of, values: [a, b]", 'if (!isMember(["a", "b"], value?.id)) {'],
    ["field: MessagePart.kind, check: one_of", "if (!isMember(MESSAGE_PART_KINDS, value?.kind)) {"],
    ["field: Generation.id, check: non_blank", "if (isBlank(value?.id)) {"],
    [
      "field: Generation.id, check: non_blank, if_present: true",
      'if (typeof value?.id === "string" && isBlank(value?.id)) {',
    ],
    ["field: Generation.input, check: non_empty", "if (listOf(value?.input).length === 0) {"],
    [
      "field: Generation.input, check: non_empty, if_present: true",
      "if (Array.isArray(value?.input) && listOf(value?.input).length === 0) {",
    ],
    [
      "field: MessagePart.kind, check: one_payload",
      'if (Number(typeof value?.text === "string") + Number(isObject(value?.toolCall)) !== 1) {',
    ],
    [
      "field: MessagePart.text, check: only_role, values: [user, assistant]",
      'if (!isMember(["user", "assistant"], role)) {',
    ],
    ["field: Generation.model, check: present", "if (!isObject(value?.model)) {"],
    ["field: Generation.started_at, check: present", "if (!isTimestamp(value?.startedAt)) {"],
    [
      "field: Generation.metadata, check: present, relaxed_under: metadata_only",
      "if (!isMetadataOnly && !isDictionary(value?.metadata)) {",
    ],
    ["field: Artifact.payload, check: any_present, fields: [payload]", "if (isEmptyBytes(value?.payload)) {"],
    [
      "field: Generation.id, check: any_non_blank, fields: [id, system_prompt]",
      "if (isBlank(value?.id) && isBlank(value?.systemPrompt)) {",
    ],
    [
      "field: Generation.temperature, check: positive",
      'if (!(typeof value?.temperature === "number" && value?.temperature > 0)) {',
    ],
    [
      "field: Generation.temperature, check: non_negative, if_present: true",
      'if (typeof value?.temperature === "number" && !(value?.temperature >= 0)) {',
    ],
    ["field: Generation.id, check: max_utf8_bytes, limit: id_max", "if (hasMoreUtf8Bytes(value?.id, 255)) {"],
    [
      "field: Generation.metadata, check: max_json_bytes, limit: id_max",
      "if (hasMoreJsonBytes(value?.metadata, 255)) {",
    ],
    ["field: Generation.id, check: no_slash", 'if (typeof value?.id === "string" && value?.id.includes("/")) {'],
    ["field: Generation.id, check: no_dot_segment", 'if (isMember([".", ".."], value?.id)) {'],
    [
      "field: MessagePart.tool_call, check: present, when_kind: tool_call",
      'if (value?.kind === "tool_call" && !isObject(value?.toolCall)) {',
    ],
  ])("%s", async (rule, condition) => {
    expect(await conditionOf(rule)).toBe(condition);
  });

  it("of check type comes from the declared types", async () => {
    const lines = await linesWith("field: Generation.*, check: type");
    expect(lines).toContain("return findGenerationIssue(value, findMismatch(GENERATION_SHAPE, value));");
    expect(lines).toContain('if (mismatch !== undefined) return failure("extra", `extra`, "", mismatch.path);');
  });
});

describe("the walk", () => {
  it("checks rules of one list together and in order, element by element", async () => {
    const lines = await linesWith("field: Message.role, check: non_blank");
    const walk = lines.slice(lines.findIndex((line) => line.startsWith("function checkGeneration(")));
    const steps = walk.slice(
      0,
      walk.indexOf("}") === -1
        ? undefined
        : walk.findIndex((line) => line.startsWith("function checkGenerationModelRef")),
    );
    expect(steps.filter((line) => /^(const found|return failure)/.test(line))).toEqual([
      'return failure("mode_known", " is invalid", "mode");',
      "const found = checkGenerationModelRef(value.model);",
      "const found = checkGenerationMessage(input[index], isMetadataOnly);",
      "const found = checkGenerationMessage(output[index], isMetadataOnly);",
      'return failure("id_length", " is longer than 255", "id");',
      "const found = checkGenerationMessage2(input[index]);",
      "const found = checkGenerationMessage2(output[index]);",
    ]);
  });
});
