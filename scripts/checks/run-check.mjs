// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./tools.mjs";

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {readonly [string, ...string[]] | (() => void)} run a command that exits 0, or a function that throws
 * @property {readonly string[]} [needs] paths without which the check cannot run and is skipped, visibly
 * @property {boolean} [verbose] shows the output of a passed check too
 */

/**
 * @typedef {object} CheckResult
 * @property {string} name
 * @property {"ok" | "FAIL" | "SKIP"} outcome
 * @property {number} seconds
 * @property {string} [reason]
 */

/** Thrown by a check that finds that it cannot run here; its message says why. */
export class SkipCheck extends Error {}

const TIMEOUT_MS = 5 * 60_000;

/**
 * Runs one check. Its output is shown when it fails.
 *
 * @param {Check} check
 * @returns {CheckResult}
 */
export function runCheck({ name, run, needs = [], verbose = false }) {
  const missing = needs.filter((path) => !existsSync(join(ROOT, path)));
  if (missing.length > 0) return { name, outcome: "SKIP", seconds: 0, reason: `there is no ${missing.join(", ")}` };
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  try {
    const output = typeof run === "function" ? run() : runCommand(run);
    if (verbose && output) process.stdout.write(output);
    return { name, outcome: "ok", seconds: seconds() };
  } catch (error) {
    return {
      name,
      outcome: error instanceof SkipCheck ? "SKIP" : "FAIL",
      seconds: seconds(),
      reason: error instanceof Error ? error.message : String(error),
    };
  }
}

/**
 * @param {readonly [string, ...string[]]} argv
 * @param {string} [cwd]
 * @returns {string} what it printed
 */
export function runCommand([command, ...args], cwd = ROOT) {
  const { status, signal, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: TIMEOUT_MS,
    shell: process.platform === "win32",
  });
  if (status === 0) return stdout;
  process.stdout.write(`${stdout ?? ""}${stderr ?? ""}`);
  throw new Error(error?.message ?? (signal ? `ended by ${signal}` : `exit code ${status}`));
}
