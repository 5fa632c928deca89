// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { EmittedFile } from "../model.js";

export interface Target {
  readonly id: string;
  readonly folder: string;
}

export interface PlannedFile {
  readonly path: string;
  readonly target: string;
  readonly action: "keep" | "create" | "update" | "remove";
  readonly text: string;
}

/** Folders that builds and tests of the targets leave behind; git ignores them as well. */
const leftovers = new Set(["__pycache__", "bin", "build", "node_modules", "obj", "target"]);

/** Compares what was generated with what stands below the root. A file in a target's folder that nobody wrote is removed. */
export async function planFiles(
  root: string,
  targets: readonly Target[],
  files: readonly EmittedFile[],
): Promise<readonly PlannedFile[]> {
  const written = await Promise.all(
    files.map(async ({ path, text }): Promise<PlannedFile> => {
      const before = await readFile(join(root, path), "utf8").catch(() => undefined);
      const action = before === undefined ? "create" : before === text ? "keep" : "update";
      return { path, target: targetOf(targets, path), action, text };
    }),
  );
  const present = (await Promise.all(targets.map((target) => listOwned(root, target)))).flat();
  const expected = new Set(files.map((file) => file.path));
  const removed = [...new Set(present)]
    .filter((path) => !expected.has(path))
    .map((path): PlannedFile => ({ path, target: targetOf(targets, path), action: "remove", text: "" }));
  return [...written, ...removed].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The target with the longest folder that holds the path. */
function targetOf(targets: readonly Target[], path: string): string {
  const holders = targets.filter((target) => path.startsWith(`${target.folder}/`));
  holders.sort((a, b) => b.folder.length - a.folder.length);
  return holders[0]?.id ?? "";
}

/** Files that the generators own in a target's folder: all of them, but for `proto` only what buf writes. */
async function listOwned(root: string, target: Target): Promise<readonly string[]> {
  const paths = await listFiles(root, target.folder);
  return target.id === "proto" ? paths.filter((path) => /_pb\.(js|d\.ts)$/.test(path)) : paths;
}

async function listFiles(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const nested = entries.map((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.name.startsWith(".") || leftovers.has(entry.name)) return [];
    return entry.isDirectory() ? listFiles(root, path) : [path];
  });
  return (await Promise.all(nested)).flat();
}
