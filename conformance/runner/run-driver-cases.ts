// SPDX-License-Identifier: Apache-2.0
import { helloSchema } from "../../codegen/schema/protocol.js";
import { startTelemetryReceiver } from "../receivers/telemetry.js";
import type { Bench } from "./execute-case.js";
import { type DriverConnection, DriverLost, type Hello, PROTOCOL_VERSION } from "./protocol.js";
import { type CaseResult, failedResult, type PlannedCase, runCase } from "./run-case.js";
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

/** Runs cases against a driver. Rejects when the driver cannot even say hello. */
export async function runDriverCases(run: DriverRun): Promise<DriverResults> {
  const telemetry = await startTelemetryReceiver();
  const results = new Map<PlannedCase, CaseResult>();
  const queue = [...run.cases];
  let hello: Hello | undefined;
  const work = async (): Promise<void> => {
    let connection: DriverConnection | undefined;
    for (let planned = queue.shift(); planned !== undefined; planned = queue.shift()) {
      connection ??= run.connect();
      hello ??= await sayHello(connection);
      const result = await runOrFail(planned, { connection, hello, telemetry, tables: run.tables });
      if (result.isLost) {
        await connection.close();
        connection = undefined;
      }
      results.set(planned, result.result);
      run.onResult(result.result);
    }
    await connection?.close();
  };
  try {
    await Promise.all(Array.from({ length: run.workers }, work));
  } finally {
    await telemetry.close();
  }
  if (hello === undefined) throw new Error("there are no cases to run");
  return { hello, results: run.cases.flatMap((planned) => results.get(planned) ?? []) };
}

async function runOrFail(planned: PlannedCase, bench: Bench): Promise<{ result: CaseResult; isLost: boolean }> {
  try {
    return { result: await runCase(planned, bench), isLost: false };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { result: failedResult(planned, reason), isLost: error instanceof DriverLost };
  }
}

async function sayHello(connection: DriverConnection): Promise<Hello> {
  const answer = await connection.request({ op: "hello", protocol: PROTOCOL_VERSION });
  const parsed = helloSchema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DriverLost(`the driver's answer to hello is wrong: ${issue?.path.join(".")} ${issue?.message}`);
}
