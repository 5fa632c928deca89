// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCaptures, writeCaptures } from "./captures.js";
import { compareGolden } from "./compare-golden.js";
import type { KnownDriver } from "./drivers.js";
import type { Environment } from "./environment.js";
import { judgeCaptures } from "./judge-captures.js";
import { judgeResults } from "./judge-results.js";
import { loadDeviations } from "./known-deviations.js";
import type { Transport } from "./load-suites.js";
import { planCases } from "./plan-cases.js";
import { ProcessConnection } from "./process-connection.js";
import type { Progress } from "./progress.js";
import { DriverLost } from "./protocol.js";
import type { DriverReport } from "./report/driver-report.js";
import { failedResult, type PlannedCase } from "./run-case.js";
import { type DriverResults, runDriverCases } from "./run-driver-cases.js";
import { loadTables, type Tables } from "./tables.js";
import { toPattern } from "./to-pattern.js";
import { UsageError } from "./usage-error.js";

/** Options of the command line. */
export interface RunOptions {
  /** Absent, like `golden`, where no driver is known by name. */
  readonly driver?: readonly string[];
  readonly command?: string;
  readonly name?: string;
  readonly case: readonly string[];
  readonly transport: readonly Transport[];
  readonly workers: number;
  readonly stepTimeout: number;
  readonly golden?: boolean;
  readonly checkGolden?: boolean;
  readonly json: boolean;
  readonly junit?: string;
  readonly markdown?: string;
  readonly saveCaptures?: string;
  readonly trace?: string;
  readonly selfCheck: boolean;
  readonly list: boolean;
  readonly show?: string;
}

/** A driver of a run. */
interface ChosenDriver extends KnownDriver {
  /** Whether the name is given; else the driver says its own. */
  readonly isNamed: boolean;
}

/** A run that can start. */
export interface ResolvedRun {
  readonly drivers: readonly ChosenDriver[];
  readonly cases: readonly PlannedCase[];
  /** Whether no case is left out. */
  readonly isWhole: boolean;
  readonly tables: Tables;
  readonly workers: number;
  readonly stepTimeoutMs: number;
  readonly capturesFolder: string | undefined;
  /** Whether results must be those of committed captures, where there are any. */
  readonly isGoldenChecked: boolean;
  /** Takes every line between runner and driver. */
  readonly trace: ((line: string) => void) | undefined;
  readonly environment: Environment;
}

/** The cases that the options name. Throws {@link UsageError} when there are none. */
export function resolveCases(options: RunOptions, { fixtures }: Environment): readonly PlannedCase[] {
  const cases = planCases(fixtures, { cases: options.case, transports: options.transport });
  if (cases.length === 0) throw new UsageError("no case fits --case and --transport; see --list");
  const idle = options.case.find((text) => !cases.some(({ scenario }) => toPattern(text).test(scenario.id)));
  if (idle !== undefined) throw new UsageError(`no case fits --case ${idle}; see --list`);
  return cases;
}

/** Checks the options; `args` are those of `--command`. Throws {@link UsageError}. */
export function resolveRun(options: RunOptions, args: readonly string[], environment: Environment): ResolvedRun {
  const cases = resolveCases(options, environment);
  const drivers = resolveDrivers(options, args, environment);
  const missing = drivers.find(
    (driver) => driver.missing !== undefined && !(options.golden === true && hasGolden(driver, environment)),
  );
  if (missing !== undefined) throw new UsageError(`${missing.name} is not installed: ${missing.missing}`);
  const { trace } = options;
  if (trace !== undefined) startTrace(trace);
  return {
    drivers,
    cases,
    isWhole: options.case.length + options.transport.length === 0,
    tables: loadTables(environment.fixtures),
    workers: options.workers,
    stepTimeoutMs: options.stepTimeout,
    capturesFolder: options.saveCaptures,
    isGoldenChecked: options.checkGolden === true,
    trace: trace === undefined ? undefined : (line) => appendFileSync(trace, `${line}\n`),
    environment,
  };
}

function startTrace(path: string): void {
  try {
    writeFileSync(path, "");
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function resolveDrivers(
  { driver = [], command, name }: RunOptions,
  args: readonly string[],
  environment: Environment,
): readonly ChosenDriver[] {
  if (command !== undefined) {
    if (driver.length > 0) throw new UsageError("give --driver or --command, not both");
    if (command.trim() === "")
      throw new UsageError("--command is empty; give a command line, for example python3 driver.py");
    // A command line is the shell's to read; a program with arguments of its own is started as it is.
    const isShell = args.length === 0;
    return [
      { name: name ?? command, isNamed: name !== undefined, command: { command, args, isShell }, missing: undefined },
    ];
  }
  if (args.length > 0) throw new UsageError("arguments after -- are those of a --command");
  if (name !== undefined) throw new UsageError("--name is the name of a --command; drivers known by name have theirs");
  const known = environment.drivers.map((candidate) => ({ ...candidate, isNamed: true }));
  const names = driver.length === 0 ? environment.defaultDrivers : driver;
  if (names.includes("all")) return known;
  if (names.length === 0) throw new UsageError("give a driver with --command; see --help");
  return [...new Set(names)].map((wanted) => {
    const found = known.find((candidate) => candidate.name === wanted);
    if (found !== undefined) return found;
    throw new UsageError(
      `no driver "${wanted}"; use ${[...known.map((candidate) => candidate.name), "all"].join(", ")}`,
    );
  });
}

/** Runs every driver, one after the other. One that cannot be started does not keep the others from running. */
export async function runDrivers(run: ResolvedRun, progress: Progress): Promise<readonly DriverReport[]> {
  const reports: DriverReport[] = [];
  for (const driver of run.drivers) reports.push(await runDriver(driver, run, progress));
  progress.clear();
  return reports;
}

async function runDriver(driver: ChosenDriver, run: ResolvedRun, progress: Progress): Promise<DriverReport> {
  const startedAt = performance.now();
  const { deviations } = run.environment;
  // A mistake in the file of a driver whose name is known shows before the run.
  const early = driver.isNamed ? loadDeviations(deviations, driver.name) : undefined;
  const isGolden = driver.missing !== undefined;
  try {
    const { hello, results } = isGolden ? judgeGolden(driver, run) : await execute(driver, run, progress);
    const name = driver.isNamed ? driver.name : hello.driver;
    const known = early ?? loadDeviations(deviations, name);
    const isCompared = run.isGoldenChecked && !isGolden && hasGolden(driver, run.environment);
    const problems = [
      ...judgeResults(results, known, run),
      ...(isCompared ? compareGolden(results, judgeGolden(driver, run).results, known) : []),
    ];
    const seconds = (performance.now() - startedAt) / 1000;
    return { name, hello, results, known, problems, isGolden, seconds };
  } catch (error) {
    if (!(error instanceof DriverLost)) throw error;
    return failAll(driver, run, error);
  }
}

/** The report of a driver that cannot be started: every case has failed. */
function failAll({ name }: ChosenDriver, { cases }: ResolvedRun, { message, isNotFound }: DriverLost): DriverReport {
  return {
    name,
    hello: undefined,
    results: cases.map((planned) => ({ ...failedResult(planned, message), isLost: true })),
    known: { reasons: {}, cases: {}, skips: undefined },
    problems: [{ text: message }],
    startError: { message, isNotFound },
    isGolden: false,
    seconds: 0,
  };
}

async function execute(driver: ChosenDriver, run: ResolvedRun, progress: Progress): Promise<DriverResults> {
  let done = 0;
  const results = await runDriverCases({
    connect: () => connectDriver(driver, run),
    cases: run.cases,
    tables: run.tables,
    workers: run.workers,
    onResult: ({ case: id, transport }) => {
      done += 1;
      progress.show(`${driver.name} ${done}/${run.cases.length} ${id} (${transport})`);
    },
  });
  const name = driver.isNamed ? driver.name : results.hello.driver;
  if (run.capturesFolder !== undefined) writeCaptures(join(run.capturesFolder, `${name}.json.gz`), results);
  return results;
}

/** Starts a process of a driver. */
export function connectDriver({ command }: KnownDriver, { stepTimeoutMs, trace }: ResolvedRun): ProcessConnection {
  return new ProcessConnection(command, stepTimeoutMs, trace);
}

function judgeGolden(driver: ChosenDriver, run: ResolvedRun): DriverResults {
  const file = readCaptures(goldenPath(driver, run.environment));
  return { hello: file.hello, results: judgeCaptures(file, run.cases, run.tables) };
}

function hasGolden(driver: ChosenDriver, environment: Environment): boolean {
  return existsSync(goldenPath(driver, environment));
}

function goldenPath({ name }: ChosenDriver, { golden }: Environment): string {
  return fileURLToPath(new URL(`${name}.json.gz`, golden));
}
