// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashFiles } from "./hash-files.mjs";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sigil-hash-"));
  mkdirSync(join(root, "src/deep"), { recursive: true });
  writeFileSync(join(root, "src/a.ts"), "a");
  writeFileSync(join(root, "src/deep/b.ts"), "b");
  writeFileSync(join(root, "package.json"), "{}");
});
afterEach(() => rmSync(root, { recursive: true }));

const PATHS = ["src", "package.json", "missing"];

test("is the same for the same files", () => {
  expect(hashFiles(root, PATHS)).toBe(hashFiles(root, PATHS));
});

test.each<[name: string, change: () => void]>([
  ["content", () => writeFileSync(join(root, "src/deep/b.ts"), "c")],
  ["a name", () => renameSync(join(root, "src/a.ts"), join(root, "src/c.ts"))],
  ["a new file", () => writeFileSync(join(root, "missing"), "")],
  ["a file that is gone", () => rmSync(join(root, "package.json"))],
])("changes with %s", (_name, change) => {
  const before = hashFiles(root, PATHS);
  change();
  expect(hashFiles(root, PATHS)).not.toBe(before);
});

test("does not change with what is not named", () => {
  const before = hashFiles(root, PATHS);
  writeFileSync(join(root, "other"), "");
  expect(hashFiles(root, PATHS)).toBe(before);
});
