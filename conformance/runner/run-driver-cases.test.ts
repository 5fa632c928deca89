// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { FIXTURES } from "./load-suites.js";
import { planCases } from "./plan-cases.js";
import { ProcessConnection } from "./process-connection.js";
import { type DriverResults, runDriverCases } from "./run-driver-cases.js";
import { loadTables } from "./tables.js";

const FAKE = fileURLToPath(new URL("testing/fake-driver.mjs", import.meta.url));

/** Two cases against a driver that goes wrong at an operation; how often it was started. */
async function run(fault: string, operation: string): Promise<DriverResults & { readonly starts: number }> {
  const all = planCases(FIXTURES, { cases: ["core.title.padded", "core.title.blank"], transports: ["http"] });
  let starts = 0;
  const results = await runDriverCases({
    connect: () => {
      starts += 1;
      return new ProcessConnection({ command: process.execPath, args: [FAKE, fault, operation] }, 500);
    },
    cases: all,
    tables: loadTables(),
    workers: 1,
    onResult: () => undefined,
  });
  return { ...results, starts };
}

function summarize({ results, starts }: Awaited<ReturnType<typeof run>>): unknown {
  return { starts, results: results.map(({ outcome, reason }) => ({ outcome, reason })) };
}

test.each([
  ["silent", "no answer to end within 500 ms"],
  ["dead", "the driver ended (exit code 3) something is broken"],
  ["junk", "the driver wrote something else than an answer: Traceback (most recent call last):"],
])("fails the case of a %s driver and starts it again for the next", async (fault, reason) => {
  const lost = { outcome: "failed", reason };
  expect(summarize(await run(fault, "end"))).toEqual({ starts: 2, results: [lost, lost] });
});

test("fails a case that the driver fails, and goes on with the same driver", async () => {
  const failed = { outcome: "failed", reason: "no end today" };
  expect(summarize(await run("failed", "end"))).toEqual({ starts: 1, results: [failed, failed] });
});

test("skips a case that needs what the driver cannot do", async () => {
  const skipped = { outcome: "skipped", reason: "no open today" };
  expect(summarize(await run("unsupported", "open"))).toEqual({ starts: 1, results: [skipped, skipped] });
});

test("fails a driver that sends nothing, with every difference", async () => {
  const { results } = await run("none", "nothing");
  expect(results.map(({ outcome }) => outcome)).toEqual(["failed", "failed"]);
  expect(results[0]?.differences.map(({ path, actual }) => [path, actual])).toEqual([
    ["generations[0]", "nothing"],
    ["spans[0]", "nothing"],
  ]);
});

test("does not run anything when the driver's hello is wrong", async () => {
  await expect(run("failed", "hello")).rejects.toThrow("no hello today");
});
