// SPDX-License-Identifier: Apache-2.0
import { mkdir, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PlannedFile } from "./plan.js";

/** Writes what changed and removes what is no longer produced, with the folders that this empties. */
export async function applyPlan(root: string, plan: readonly PlannedFile[]): Promise<void> {
  const changed = plan.filter((file) => file.action === "create" || file.action === "update");
  const folders = new Set(changed.map((file) => dirname(join(root, file.path))));
  await Promise.all([...folders].map((folder) => mkdir(folder, { recursive: true })));
  await Promise.all(changed.map((file) => writeFile(join(root, file.path), file.text)));
  const removed = plan.filter((file) => file.action === "remove");
  await Promise.all(removed.map((file) => rm(join(root, file.path))));
  for (const file of removed) await removeEmptyFolders(root, dirname(file.path));
}

async function removeEmptyFolders(root: string, folder: string): Promise<void> {
  if (folder === ".") return;
  // A folder that still holds something refuses to go, and so do all above it.
  const isGone = await rmdir(join(root, folder)).then(
    () => true,
    () => false,
  );
  if (isGone) await removeEmptyFolders(root, dirname(folder));
}
