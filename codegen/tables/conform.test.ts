// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { conform } from "./conform.js";
import { bool, double, field, int, list, map, optional, scalar, struct, text, vocabulary } from "./shape.js";

const colour = vocabulary("Colour", "A colour.", ["red", "green"]);
const row = struct("Row", "A row.", {
  id: field(text, "Id."),
  size: optional(int, "Size."),
  note: optional(text, "Note."),
  colours: optional(list(colour), "Colours."),
});

test("writes fields in the order of the shape and leaves out what is unset or empty", () => {
  const value = { colours: [], note: "", size: undefined, id: "a" };
  expect(JSON.stringify(conform(row.node, value, "row"))).toBe('{"id":"a"}');
});

test("keeps zero, false and empty text where they are values", () => {
  const flags = struct("Flags", "Flags.", {
    on: field(bool, "On."),
    size: optional(int, "Size."),
    text: field(text, "Text."),
  });
  expect(conform(flags.node, { on: false, size: 0, text: "" }, "flags")).toEqual({ on: false, size: 0, text: "" });
});

test("sorts the keys of maps", () => {
  expect(JSON.stringify(conform(map(int).node, { b: 2, a: 1 }, "map"))).toBe('{"a":1,"b":2}');
});

test.each([
  [text.node, 1, "x: expected text, got 1"],
  [int.node, 1.5, "x: expected an integer, got 1.5"],
  [double.node, Number.NaN, "x: expected a number, got null"],
  [bool.node, "yes", 'x: expected a boolean, got "yes"'],
  [scalar.node, { a: 1 }, 'x: expected text, a number, a boolean or an empty map, got {"a":1}'],
  [colour.node, "blue", 'x: expected one of red, green, got "blue"'],
  [list(int).node, {}, "x: expected a list, got {}"],
  [list(int).node, [1, "2"], 'x[1]: expected an integer, got "2"'],
  [row.node, { size: 1 }, "x.id: expected text, got undefined"],
  [row.node, { id: "a", colour: "red" }, "x.colour: Row has no such field"],
])("refuses a wrong value of %o", (node, value, message) => {
  expect(() => conform(node, value, "x")).toThrow(message);
});
