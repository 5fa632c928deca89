// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { code, prose, table } from "./markdown.js";

test("a table escapes pipes and line ends and leaves out empty columns", () => {
  expect(
    table(
      ["A", "B", "C"],
      [
        [code("x|y"), "", "one\ntwo"],
        ["b", "", "c | d"],
      ],
    ),
  ).toBe(["| A | C |", "| --- | --- |", "| `x\\|y` | one<br>two |", "| b | c \\| d |"].join("\n"));
});

test("code is fenced by more backticks than it holds", () => {
  expect([code("a"), code("a`b"), code("`a``"), code("")]).toEqual(["`a`", "``a`b``", "``` `a`` ```", "`  `"]);
});

test("prose keeps code and escapes everything else", () => {
  expect(prose("Sets `a_b*` and <key> of *all* a_b or _c_ [x].", undefined, "See errors.yaml and sdk.yaml.")).toBe(
    "Sets `a_b*` and &lt;key&gt; of \\*all\\* a_b or \\_c\\_ \\[x\\]. See [errors](errors.md) and sdk.yaml.",
  );
});
