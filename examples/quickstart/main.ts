// SPDX-License-Identifier: Apache-2.0
// The quick start: checks that all generated code is up to date, plays recorded provider calls through the SDK, exports them
// over HTTP and then gRPC to an ingest in this process, and compares what arrived with what was recorded.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import pc from "picocolors";
import { SigilClient } from "sigil-sdk";
import { createLocalIngest } from "sigil-sdk/local";
import { findDifferences, type Run, transportDifferences } from "./check-run.js";
import { collectTelemetry, type Telemetry } from "./collect-telemetry.js";
import { printRun } from "./print-run.js";
import { recordSamples } from "./record-samples.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

async function main(): Promise<number> {
  console.log(pc.bold("Generated code"));
  const codegen = spawnSync(process.execPath, ["--import", "tsx", "codegen/cli.ts", "--check"], {
    cwd: root,
    stdio: "inherit",
  });
  if (codegen.status !== 0) return 1;
  const telemetry = collectTelemetry();
  const runs = [await run("http", telemetry), await run("grpc", telemetry)];
  await telemetry.close();
  for (const entry of runs) printRun(entry);
  const [http, grpc] = runs;
  const problems = [
    ...runs.flatMap((entry) => findDifferences(entry).map((text) => `${entry.transport}: ${text}`)),
    ...(http && grpc ? transportDifferences(http, grpc) : []),
  ];
  if (problems.length > 0) {
    console.error(pc.red(`\n${problems.length} differences between what was recorded and what arrived:`));
    for (const problem of problems) console.error(`  ${problem}`);
    return 1;
  }
  const sent = runs.reduce((sum, entry) => sum + entry.stored.length, 0);
  console.log(pc.green(`\nAll ${sent} generations arrived as recorded, with their spans and metric points.`));
  return 0;
}

/** One client, one fresh ingest, one transport. */
async function run(transport: Run["transport"], telemetry: Telemetry): Promise<Run> {
  const ingest = await createLocalIngest();
  try {
    const endpoint = transport === "http" ? ingest.httpUrl : ingest.grpcTarget;
    const client = new SigilClient({ generationExport: { protocol: transport, endpoint } });
    const recordings = await recordSamples(client);
    const report = await client.shutdown();
    return { transport, recordings, report, stored: ingest.generations.list(), ...(await telemetry.take()) };
  } finally {
    await ingest.close();
  }
}

process.exitCode = await main();
