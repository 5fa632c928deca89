// SPDX-License-Identifier: Apache-2.0
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { applyPlan } from "./apply.js";
import { planFiles } from "./plan.js";

let root = "";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "codegen-plan-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const targets = [
  { id: "proto", folder: "generated/proto" },
  { id: "ts", folder: "generated/ts" },
  { id: "schema", folder: "generated/schema" },
  { id: "spec", folder: "generated/schema/spec" },
];

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

test("finds what is new, changed, unchanged and no longer produced", async () => {
  await put("generated/ts/same.ts", "same\n");
  await put("generated/ts/changed.ts", "old\n");
  await put("generated/ts/old/gone.ts", "gone\n");
  await put("generated/ts/__pycache__/left.pyc", "left\n");
  await put("generated/ts/.hidden", "hidden\n");
  await put("generated/proto/gone_pb.js", "gone\n");
  await put("generated/proto/README.md", "not ours\n");
  await put("src/other.ts", "not ours\n");

  const plan = await planFiles(root, targets, [
    { path: "generated/ts/same.ts", text: "same\n" },
    { path: "generated/ts/changed.ts", text: "new\n" },
    { path: "generated/schema/spec/new.json", text: "{}\n" },
  ]);

  expect(plan).toEqual([
    { path: "generated/proto/gone_pb.js", target: "proto", action: "remove", text: "" },
    { path: "generated/schema/spec/new.json", target: "spec", action: "create", text: "{}\n" },
    { path: "generated/ts/changed.ts", target: "ts", action: "update", text: "new\n" },
    { path: "generated/ts/old/gone.ts", target: "ts", action: "remove", text: "" },
    { path: "generated/ts/same.ts", target: "ts", action: "keep", text: "same\n" },
  ]);
});

test("touches only what changed, and removes folders that become empty", async () => {
  await put("generated/ts/same.ts", "same\n");
  await put("generated/ts/old/deep/gone.ts", "gone\n");
  const before = new Date(1_000_000_000_000);
  await utimes(join(root, "generated/ts/same.ts"), before, before);

  await applyPlan(
    root,
    await planFiles(root, targets, [
      { path: "generated/ts/same.ts", text: "same\n" },
      { path: "generated/ts/new/file.ts", text: "new\n" },
    ]),
  );

  expect((await stat(join(root, "generated/ts/same.ts"))).mtime).toEqual(before);
  expect(await readFile(join(root, "generated/ts/new/file.ts"), "utf8")).toBe("new\n");
  expect((await readdir(join(root, "generated/ts"))).sort()).toEqual(["new", "same.ts"]);
});
