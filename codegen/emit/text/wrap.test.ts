// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { indentLines, wrapText } from "./wrap.js";

test("breaks between words and gives a long word a line of its own", () => {
  expect(wrapText("a bb  ccc\nincomprehensible d", 6)).toEqual(["a bb", "ccc", "incomprehensible", "d"]);
});

test("gives one empty line for blank text", () => {
  expect(wrapText("  ", 10)).toEqual([""]);
});

test("indents lines that hold something", () => {
  expect(indentLines(["a", "", "b"], "  ")).toEqual(["  a", "", "  b"]);
});
