// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printable } from "./printable.js";

describe("printable", () => {
  it.each([
    ["generation.mode is invalid", "generation.mode is invalid"],
    ["  two\r\n\tlines \u2028 and\u0000 more  ", "two lines   and  more"],
    ["\u001b[31mred\u001b[0m \u001b[2Jwiped", "red wiped"],
    ["\u001b]0;title\u0007text", "]0;title text"],
    ["\u009b31m", "31m"],
    ["caf\u00e9 \u{1f600} \u202e", "caf\u00e9 \u{1f600} \u202e"],
    ["cut \ud83d", "cut \ufffd"],
    ["", ""],
  ])("%j becomes %j", (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it("cuts after 256 characters, never inside one", () => {
    expect(printable("a".repeat(256))).toBe("a".repeat(256));
    expect(printable("a".repeat(257))).toBe(`${"a".repeat(256)}...`);
    expect(printable("\u{1f600}".repeat(300))).toBe(`${"\u{1f600}".repeat(256)}...`);
    expect(printable("abcdef", 3)).toBe("abc...");
  });

  it("cuts ten megabytes within the test's own deadline", () => {
    const lengths = ["x", "\u001b[", " ", "\u0000"].map((text) => printable(text.repeat(5_000_000)).length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(259);
  });

  it("is one short line of well-formed text for any input", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (text) => {
        const line = printable(text);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be gone
        const hasControls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(line);
        return !hasControls && line.isWellFormed() && Array.from(line).length <= 259;
      }),
    );
  });
});
