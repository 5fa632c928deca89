// SPDX-License-Identifier: Apache-2.0
// A program that records and comes to its end. What it does is in its first argument, as JSON.
import type { GenerationExportOptions } from "../../../generated/ts/options.js";
import { resolveConfig } from "../../config/resolve-config.js";
import { Diagnostics } from "../../diagnostics/diagnostics.js";
import { buildRecord } from "../../testing-support/build-record.js";
import { Delivery } from "../delivery.js";

export interface EndingProgram {
  readonly generationExport: GenerationExportOptions;
  readonly records: number;
  /** Time to go on before the end, so that requests are on their way; on a timer that holds the process. */
  readonly lingerMs?: number;
  /** Ends with an awaited call. */
  readonly finally?: "flush" | "shutdown";
}

const program = JSON.parse(process.argv[2] ?? "{}") as EndingProgram;
const delivery = new Delivery(resolveConfig({ generationExport: program.generationExport }), new Diagnostics({}));
process.on("exit", () => {
  const { delivered, queue } = delivery.status();
  console.log(JSON.stringify({ at: "exit", delivered, queued: queue.records }));
});
for (let index = 0; index < program.records; index += 1) delivery.accept(buildRecord(`gen_${index}`));
if (program.lingerMs !== undefined) await new Promise((resolve) => setTimeout(resolve, program.lingerMs));
if (program.finally !== undefined) {
  const report = await delivery[program.finally]({});
  console.log(JSON.stringify({ at: program.finally, ...report, error: report.error?.message }));
}
// Stdout is a pipe, what the loader reads is nothing of the SDK, and an immediate is over at once.
const heldBy = process.getActiveResourcesInfo().filter((type) => /^(?:TCP|TLS|UDP|Timeout)/.test(type));
console.log(JSON.stringify({ at: "end of main", heldBy }));
