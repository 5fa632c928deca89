// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** Text of every input of the generators below a root: `spec/**.yaml` (without the baseline) and `proto/**.proto`. */
export async function readInputs(root: string): Promise<Record<string, string>> {
  const folders = ["spec", "spec/contract", "spec/scenarios"].map((folder) => listFiles(root, folder, ".yaml", false));
  const paths = (await Promise.all([...folders, listFiles(root, "proto", ".proto", true)])).flat().sort();
  const texts = await Promise.all(paths.map((path) => readFile(join(root, path), "utf8")));
  return Object.fromEntries(paths.map((path, index) => [path, texts[index] ?? ""]));
}

async function listFiles(root: string, folder: string, ending: string, recursive: boolean): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true, recursive }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
