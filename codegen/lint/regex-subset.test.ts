// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { findRegexProblem } from "./regex-subset.js";

test.each([
  "abc",
  "\\bkey-[A-Za-z0-9_-]{20,}",
  "(?:^|[^a-z])(?:a|b){1,8}",
  "a?b{2}c{3,4}={0,3}",
  '[^"\\\\\\[\\]\\t\\r\\n]{1,}',
  "\\.\\/\\+\\\\ \\t",
  "x-{1,4}(?:-END)?",
])("accepts %s", (source) => {
  expect(findRegexProblem(source)).toBeUndefined();
});

test.each([
  ["a*", '"*" has no bound that one sees; "{n,}" says the same'],
  ["[a-z]+", '"+" has no bound that one sees; "{n,}" says the same'],
  ["a.c", '"." means something else in every engine'],
  ["abc$", '"$" means something else in every engine'],
  ["(a)", '"(" is neither a plain group nor portable'],
  ["(?=a)", '"(?=" is neither a plain group nor portable'],
  ["(?<!a)b", '"(?<" is neither a plain group nor portable'],
  ["a\\1", "the escape \\1 is not portable"],
  ["\\d{3}", "the escape \\d is not portable"],
  ["\\w", "the escape \\w is not portable"],
  ["[\\d_]", "the class [\\d_] has an escape that is not portable"],
  ["[^\\s]", "the class [^\\s] has an escape that is not portable"],
  ["a{2,}?", "a lazy repeat is not the same everywhere"],
  ["a??", "a lazy repeat is not the same everywhere"],
  ["(?:ab){2,}", "a group is repeated without bound"],
  ["a{1,1001}", "{1,1001} is above 1000"],
  ["(?:a", "/(?:a/ is no regular expression"],
  ["[z-a]", "/[z-a]/ is no regular expression"],
])("refuses %s", (source, problem) => {
  expect(findRegexProblem(source)).toBe(problem);
});
