// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  expectBoolean,
  expectBytes,
  expectCount,
  expectDate,
  expectInteger,
  expectList,
  expectMember,
  expectNested,
  expectNumber,
  expectObject,
  expectPresent,
  expectStringMap,
  expectText,
  expectTextElement,
} from "./type-mismatch.js";

const expectMode = (path: string, value: unknown) => expectMember(path, value, ["SYNC", "STREAM"]);

describe.each([
  ["a string", expectText, ["", "text"], [5, {}, ["a"]]],
  ["one of SYNC|STREAM", expectMode, ["SYNC"], ["sync", 1]],
  ["a number", expectNumber, [0, -1.5], ["1", Number.NaN, Number.POSITIVE_INFINITY, 1n]],
  ["an integer", expectInteger, [-1, 0], [1.5, 2 ** 53, "1"]],
  ["a non-negative integer", expectCount, [0, Number.MAX_SAFE_INTEGER], [-1, 1.5, 2 ** 53]],
  ["true or false", expectBoolean, [true, false], [0, "true"]],
  ["a string or bytes", expectBytes, ["", new Uint8Array(0), Buffer.from("a")], [[1], 5]],
  ["a valid date", expectDate, [new Date(0)], ["2026-01-01", 0, new Date(Number.NaN), new Date(8.64e15)]],
  ["an object", expectObject, [{}, Object.create(null)], [[], new Map(), "text"]],
  ["a map of strings", expectStringMap, [{}, { a: "b" }], [{ a: 1 }, [["a", "b"]], new Map()]],
])("a field that must be %s", (expected, check, accepted, refused) => {
  it("may be unset", () => {
    expect([check(".field", undefined), check(".field", null)]).toEqual([undefined, undefined]);
  });

  it("takes what fits", () => {
    expect(accepted.map((value) => check(".field", value))).toEqual(accepted.map(() => undefined));
  });

  it("refuses the rest", () => {
    expect(refused.map((value) => check(".field", value))).toEqual(refused.map(() => ({ path: ".field", expected })));
  });
});

describe("expectPresent", () => {
  it("refuses only what is unset", () => {
    expect([undefined, null, 0, ""].map((value) => expectPresent(".id", value, "a string"))).toEqual([
      { path: ".id", expected: "a string" },
      { path: ".id", expected: "a string" },
      undefined,
      undefined,
    ]);
  });
});

describe("nested values", () => {
  const checkName = (value: { readonly name: unknown }) => expectText(".name", value.name);

  it("are named by the way to them", () => {
    expect(expectNested(".model", { name: 5 }, checkName)).toEqual({ path: ".model.name", expected: "a string" });
    expect(expectList(".tools", [{ name: "a" }, { name: 5 }], checkName)).toEqual({
      path: ".tools[1].name",
      expected: "a string",
    });
  });

  it("may be unset, but not as elements of a list", () => {
    expect(expectNested(".model", null, checkName)).toBeUndefined();
    expect(expectList(".ids", undefined, expectTextElement)).toBeUndefined();
    expect(expectList(".ids", ["a", null], expectTextElement)).toEqual({ path: ".ids[1]", expected: "a string" });
  });

  it("need a real list", () => {
    const iterable = new Set(["a"]) as unknown as string[];
    expect(expectList(".ids", iterable, expectTextElement)).toEqual({ path: ".ids", expected: "a list" });
  });
});
