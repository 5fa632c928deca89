// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { failure, toIssue, under } from "./validation-failure.js";

const found = under(".input[1]", under(".parts[0]", failure("part.text", " is required")));

it("puts the path together from the root down", () => {
  expect(toIssue("generation", "rule.", found)).toEqual({
    rule: "rule.part.text",
    path: "generation.input[1].parts[0].text",
    message: "generation.input[1].parts[0].text is required",
  });
});

it("begins with the name of a field when there is no root", () => {
  expect(toIssue("", "rule.", found)).toEqual({
    rule: "rule.part.text",
    path: "input[1].parts[0].text",
    message: "input[1].parts[0].text is required",
  });
});

it("names the owner itself when there is no field", () => {
  expect(toIssue("generation", "rule.", failure("part.types", "{path} must be a string", "", ".id"))).toEqual({
    rule: "rule.part.types",
    path: "generation.id",
    message: "generation.id must be a string",
  });
});

it("gives nothing for nothing", () => {
  expect(toIssue("generation", "rule.", undefined)).toBeUndefined();
});

it("names the field that the rule does not end with", () => {
  expect(toIssue("tool", "rule.", failure("key", "{path} must have an id or a name", "tool_call_id"))).toEqual({
    rule: "rule.key",
    path: "tool.tool_call_id",
    message: "tool must have an id or a name",
  });
});
