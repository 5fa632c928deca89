// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./tools.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** Runs `npm test` with a JSON report. */
export function runTests() {
  const report = join(mkdtempSync(join(tmpdir(), "sigil-sdk-tests-")), "vitest.json");
  const startedAt = performance.now();
  const args = ["test", "--", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { status } = spawnSync("npm", args, {
    cwd: ROOT,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  return { report, status: status ?? 1, seconds: (performance.now() - startedAt) / 1000 };
}

/**
 * @param {string} report file of vitest's JSON reporter; a missing one counts as no tests
 * @returns {Counts}
 */
export function readTestCounts(report) {
  if (!existsSync(report)) return { passed: 0, failed: 0, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, "utf8"));
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}
