// SPDX-License-Identifier: Apache-2.0
// Runs the checks beside the tests, one line each, and sums them up with the tests:
//   node scripts/bootstrap.mjs ci [<vitest JSON report> <exit code of npm test> <its seconds>]
// Without arguments it runs the tests itself.
import { CHECKS } from "./checks/list.mjs";
import { runCheck } from "./checks/run-check.mjs";
import { readTestCounts, runTests } from "./checks/tests.mjs";

const [report, status, seconds] = process.argv.slice(2);
const tests = report === undefined ? runTests() : { report, status: Number(status), seconds: Number(seconds) };
const counts = readTestCounts(tests.report);

/** @param {import("./checks/run-check.mjs").CheckResult} result */
function print({ name, outcome, seconds: took, reason }) {
  console.log(`${outcome} ${name} (${took.toFixed(1)} s)${reason === undefined ? "" : `: ${reason}`}`);
  const key = outcome === "ok" ? "passed" : outcome === "FAIL" ? "failed" : "skipped";
  counts[key] += 1;
}

// A run without a single test is no pass, whatever its exit code says.
const ranTests = counts.passed + counts.failed > 0;
const testsPassed = tests.status === 0 && ranTests;
print({
  name: "npm test",
  outcome: testsPassed ? "ok" : "FAIL",
  seconds: tests.seconds,
  ...(testsPassed ? {} : { reason: ranTests ? `exit code ${tests.status}` : "no test ran" }),
});
for (const check of CHECKS) print(runCheck(check));

process.exitCode = counts.failed > 0 ? 1 : 0;
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
