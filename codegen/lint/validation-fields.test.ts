// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

test.each([
  [
    "an unknown type",
    "field: ModelRef.name",
    "field: ModelReff.name",
    'rules[1].field [dangling-reference] there is no type "ModelReff"; did you mean "ModelRef"?',
  ],
  [
    "an unknown field",
    "field: ModelRef.name",
    "field: ModelRef.nam",
    'rules[1].field [bad-path] ModelRef has no field "nam"; did you mean "name"?',
  ],
  [
    "a path through several types",
    "field: ModelRef.name",
    "field: Generation.model.name",
    'rules[1].field [bad-path] "Generation.model.name" goes through several types; name the type that owns the field: Type.field',
  ],
  [
    "a type that the subject does not hold",
    "field: ModelRef.name",
    "field: ToolExecution.tool_name",
    "rules[1].field [bad-path] Generation holds no ToolExecution; use a field of Generation, ModelRef, Message, MessagePart, ToolCall, TokenUsage, Artifact",
  ],
  [
    "a check that does not fit",
    "field: ModelRef.name, check: non_blank",
    "field: ModelRef.name, check: positive",
    "rules[1].check [validation-field] check positive cannot judge ModelRef.name, which is string; use a check that fits the field",
  ],
  [
    "all fields for another check than type",
    "field: ModelRef.name",
    'field: "ModelRef.*"',
    "rules[1].field [validation-field] check non_blank cannot judge ModelRef.*; name one field; only check type judges them all",
  ],
  [
    "an unknown kind",
    "when_kind: tool_call",
    "when_kind: tool_cal",
    'rules[5].when_kind [dangling-reference] there is no kind of MessagePart "tool_cal"; did you mean "tool_call"?',
  ],
  [
    "an unknown role",
    "values: [assistant]",
    "values: [asistant]",
    'rules[5].values[0] [dangling-reference] there is no value "asistant"; did you mean "assistant"?',
  ],
])("refuses %s", async (_, before, after, finding) => {
  expect(await lintTiny({ "spec/validation.yaml": swap(before, after) })).toEqual([`spec/validation.yaml ${finding}`]);
});
