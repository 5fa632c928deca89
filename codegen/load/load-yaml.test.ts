// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { loadYaml } from "./load-yaml.js";

const text = `# a comment
"{vendor}.key": 1
list:
  - name: "{vendor} and {path}"
    nested: [a, { "{vendor}": b }]
  - &anchor { x: true }
  - *anchor
`;

test("replaces the vendor in keys and strings and nothing else", () => {
  expect(loadYaml("spec/x.yaml", text, "acme").value).toEqual({
    "acme.key": 1,
    list: [{ name: "acme and {path}", nested: ["a", { acme: "b" }] }, { x: true }, { x: true }],
  });
});

test.each([
  [["acme.key"], { line: 2, column: 1 }],
  [["list", 0, "name"], { line: 4, column: 5 }],
  [["list", 0, "nested", 1, "acme"], { line: 5, column: 19 }],
  [["list", 2, "x"], { line: 6, column: 15 }],
  [["list", 0, "missing"], { line: 4, column: 5 }],
  [["list", 9], { line: 3, column: 1 }],
])("finds the place of %j", (path, expected) => {
  expect(loadYaml("spec/x.yaml", text, "acme").locate(path)).toEqual(expected);
});

test("reports keys that occur twice and broken syntax, all at once", () => {
  expect(loadYaml("spec/x.yaml", "a: 1\na: 2\nb: [1, }\n", "acme").findings).toEqual([
    {
      file: "spec/x.yaml",
      line: 2,
      column: 1,
      path: "",
      rule: "duplicate-key",
      message: "the key is already in this map",
      fix: "keep one of the two entries",
    },
    expect.objectContaining({ line: 3, rule: "yaml-syntax", fix: "write valid YAML 1.2" }),
  ]);
});
