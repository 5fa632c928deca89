// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isStructuredJson, toJsonText, toSortedJson } from "./json-text.js";

describe("JSON text", () => {
  it.each([
    ['{"b":1, "a":2}', '{"b":1, "a":2}'],
    ["3", "3"],
    ["null", "null"],
    ['{"a":', '"{\\"a\\":"'],
    ["free text", '"free text"'],
    ["", undefined],
    [" ", undefined],
    [null, undefined],
    [undefined, undefined],
    [{ b: 1, a: [{ d: 1, c: 2 }] }, '{"a":[{"c":2,"d":1}],"b":1}'],
    [false, "false"],
  ])("of %j is %j", (value, expected) => {
    expect(toJsonText(value)).toBe(expected);
  });

  it("of what JSON cannot hold is text or nothing, and never a throw", () => {
    const ring: Record<string, unknown> = { n: 1n };
    ring["self"] = ring;
    const text = toSortedJson(ring);
    expect(JSON.parse(text ?? "")).toMatchObject({ n: "1" });
    expect(toSortedJson(() => 1)).toBeUndefined();
  });

  it("is JSON, with the same value and sorted keys", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = toSortedJson(value) ?? "";
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        JSON.parse(text, (_, item: unknown) => {
          const keys = item !== null && typeof item === "object" && !Array.isArray(item) ? Object.keys(item) : [];
          // Keys that are numbers come first whatever the text says.
          const names = keys.filter((key) => !/^\d+$/.test(key));
          expect(names).toEqual([...names].sort());
          return item;
        });
      }),
    );
  });
});

it.each([
  ['{"a":1}', true],
  [" [1]", true],
  ["3", false],
  ['"text"', false],
  ["{broken", false],
  ["text", false],
])("%s has a structure: %j", (text, expected) => {
  expect(isStructuredJson(text)).toBe(expected);
});
