// SPDX-License-Identifier: Apache-2.0
import { Command } from "commander";
import { loadTables } from "../runner/tables.js";
import { measureKillRate } from "./measure.js";
import { loadPassingRuns } from "./passing-runs.js";
import { listProtoMutations } from "./proto-mutations.js";
import { listTelemetryMutations } from "./telemetry-mutations.js";

await new Command("conformance:kill-rate")
  .description(
    "Damages everything that the spec declares in captured data, one thing at a time, and says what no case notices.",
  )
  .option("--captures <file>", "captures of a passing run, as `conformance --save-captures` writes them")
  .option("--json", "print every verdict as JSON", false)
  .action(async ({ captures: file, json }: { captures?: string; json: boolean }) => {
    const { runs, captures } = await loadPassingRuns(file);
    const mutations = [...listProtoMutations(), ...listTelemetryMutations(loadTables())];
    const verdicts = measureKillRate(runs, mutations, captures.hello.observes);
    const missed = verdicts.filter(({ outcome }) => outcome !== "noticed");
    if (json) process.stdout.write(`${JSON.stringify(verdicts, null, 2)}\n`);
    else for (const { mutation, outcome } of missed) console.log(`${outcome} ${mutation}`);
    const noticed = verdicts.length - missed.length;
    const rate = ((100 * noticed) / verdicts.length).toFixed(1);
    console.error(`kill rate ${rate} %: ${noticed} of ${verdicts.length} mutations noticed, over ${runs.length} runs`);
    if (missed.length > 0) process.exitCode = 1;
  })
  .parseAsync();
