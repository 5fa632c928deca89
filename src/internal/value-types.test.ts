// SPDX-License-Identifier: Apache-2.0
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { dateToMs, isBytes, isCount, isDictionary, isObject, isTimestamp } from "./value-types.js";

const foreign = runInNewContext(
  "({ object: {}, array: [], date: new Date(5), bytes: new Uint8Array([1]), map: new Map() })",
) as Record<string, unknown>;

describe("isObject", () => {
  it.each([
    [{}, true],
    [new Date(), true],
    [new Map(), true],
    [[], false],
    [foreign.array, false],
    [null, false],
    ["text", false],
    [() => 1, false],
  ])("%o: %s", (value, expected) => {
    expect(isObject(value)).toBe(expected);
  });
});

describe("isDictionary", () => {
  class Tenant {}
  it.each([
    [{}, true],
    [Object.create(null), true],
    [foreign.object, true],
    [new Tenant(), true],
    [foreign.map, false],
    [[], false],
    [new Date(), false],
    [null, false],
    ["text", false],
  ])("%o: %s", (value, expected) => {
    expect(isDictionary(value)).toBe(expected);
  });
});

describe("isBytes", () => {
  it.each([
    ["Uint8Array", new Uint8Array(1), true],
    ["Buffer", Buffer.from("a"), true],
    ["bytes of another realm", foreign.bytes, true],
    ["Uint16Array", new Uint16Array(1), false],
    ["ArrayBuffer", new ArrayBuffer(1), false],
    ["text", "text", false],
  ])("%s", (_, value, expected) => {
    expect(isBytes(value)).toBe(expected);
  });

  it("is not fooled by a prototype", () => {
    expect(isBytes(Object.create(Uint8Array.prototype))).toBe(false);
  });
});

describe("isCount", () => {
  it.each([
    [0, true],
    [Number.MAX_SAFE_INTEGER, true],
    [2 ** 53, false],
    [-1, false],
    [1.5, false],
    [Number.NaN, false],
    ["1", false],
    [1n, false],
    [undefined, false],
  ])("%o: %s", (value, expected) => {
    expect(isCount(value)).toBe(expected);
  });
});

describe("dateToMs", () => {
  it("reads Dates of any realm and nothing that only looks like one", () => {
    const disguised = { [Symbol.toStringTag]: "Date" };
    expect(
      [new Date(7), foreign.date, new Date(Number.NaN), Object.create(Date.prototype), disguised, 7, null].map(
        dateToMs,
      ),
    ).toEqual([7, 5, Number.NaN, undefined, undefined, undefined, undefined]);
  });
});

describe("isTimestamp", () => {
  it.each([
    ["0001-01-01T00:00:00.000Z", true],
    ["9999-12-31T23:59:59.999Z", true],
    ["0000-12-31T23:59:59.999Z", false],
    ["+010000-01-01T00:00:00.000Z", false],
    ["never", false],
  ])("%s: %s", (text, expected) => {
    expect(isTimestamp(new Date(text))).toBe(expected);
  });
});
