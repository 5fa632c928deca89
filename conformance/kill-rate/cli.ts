// SPDX-License-Identifier: Apache-2.0
import { Command } from "commander";
import { listMutations } from "./list-mutations.js";
import { measureKillRate, summarize } from "./measure.js";
import { loadPassingRuns } from "./passing-runs.js";

await new Command("conformance:kill-rate")
  .description(
    "Damages everything that the spec declares in captured data, one thing at a time, and says what no case notices.",
  )
  .option("--captures <file>", "captures of a passing run, as `conformance --save-captures` writes them")
  .option("--json", "print every verdict as JSON", false)
  .action(async ({ captures: file, json }: { captures?: string; json: boolean }) => {
    const { runs, captures } = await loadPassingRuns(file);
    const mutations = listMutations();
    const verdicts = measureKillRate(runs, mutations, captures.hello.observes);
    const { noticed, reachable, unreachable, problems } = summarize(verdicts);
    if (json) process.stdout.write(`${JSON.stringify(verdicts, null, 2)}\n`);
    else for (const problem of problems) console.log(problem);
    const rate = ((100 * noticed) / reachable).toFixed(1);
    console.error(`kill rate ${rate} %: ${noticed} of ${reachable} mutations noticed, over ${runs.length} runs`);
    for (const [why, count] of unreachable) console.error(`${count} more cannot be noticed: ${why}`);
    if (problems.length > 0) process.exitCode = 1;
  })
  .parseAsync();
