// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isNonBlank,
  isNonEmpty,
  isPresent,
  joinWords,
  toIntAttribute,
  toJsonText,
  trimText,
  truncateTexts,
} from "./attribute-values.js";

describe("conditions", () => {
  it.each<[value: unknown, present: boolean, nonEmpty: boolean, nonBlank: boolean]>([
    [undefined, false, false, false],
    [null, false, false, false],
    ["", true, false, false],
    [" \n", true, true, false],
    ["x", true, true, true],
    [0, true, false, false],
    [false, true, false, false],
    [[], true, false, false],
    [[0], true, true, false],
    [{ length: 1 }, true, false, false],
    [5, true, false, false],
  ])("of %j: present %s, non-empty %s, non-blank %s", (value, present, nonEmpty, nonBlank) => {
    expect([isPresent(value), isNonEmpty(value as string), isNonBlank(value)]).toEqual([present, nonEmpty, nonBlank]);
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

  it("cost no more than their limit, however long they are", () => {
    const huge = "😀".repeat(10_000_000);
    const started = performance.now();
    expect(cut([huge], 5)).toEqual(["😀😀..."]);
    expect(performance.now() - started).toBeLessThan(50);
  });
});
