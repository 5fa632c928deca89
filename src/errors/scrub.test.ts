// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { maskSecretsIn, stripContent } from "./scrub.js";

describe("maskSecretsIn", () => {
  it.each<[text: string, secrets: readonly string[], expected: string]>([
    ["invalid token abcd-1234", ["abcd-1234"], "invalid token ***"],
    ["abcd abcd", ["abcd"], "*** ***"],
    ["Bearer abcd", ["abcd", "Bearer abcd"], "***"],
    ["a$&b", ["a$&b"], "***"],
    ["no such key: ab%2Bcd%3D%3D", ["ab+cd=="], "no such key: ***"],
    ["tenant 123 is unknown", ["123", ""], "tenant 123 is unknown"],
    ["nothing to hide", [], "nothing to hide"],
  ])("%j without %j is %j", (text, secrets, expected) => {
    expect(maskSecretsIn(text, secrets)).toBe(expected);
  });

  it("keeps nothing of a text beyond what it has searched", () => {
    const text = `${"x".repeat(16_380)}secret-value`;
    expect(maskSecretsIn(text, ["secret-value"])).toBe(`${"x".repeat(16_380)}secr`);
  });
});

describe("stripContent", () => {
  it.each([
    ["generation.model.name is required", "generation.model.name is required"],
    ['unknown value "my prompt"', 'unknown value "..."'],
    ['bad "one \\" still one" and "two"', 'bad "..." and "..."'],
    ['not closed "my prompt', 'not closed "..."'],
    ["bad `my prompt` here", "bad `...` here"],
    ["Duplicate entry 'fake-gen_1' for key", "Duplicate entry '...' for key"],
    ["value='my prompt'", "value='...'"],
    ["can't parse, don't retry", "can't parse, don't retry"],
    ['{"error":"my prompt"}', '{"...":"..."}'],
    ["<html><body>my prompt</body></html>", "a page of markup"],
    ["  \n<!DOCTYPE html>", "a page of markup"],
    ["", ""],
  ])("%j becomes %j", (text, expected) => {
    expect(stripContent(text)).toBe(expected);
  });

  it("takes linear time on hostile input", () => {
    // More than linear time would run into the test's own deadline.
    const hostile = ['"', "\\", "`", "'", " '", '"\\', "<", 'a"'].map((text) => text.repeat(500_000));
    const lengths = hostile.map((text) => stripContent(text).length);
    expect(Math.max(...lengths)).toBeLessThan(60_000);
  });
});
