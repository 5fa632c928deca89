// SPDX-License-Identifier: Apache-2.0
import { SetupError } from "./application.mjs";

/**
 * Runs the checks of one subject and prints one line, with every failure below it.
 *
 * @template Stage
 * @param {string} subject
 * @param {Readonly<Record<string, (stage: Stage) => void | Promise<void>>>} checks
 * @param {Stage} stage
 */
export async function runChecks(subject, checks, stage) {
  const startedAt = performance.now();
  const failures = [];
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check(stage);
    } catch (error) {
      failures.push(`  ${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  const count = Object.keys(checks).length;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const outcome = failures.length === 0 ? `ok ${subject}` : `FAIL ${subject}`;
  console.log([`${outcome}: ${count - failures.length} of ${count} checks in ${seconds} s`, ...failures].join("\n"));
  if (failures.length > 0) process.exitCode = 1;
}

/**
 * A problem of the setup is told without a stack.
 *
 * @param {() => Promise<void>} main
 */
export async function report(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
