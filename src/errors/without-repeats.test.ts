// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutRepeats } from "./without-repeats.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const PROMPT = "the patient has told us that his address is 12 Elm Street";

describe("withoutRepeats", () => {
  it.each<[text: string, sent: readonly string[], expected: string]>([
    ["bad record: the patient has told us that", [PROMPT], "bad record: ..."],
    [`field x: ${PROMPT} is too long`, ["a", `{"text":"${PROMPT}"}`], "field x: ... is too long"],
    ["患者の住所は東京都です and more", ["患者の住所は東京都です"], "... and more"],
    [
      "generation gen_0123456789abcdef exists",
      ['{"id":"gen_0123456789abcdef"}'],
      "generation gen_0123456789abcdef exists",
    ],
    ["parent_generation_ids is invalid", ['"parent_generation_ids":[]'], "parent_generation_ids is invalid"],
    ["too short: his address", [PROMPT], "too short: his address"],
    ["nothing in common with what was sent", [PROMPT], "nothing in common with what was sent"],
    ["", [PROMPT], ""],
    [PROMPT, [], PROMPT],
  ])("%j, after %j was sent, is %j", (text, sent, expected) => {
    expect(withoutRepeats(text, sent.map(encode))).toBe(expected);
  });

  it("finds every repeat of at least 16 bytes with a blank, wherever it stands", () => {
    const unit = fc.constantFrom(..."abcdefgh ");
    const word = fc.string({ unit, maxLength: 60 });
    const prose = fc.string({ unit, minLength: 16, maxLength: 60 });
    fc.assert(
      fc.property(word, prose, word, word, (before, content, after, around) => {
        const windows = Array.from({ length: content.length - 15 }, (_, at) => content.slice(at, at + 16));
        const shown = withoutRepeats(before + content + after, [encode(around + content)]);
        expect(windows.filter((window) => window.includes(" ") && shown.includes(window))).toEqual([]);
      }),
    );
  });

  it("passes over a large request once", () => {
    // More than linear time would run into the test's own deadline.
    const sent = encode("a a ".repeat(2_000_000));
    expect(withoutRepeats("b b ".repeat(256), [sent])).toBe("b b ".repeat(256));
  });
});
