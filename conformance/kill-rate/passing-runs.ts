// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CaptureFile, readCaptures, writeCaptures } from "../runner/captures.js";
import { compareCase } from "../runner/compare-case.js";
import { listDrivers } from "../runner/drivers.js";
import { FIXTURES } from "../runner/load-suites.js";
import { planCases } from "../runner/plan-cases.js";
import { ProcessConnection } from "../runner/process-connection.js";
import type { PlannedCase } from "../runner/run-case.js";
import { runDriverCases } from "../runner/run-driver-cases.js";
import { loadTables } from "../runner/tables.js";
import type { PassingRun } from "./measure.js";

const STEP_LIMIT_MS = 15_000;

/** The captures of the TypeScript driver, from a file that `--save-captures` wrote or from a run of their own. */
export async function loadPassingRuns(
  file: string | undefined,
): Promise<{ readonly runs: readonly PassingRun[]; readonly captures: CaptureFile }> {
  const cases = planCases(FIXTURES, { cases: [], transports: [] });
  const captures = file === undefined ? await runCases(cases) : readCaptures(file);
  const byCase = new Map(captures.captures.map((capture) => [`${capture.case}@${capture.transport}`, capture]));
  const runs = cases.flatMap((planned) => {
    const capture = byCase.get(`${planned.scenario.id}@${planned.transport}`);
    return capture === undefined ? [] : [{ planned, capture }];
  });
  if (runs.length < cases.length) throw new Error(`captures of ${cases.length - runs.length} runs are missing`);
  // A run that fails would seem to notice everything.
  const failing = runs.filter(
    ({ planned, capture }) => compareCase(planned.scenario, capture, captures.hello.observes).length > 0,
  );
  if (failing.length > 0) {
    const names = failing.map(({ capture }) => `${capture.case} (${capture.transport})`);
    throw new Error(`not a passing run: ${names.join(", ")} failed`);
  }
  return { runs, captures };
}

async function runCases(cases: readonly PlannedCase[]): Promise<CaptureFile> {
  const driver = listDrivers().find(({ name }) => name === "typescript");
  if (driver === undefined || driver.missing !== undefined) throw new Error(`not built: ${driver?.missing}`);
  const results = await runDriverCases({
    connect: () => new ProcessConnection(driver.command, STEP_LIMIT_MS),
    cases,
    tables: loadTables(),
    workers: 2,
    onResult: () => undefined,
  });
  const folder = mkdtempSync(join(tmpdir(), "sigil-captures-"));
  try {
    // The way through a file, so that a capture is the same plain data in both cases.
    writeCaptures(join(folder, "captures.json.gz"), results);
    return readCaptures(join(folder, "captures.json.gz"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
