// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  hasMoreChars,
  hasMoreJsonBytes,
  hasMoreUtf8Bytes,
  isBlank,
  isEmptyBytes,
  isMember,
  listOf,
} from "./rule-checks.js";

describe("a value of the wrong type counts as missing", () => {
  it.each([
    ["isBlank", isBlank(5), true],
    ["isEmptyBytes", isEmptyBytes(5), true],
    ["isMember", isMember(["5"], 5), false],
    ["listOf", listOf("ab" as unknown as string[]).length, 0],
    ["hasMoreChars", hasMoreChars(["a", "b"], 1), false],
    ["hasMoreUtf8Bytes", hasMoreUtf8Bytes(["a", "b"], 1), false],
    ["hasMoreJsonBytes", hasMoreJsonBytes([1, 2, 3], 1), false],
  ])("%s", (_, actual, expected) => {
    expect(actual).toBe(expected);
  });
});

describe("isBlank", () => {
  it.each([
    ["", true],
    [" \t\n\u00a0", true],
    [" a ", false],
    ["\u200b", false],
  ])("%j: %s", (text, expected) => {
    expect(isBlank(text)).toBe(expected);
  });
});

describe("isEmptyBytes", () => {
  it.each([
    ["", true],
    [" ", false],
    [new Uint8Array(0), true],
    [new Uint8Array(1), false],
  ])("%j: %s", (value, expected) => {
    expect(isEmptyBytes(value)).toBe(expected);
  });
});

describe("hasMoreChars", () => {
  it.each([
    ["abc", 3, false],
    ["abcd", 3, true],
    ["\u{1f600}\u{1f600}\u{1f600}", 3, false],
    ["\u{1f600}\u{1f600}\u{1f600}a", 3, true],
    ["", 0, false],
    ["\ud800\ud800", 1, true],
  ])("%j over %d: %s", (text, limit, expected) => {
    expect(hasMoreChars(text, limit)).toBe(expected);
  });
});

describe("hasMoreUtf8Bytes", () => {
  it.each([
    ["é", 2, false],
    ["é", 1, true],
    ["\u{1f600}", 4, false],
    ["\u{1f600}", 3, true],
    ["abc", 2, true],
  ])("%j over %d: %s", (text, limit, expected) => {
    expect(hasMoreUtf8Bytes(text, limit)).toBe(expected);
  });
});

describe("hasMoreJsonBytes", () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  it.each([
    [{ a: "é" }, 10, false],
    [{ a: "é" }, 9, true],
    [cycle, 1e6, true],
    [{ a: 1n }, 1e6, true],
  ])("%# over %d: %s", (value, limit, expected) => {
    expect(hasMoreJsonBytes(value, limit)).toBe(expected);
  });
});
