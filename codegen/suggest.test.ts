// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { suggest, suggestWord } from "./suggest.js";

const many = Array.from({ length: 17 }, (_, index) => `candidate_number_${index}`);

test.each([
  ["modle", ["model", "mode", "agent"], 'did you mean "model"?'],
  ["xyz", ["model", "agent"], "use one of model, agent"],
  ["xyz", [], "none is declared yet"],
  ["xyz", many, "declare it, or use one that is declared"],
])("advises on %s among %j", (wanted, known, expected) => {
  expect(suggest(wanted, known)).toBe(expected);
});

test("names the whole of a closed list, however long", () => {
  expect(suggestWord("xyz", many)).toBe(`use one of ${many.join(", ")}`);
  expect(suggestWord("candidate_number_19", many)).toBe('did you mean "candidate_number_1"?');
});
