// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { expect, test } from "vitest";
import { diffValues } from "./diff-values.js";
import { Matcher } from "./matcher.js";

const short = new Matcher("short", (value) => typeof value === "string" && value.length < 3);

test.each<[name: string, expected: unknown, actual: unknown, paths: readonly string[]]>([
  ["equal values", { a: [1, { b: "x" }] }, { a: [1, { b: "x" }] }, []],
  ["an undefined member and none", { a: undefined }, {}, []],
  ["order of members", { a: 1, b: 2 }, { b: 2, a: 1 }, []],
  ["a missing member", { a: { b: 1 } }, { a: {} }, ["a.b"]],
  ["a member too many", {}, { "user.id": "x" }, ['["user.id"]']],
  ["another element", { list: [1, 2] }, { list: [1, 3, 4] }, ["list[1]", "list[2]"]],
  ["null and nothing", null, undefined, [""]],
  ["a number and its text", { count: 1 }, { count: "1" }, ["count"]],
  ["a list and an object", [], {}, [""]],
  ["an inherited name", {}, { toString: 1 }, ["toString"]],
  ["a text of the shape", { id: short }, { id: "ab" }, []],
  ["a text of another shape", { id: short }, { id: "abc" }, ["id"]],
  ["nothing in place of a shape", { id: short }, {}, ["id"]],
])("%s", (_name, expected, actual, paths) => {
  expect(diffValues(expected, actual).map(({ path }) => path)).toEqual(paths);
});

test("finds no difference of a value to itself, and one to anything else", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(diffValues(value, structuredClone(value))).toEqual([]);
      expect(diffValues({ value, added: 1 }, { value })).toHaveLength(1);
    }),
  );
});
