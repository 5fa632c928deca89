// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCaptures, writeCaptures } from "./captures.js";
import type { KnownDriver } from "./drivers.js";
import type { Environment } from "./environment.js";
import { judgeCaptures } from "./judge-captures.js";
import { judgeResults, loadDeviations } from "./known-deviations.js";
import type { Transport } from "./load-suites.js";
import { planCases } from "./plan-cases.js";
import { ProcessConnection } from "./process-connection.js";
import type { Progress } from "./progress.js";
import type { DriverReport } from "./report/driver-report.js";
import type { PlannedCase } from "./run-case.js";
import { runDriverCases } from "./run-driver-cases.js";
import { loadTables, type Tables } from "./tables.js";
import { UsageError } from "./usage-error.js";

/** Options of the command line. */
export interface RunOptions {
  readonly driver: readonly string[];
  readonly command?: string;
  readonly name?: string;
  readonly case: readonly string[];
  readonly transport: readonly Transport[];
  readonly workers: number;
  readonly stepTimeout: number;
  readonly golden: boolean;
  readonly json: boolean;
  readonly junit?: string;
  readonly markdown?: string;
  readonly saveCaptures?: string;
  readonly list: boolean;
}

/** A run that can start. */
export interface ResolvedRun {
  readonly drivers: readonly KnownDriver[];
  readonly cases: readonly PlannedCase[];
  readonly tables: Tables;
  readonly workers: number;
  readonly stepTimeoutMs: number;
  readonly capturesFolder: string | undefined;
  readonly environment: Environment;
}

/** Checks the options. Throws {@link UsageError}. */
export function resolveRun(options: RunOptions, environment: Environment): ResolvedRun {
  const cases = planCases(environment.fixtures, { cases: options.case, transports: options.transport });
  if (cases.length === 0) throw new UsageError("no case fits --case and --transport; see --list");
  const drivers = resolveDrivers(options, environment);
  const missing = drivers.find(
    (driver) => driver.missing !== undefined && !(options.golden && hasGolden(driver, environment)),
  );
  if (missing !== undefined && !options.list)
    throw new UsageError(`${missing.name} is not installed: ${missing.missing}`);
  return {
    drivers,
    cases,
    tables: loadTables(environment.fixtures),
    workers: options.workers,
    stepTimeoutMs: options.stepTimeout,
    capturesFolder: options.saveCaptures,
    environment,
  };
}

function resolveDrivers({ driver, command, name }: RunOptions, environment: Environment): readonly KnownDriver[] {
  if (command !== undefined) {
    const [program = "", ...args] = command.split(" ").filter(Boolean);
    return [{ name: name ?? program, command: { command: program, args }, missing: undefined }];
  }
  const known = environment.drivers;
  const names = driver.length === 0 ? environment.defaultDrivers : driver;
  if (names.includes("all")) return known;
  if (names.length === 0) throw new UsageError("name a driver with --driver or give one with --command; see --help");
  return names.map((wanted) => {
    const found = known.find((candidate) => candidate.name === wanted);
    if (found !== undefined) return found;
    throw new UsageError(
      `no driver "${wanted}"; use ${[...known.map((candidate) => candidate.name), "all"].join(", ")}`,
    );
  });
}

/** Runs every driver, one after the other. */
export async function runDrivers(run: ResolvedRun, progress: Progress): Promise<readonly DriverReport[]> {
  const reports: DriverReport[] = [];
  for (const driver of run.drivers) reports.push(await runDriver(driver, run, progress));
  progress.clear();
  return reports;
}

async function runDriver(driver: KnownDriver, run: ResolvedRun, progress: Progress): Promise<DriverReport> {
  const startedAt = performance.now();
  const known = loadDeviations(run.environment.deviations, driver.name);
  const isGolden = driver.missing !== undefined;
  const { hello, results } = isGolden ? judgeGolden(driver, run) : await execute(driver, run, progress);
  const seconds = (performance.now() - startedAt) / 1000;
  return { name: driver.name, hello, results, known, problems: judgeResults(results, known), isGolden, seconds };
}

async function execute(driver: KnownDriver, run: ResolvedRun, progress: Progress): ReturnType<typeof runDriverCases> {
  let done = 0;
  const results = await runDriverCases({
    connect: () => new ProcessConnection(driver.command, run.stepTimeoutMs),
    cases: run.cases,
    tables: run.tables,
    workers: run.workers,
    onResult: ({ case: id, transport }) => {
      done += 1;
      progress.show(`${driver.name} ${done}/${run.cases.length} ${id} (${transport})`);
    },
  });
  if (run.capturesFolder !== undefined) writeCaptures(join(run.capturesFolder, `${driver.name}.json.gz`), results);
  return results;
}

function judgeGolden(driver: KnownDriver, run: ResolvedRun): Awaited<ReturnType<typeof runDriverCases>> {
  const file = readCaptures(goldenPath(driver, run.environment));
  return { hello: file.hello, results: judgeCaptures(file, run.cases, run.tables) };
}

function hasGolden(driver: KnownDriver, environment: Environment): boolean {
  return existsSync(goldenPath(driver, environment));
}

function goldenPath({ name }: KnownDriver, { golden }: Environment): string {
  return fileURLToPath(new URL(`${name}.json.gz`, golden));
}
