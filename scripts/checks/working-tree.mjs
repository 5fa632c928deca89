// SPDX-License-Identifier: Apache-2.0
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "./run-check.mjs";
import { ROOT } from "./tools.mjs";

/** Runs the generators and compares the tree before and after, in case `--check` overlooks something. */
export function checkCodegenLeavesTree() {
  const before = describeTree();
  runCommand(["tsx", "codegen/cli.ts"]);
  if (describeTree() !== before) {
    throw new Error(`npm run codegen changes the tree:\n${runCommand(["git", "status", "--short"])}`);
  }
}

function describeTree() {
  return runCommand(["git", "status", "--porcelain", "--untracked-files=all"]) + runCommand(["git", "diff", "HEAD"]);
}

/**
 * Copies what git would carry into an empty folder and starts it there, so that nothing of an earlier install,
 * such as a tool that `npm start` does not install, can help.
 */
export function checkStartInFreshCopy() {
  const copy = mkdtempSync(join(tmpdir(), "sigil-sdk-fresh-"));
  try {
    const files = runCommand(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    for (const file of files.split("\0")) {
      if (file !== "" && existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(copy, file));
    }
    runCommand(["npm", "start"], copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
