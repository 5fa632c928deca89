// SPDX-License-Identifier: Apache-2.0
import { expect } from "vitest";
import { startTelemetryReceiver } from "../receivers/telemetry.js";
import type { Bench } from "../runner/bench.js";
import type { Lifecycle, Transport } from "../runner/load-suites.js";
import type { Hello } from "../runner/protocol.js";
import { runCase } from "../runner/run-case.js";
import { loadTables } from "../runner/tables.js";
import { connectInProcess } from "./in-process-connection.js";

let bench: Promise<Bench> | undefined;

/** One run of a scenario over one transport, with the runner's own code and the driver in this process. */
export async function runLifecycle(scenario: Lifecycle, transport: Transport): Promise<void> {
  bench ??= createBench();
  const { outcome, differences, reason } = await runCase({ suite: "", scenario, transport }, await bench);
  expect({ outcome, differences, reason }).toEqual({ outcome: "passed", differences: [], reason: undefined });
}

async function createBench(): Promise<Bench> {
  const connection = connectInProcess();
  const hello = (await connection.request({ op: "hello", protocol: 1 })) as unknown as Hello;
  return { connection, hello, telemetry: await startTelemetryReceiver(), tables: loadTables() };
}
