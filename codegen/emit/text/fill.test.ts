// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { type Doc, type FillStyle, renderDoc } from "./fill.js";

const style: FillStyle = { indent: "  ", width: 24, trailingComma: true, gap: " ", align: false };

const item = (label: string, value: Doc): { label: string; value: Doc } => ({ label, value });
const list = (...values: readonly Doc[]): Doc => ({
  open: "[",
  items: values.map((value) => item("", value)),
  close: "]",
});

test("keeps a literal on one line when it fits", () => {
  expect(renderDoc(list("1", "2", "3"), 0, style)).toBe("[1, 2, 3]");
});

test("fills lines with as many items as fit", () => {
  expect(renderDoc(list("11111", "22222", "33333", "44444"), 0, style)).toBe("[\n  11111, 22222, 33333,\n  44444,\n]");
});

test("counts the text in front of a literal", () => {
  expect(renderDoc(list("1", "2", "3"), 0, style, 20)).toBe("[\n  1, 2, 3,\n]");
});

test("breaks an inner literal that does not fit on a line of its own", () => {
  const inner = list("aaaaaaaaaa", "bbbbbbbbbb");
  expect(renderDoc(list("1", inner, "2"), 0, style)).toBe(
    "[\n  1,\n  [\n    aaaaaaaaaa,\n    bbbbbbbbbb,\n  ],\n  2,\n]",
  );
});

test("puts each item on a line of its own when asked to", () => {
  const rows: Doc = {
    open: "(",
    items: ["aaaaaaaaaa", "bbb", "ccccccccccc"].map((value) => item("", value)),
    close: ")",
    onePerLine: true,
  };
  expect(renderDoc(rows, 0, { ...style, trailingComma: false })).toBe("(\n  aaaaaaaaaa,\n  bbb,\n  ccccccccccc\n)");
});

test("uses the brackets for one line only there", () => {
  const tuple = (value: string): Doc => ({ open: "(", items: [item("", value)], close: ")", flatClose: ",)" });
  expect(renderDoc(tuple("1"), 0, style)).toBe("(1,)");
  expect(renderDoc(tuple("x".repeat(30)), 0, style)).toBe(`(\n  ${"x".repeat(30)},\n)`);
});

test("lines up labels the way gofmt does", () => {
  const row: Doc = {
    open: "{",
    items: [
      item("ID:", '"aaaaaaaaaa"'),
      item("Brief:", '"bbbbbb"'),
      item("On:", "1"),
      item("Off:", "2"),
      item("Longest:", list("aaaaaaaaaa", "bbbbbbbbbb")),
    ],
    close: "}",
  };
  expect(renderDoc(row, 0, { ...style, align: true })).toBe(
    [
      "{",
      '  ID:    "aaaaaaaaaa",',
      '  Brief: "bbbbbb",',
      "  On:    1, Off: 2,",
      "  Longest: [",
      "    aaaaaaaaaa,",
      "    bbbbbbbbbb,",
      "  ],",
      "}",
    ].join("\n"),
  );
});
