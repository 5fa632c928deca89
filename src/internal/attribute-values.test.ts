// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import {
  copyNonEmpty,
  definedOnly,
  isPresent,
  joinWords,
  listOfOne,
  nonEmpty,
  toIntAttribute,
  toJsonText,
  trimText,
  truncateTexts,
} from "./attribute-values.js";

describe("conditions", () => {
  it.each<[value: unknown, isThere: boolean, text: string | undefined, list: unknown[] | undefined]>([
    [undefined, false, undefined, undefined],
    [null, false, undefined, undefined],
    ["", true, undefined, undefined],
    [" \n", true, " \n", undefined],
    ["x", true, "x", undefined],
    [0, true, undefined, undefined],
    [false, true, undefined, undefined],
    [[], true, undefined, undefined],
    [["x"], true, undefined, ["x"]],
    [{ length: 1 }, true, undefined, undefined],
  ])("of %j: present %s, as a text %j, as a list %j", (value, isThere, text, list) => {
    expect([isPresent(value), nonEmpty(value), copyNonEmpty(value as string[])]).toEqual([isThere, text, list]);
  });

  it("leave out what has no value", () => {
    expect(definedOnly({ a: 0, b: "", c: false, d: undefined, e: null, f: [] })).toEqual({
      a: 0,
      b: "",
      c: false,
      f: [],
    });
  });

  it("copy lists, and make one of a single value", () => {
    const list = ["x"];
    expect(copyNonEmpty(list)).not.toBe(list);
    expect([listOfOne("x"), listOfOne(undefined)]).toEqual([["x"], undefined]);
  });
});

describe("words", () => {
  it("are trimmed and joined, those that are no text left out", () => {
    expect(joinWords([" chat ", undefined, "", "  ", 5, null, "gpt-5"])).toBe("chat gpt-5");
    expect(joinWords([])).toBe("");
    expect([trimText(" x "), trimText(5), trimText(undefined)]).toEqual(["x", "", ""]);
  });
});

describe("whole numbers", () => {
  it.each<[value: unknown, expected: number | undefined]>([
    [2048, 2048],
    [0, 0],
    [-1, -1],
    [2.0, 2],
    ["2048", 2048],
    [" 12 ", 12],
    ["-3", -3],
    ["007", 7],
    [2.5, undefined],
    ["2.0", undefined],
    ["12abc", undefined],
    ["", undefined],
    ["1e3", undefined],
    ["0x10", undefined],
    [true, undefined],
    [null, undefined],
    [undefined, undefined],
    [[5], undefined],
    [5n, undefined],
    [Number.NaN, undefined],
    [2 ** 53, undefined],
    ["9007199254740993", undefined],
  ])("%s is %s", (value, expected) => {
    expect(toIntAttribute(value)).toBe(expected);
  });
});

describe("JSON text", () => {
  it.each<[value: unknown, expected: string | undefined]>([
    [undefined, undefined],
    [null, undefined],
    ["", undefined],
    [" ", undefined],
    ["plain", '"plain"'],
    [' {"a":1} ', '{"a":1}'],
    ["{broken", '"{broken"'],
    ["null", "null"],
    [0, "0"],
    [false, "false"],
    [[], "[]"],
    [{ a: [1] }, '{"a":[1]}'],
  ])("of %j is %j", (value, expected) => {
    expect(toJsonText(value)).toBe(expected);
  });
});

describe("texts that are cut", () => {
  const cut = (texts: unknown, maxTextLength: number, maxInputItems = 20): string[] | undefined =>
    truncateTexts(texts as string[], { maxTextLength, maxInputItems });

  it("are the first ones", () => {
    expect(cut(["a", "b", "c"], 10, 2)).toEqual(["a", "b"]);
    expect([cut([], 10), cut(undefined, 10), cut("abc", 10), cut(null, 10)]).toEqual(Array(4).fill(undefined));
    expect(cut([1, null], 10)).toEqual(["1", "null"]);
  });

  it("end in dots when there is room", () => {
    expect(cut(["123456789"], 8)).toEqual(["12345..."]);
    expect(cut(["12345"], 4)).toEqual(["1..."]);
    expect(cut(["12345"], 3)).toEqual(["123"]);
    expect(cut(["12345"], 1)).toEqual(["1"]);
  });

  it("have at most so many code points, are well-formed, and stay when they fit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 12 }), (any, max) => {
        const text = any.toWellFormed();
        const [result = ""] = cut([text], max) ?? [];
        const points = Array.from(text);
        expect(Array.from(result)).toHaveLength(Math.min(points.length, max));
        expect(result.isWellFormed()).toBe(true);
        if (points.length <= max) expect(result).toBe(text);
        else if (max > 3) expect(result).toBe(`${points.slice(0, max - 3).join("")}...`);
      }),
    );
  });

  it("are looked at no further than their limit, however long they are", () => {
    const from = vi.spyOn(Array, "from");
    expect(cut(["😀".repeat(100_000)], 5)).toEqual(["😀😀..."]);
    const looked = from.mock.calls.map(([text]) => (text as unknown as string).length);
    from.mockRestore();
    expect(looked).toEqual([11]);
  });
});
