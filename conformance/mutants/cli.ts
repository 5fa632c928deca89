// SPDX-License-Identifier: Apache-2.0
import { Command } from "commander";
import { listDrivers } from "../runner/drivers.js";
import { FIXTURES } from "../runner/load-suites.js";
import { planCases } from "../runner/plan-cases.js";
import type { PlannedCase } from "../runner/run-case.js";
import { loadTables } from "../runner/tables.js";
import { loadMutants, type Mutant } from "./load-mutants.js";
import { listFailing, runMutant } from "./run-mutant.js";

interface Options {
  readonly mutant: readonly string[];
  readonly allCases: boolean;
}

/** Mutants that run at the same time. */
const WORKERS = 2;

/** Cases that are listed for a mutant. */
const MAX_LISTED = 8;

await new Command("conformance:mutants")
  .description("Changes one line of the built SDK, runs the case that is there to catch it, and expects it to fail.")
  .option("--mutant <name...>", "some mutants of mutants.yaml", [])
  .option("--all-cases", "run all cases, not only the one that is named: who else notices?", false)
  .action(async ({ mutant: names, allCases }: Options) => {
    const tables = loadTables();
    const all = planCases(FIXTURES, { cases: [], transports: [] });
    const mutants = loadMutants().filter(({ name }) => names.length === 0 || names.includes(name));
    const casesOf = ({ caughtBy, transport: wanted }: Mutant): readonly PlannedCase[] =>
      allCases
        ? all
        : all.filter(
            ({ scenario: { id, transports }, transport }) => id === caughtBy && transport === (wanted ?? transports[0]),
          );
    await control([...new Set(mutants.flatMap(casesOf))]);
    let isWrong = false;
    const queue = [...mutants];
    const work = async (): Promise<void> => {
      for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
        const { outcome, failing, detail } = await runMutant(mutant, casesOf(mutant), tables);
        isWrong ||= outcome !== "caught";
        console.log(`${outcome.padEnd(6)} ${mutant.name} by ${mutant.caughtBy}: ${detail || mutant.brief}`);
        if (allCases) console.log(`       ${failing.length} cases fail: ${failing.slice(0, MAX_LISTED).join(" ")}`);
      }
    };
    await Promise.all(Array.from({ length: WORKERS }, work));
    console.error(
      `${mutants.length} mutants${isWrong ? "; not all are caught by the case that is named" : ", all caught"}`,
    );
    if (isWrong) process.exitCode = 1;

    /** Without a fault, the same cases pass. */
    async function control(cases: readonly PlannedCase[]): Promise<void> {
      const driver = listDrivers().find(({ name }) => name === "typescript");
      if (driver === undefined || driver.missing !== undefined) throw new Error(`not built: ${driver?.missing}`);
      const { failing, detail, broken } = await listFailing(driver.command, cases, tables);
      if (failing.length > 0 || broken !== undefined) {
        throw new Error(`the SDK without a fault fails ${failing.join(" ")}: ${broken ?? detail}`);
      }
    }
  })
  .parseAsync();
