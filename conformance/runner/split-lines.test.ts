// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { splitLines } from "./split-lines.js";

function split(chunks: readonly string[], maxLength?: number): readonly string[] {
  const seen: string[] = [];
  const receive = splitLines(
    (line) => seen.push(line),
    maxLength,
    () => seen.push("too long"),
  );
  for (const chunk of chunks) receive(chunk);
  return seen;
}

test("ends lines at U+000A alone, however they come in pieces", () => {
  expect(split(["a", "b\nc\u2028d", "\n\ne"])).toEqual(["ab", "c\u2028d", ""]);
});

test("keeps no line that is too long, and reads nothing after it", () => {
  expect(split(["1234\n", "12", "345", "6\n7\n"], 4)).toEqual(["1234", "too long"]);
  expect(split(["1\n12345\n2\n"], 4)).toEqual(["1", "too long"]);
});
