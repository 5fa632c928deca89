// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { findDeadLinks } from "./markdown-links.mjs";

function deadLinks(files: Readonly<Record<string, string>>): readonly string[] {
  return findDeadLinks(Object.keys(files), (file) => files[file] ?? "");
}

test("a link leads to a packed file and to a heading or an id in it", () => {
  const files = {
    "README.md": "[a](docs/a.md#the-end), [licence](LICENSE)",
    LICENSE: "",
    "docs/a.md":
      '# The `end`\n\n<a id="x.y"></a>\n[own](#x.y), [root](../README.md), [elsewhere](https://example.test/a.md)',
  };
  expect(deadLinks(files)).toEqual([]);
});

test("files that are not packed, folders and missing headings are named with their lines", () => {
  const files = {
    "README.md": "[spec](spec/models.yaml)\n\n[folder](docs) and [gone](docs/a.md#begin)",
    "docs/a.md": "[source](../src/index.ts#L1) [own](#end)",
  };
  expect(deadLinks(files)).toEqual([
    "README.md:1: spec/models.yaml is not packed",
    "README.md:3: docs is not packed",
    "README.md:3: docs/a.md has no #begin",
    "docs/a.md:1: src/index.ts is not packed",
    "docs/a.md:1: docs/a.md has no #end",
  ]);
});
