// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { failure, toIssue, under } from "./validation-failure.js";

const found = under(".input[1]", under(".parts[0]", failure("rule.text", "text", "{path}.text is required")));

it("puts the path together from the root down", () => {
  expect(toIssue("generation", found)).toEqual({
    rule: "rule.text",
    path: "generation.input[1].parts[0].text",
    message: "generation.input[1].parts[0].text is required",
  });
});

it("begins with the name of a field when there is no root", () => {
  expect(toIssue("", found)).toEqual({
    rule: "rule.text",
    path: "input[1].parts[0].text",
    message: "input[1].parts[0].text is required",
  });
});

it("names the owner itself when there is no field", () => {
  expect(toIssue("generation", failure("rule.types", "", "{path} must be a string", ".id"))).toEqual({
    rule: "rule.types",
    path: "generation.id",
    message: "generation.id must be a string",
  });
});

it("gives nothing for nothing", () => {
  expect(toIssue("generation", undefined)).toBeUndefined();
});
