// SPDX-License-Identifier: Apache-2.0
import { Command } from "commander";
import { loadPassingRuns } from "../kill-rate/passing-runs.js";
import { compareCase } from "../runner/compare-case.js";
import { deliveryMutants } from "./delivery-mutants.js";
import { recordingMutants } from "./recording-mutants.js";

await new Command("conformance:mutants")
  .description("Checks that SDKs with a fault fail the case that is there to catch it.")
  .option("--captures <file>", "captures of a passing run, as `conformance --save-captures` writes them")
  .action(async ({ captures: file }: { captures?: string }) => {
    const { runs, captures } = await loadPassingRuns(file);
    const mutants = [...recordingMutants, ...deliveryMutants];
    const problems = mutants.flatMap((mutant) => {
      const failing = runs.filter(
        ({ planned: { scenario }, capture }) =>
          compareCase(scenario, mutant.apply(capture, scenario), captures.hello.observes).length > 0,
      );
      const cases = new Set(failing.map(({ planned }) => planned.scenario.id));
      const isCaught = cases.has(mutant.caughtBy);
      console.log(
        `${isCaught ? "caught" : "MISSED"} ${mutant.name} by ${mutant.caughtBy} (${cases.size} cases in all): ${mutant.brief}`,
      );
      return isCaught ? [] : [mutant.name];
    });
    console.error(`${mutants.length - problems.length} of ${mutants.length} mutants caught by the case that is named`);
    if (problems.length > 0) process.exitCode = 1;
  })
  .parseAsync();
