// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { suggest } from "./suggest.js";

const many = Array.from({ length: 13 }, (_, index) => `candidate_number_${index}`);

test.each([
  ["modle", ["model", "mode", "agent"], 'did you mean "model"?'],
  ["xyz", ["model", "agent"], "use one of model, agent"],
  ["xyz", [], "none is declared yet"],
  ["xyz", many, "declare it, or use one that is declared"],
])("advises on %s among %j", (wanted, known, expected) => {
  expect(suggest(wanted, known)).toBe(expected);
});
