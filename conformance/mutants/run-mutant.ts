// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from "node:url";
import { type DriverCommand, ProcessConnection } from "../runner/process-connection.js";
import type { PlannedCase } from "../runner/run-case.js";
import { runDriverCases } from "../runner/run-driver-cases.js";
import type { Tables } from "../runner/tables.js";
import { findOutdated, type Mutant } from "./load-mutants.js";

/** What became of a mutant. */
export interface MutantVerdict {
  /** `broken`: the mutant is no working SDK, which proves nothing. */
  readonly outcome: "caught" | "missed" | "broken" | "out of date";
  /** Cases that failed with differences. */
  readonly failing: readonly string[];
  /** A difference, or what is broken. */
  readonly detail: string;
}

const STEP_LIMIT_MS = 15_000;
const SCRIPT = fileURLToPath(new URL("mutant-driver.mjs", import.meta.url));

/** Runs cases against the driver with the fault. It is caught when the case that is named fails because something differs. */
export async function runMutant(mutant: Mutant, cases: readonly PlannedCase[], tables: Tables): Promise<MutantVerdict> {
  const outdated = findOutdated(mutant);
  if (outdated !== undefined) return { outcome: "out of date", failing: [], detail: outdated };
  try {
    const { failing, detail, broken } = await listFailing(
      { command: process.execPath, args: [SCRIPT, mutant.name] },
      cases,
      tables,
    );
    if (failing.includes(mutant.caughtBy)) return { outcome: "caught", failing, detail };
    return broken === undefined
      ? { outcome: "missed", failing, detail: "" }
      : { outcome: "broken", failing, detail: broken };
  } catch (error) {
    return { outcome: "broken", failing: [], detail: error instanceof Error ? error.message : String(error) };
  }
}

/** Cases in which a driver differs from what is expected, and why others did not come to their end. */
export async function listFailing(
  command: DriverCommand,
  cases: readonly PlannedCase[],
  tables: Tables,
): Promise<{ readonly failing: readonly string[]; readonly detail: string; readonly broken: string | undefined }> {
  const { results } = await runDriverCases({
    connect: () => new ProcessConnection(command, STEP_LIMIT_MS),
    cases,
    tables,
    workers: 1,
    onResult: () => undefined,
  });
  const failed = results.filter(({ differences }) => differences.length > 0);
  const [first] = failed[0]?.differences ?? [];
  return {
    failing: [...new Set(failed.map((result) => result.case))],
    detail: first === undefined ? "" : `${first.path}: ${first.actual} in place of ${first.expected}`,
    broken: results.find(({ outcome, differences }) => outcome !== "passed" && differences.length === 0)?.reason,
  };
}
