// SPDX-License-Identifier: Apache-2.0
import { startTelemetryReceiver } from "../receivers/telemetry.js";
import type { Bench } from "./bench.js";
import { createStarter } from "./create-starter.js";
import { type DriverConnection, DriverLost, type Hello } from "./protocol.js";
import { type CaseResult, failedResult, type PlannedCase, runCase } from "./run-case.js";
import { startDriver } from "./start-driver.js";
import type { Tables } from "./tables.js";

/** What a run of a driver needs. */
export interface DriverRun {
  /** Starts the driver; called again after it was lost. */
  connect(): DriverConnection;
  readonly cases: readonly PlannedCase[];
  readonly tables: Tables;
  /** Number of drivers at the same time. */
  readonly workers: number;
  readonly onResult: (result: CaseResult) => void;
}

/** The results of a driver, in the order of the cases, and what it said about itself. */
export interface DriverResults {
  readonly hello: Hello;
  readonly results: readonly CaseResult[];
}

/** Runs cases against a driver. Rejects with {@link DriverLost} when the driver cannot even say hello. */
export async function runDriverCases(run: DriverRun): Promise<DriverResults> {
  const first = await startDriver(() => run.connect(), run.tables);
  const { hello } = first;
  const start = createStarter(() => run.connect(), run.tables, first);
  const telemetry = await startTelemetryReceiver();
  const results = new Map<PlannedCase, CaseResult>();
  const queue = [...run.cases];
  const work = async (started: DriverConnection | undefined): Promise<void> => {
    let connection = started;
    for (let planned = queue.shift(); planned !== undefined; planned = queue.shift()) {
      let result: CaseResult;
      try {
        connection ??= await start();
        result = await runOrFail(planned, { connection, hello, telemetry, tables: run.tables });
      } catch (error) {
        result = lostResult(planned, error);
      }
      if (result.isLost === true) {
        await connection?.close();
        connection = undefined;
      }
      results.set(planned, result);
      run.onResult(result);
    }
    await connection?.close();
  };
  try {
    await Promise.all(
      Array.from({ length: run.workers }, (_, index) => work(index === 0 ? first.connection : undefined)),
    );
  } finally {
    await telemetry.close();
  }
  return { hello, results: run.cases.flatMap((planned) => results.get(planned) ?? []) };
}

async function runOrFail(planned: PlannedCase, bench: Bench): Promise<CaseResult> {
  try {
    return await runCase(planned, bench);
  } catch (error) {
    return error instanceof DriverLost ? lostResult(planned, error) : failedResult(planned, messageOf(error));
  }
}

/** A case that failed with its driver, which no known deviation explains. */
function lostResult(planned: PlannedCase, error: unknown): CaseResult {
  return { ...failedResult(planned, messageOf(error)), isLost: true };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
