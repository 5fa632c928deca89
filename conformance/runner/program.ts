// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, writeFileSync } from "node:fs";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { DRIVER_NAME } from "../../codegen/schema/protocol.js";
import type { Environment } from "./environment.js";
import { loadSuite, suiteNames } from "./load-suites.js";
import { createProgress } from "./progress.js";
import { formatJson } from "./report/json.js";
import { formatJunit } from "./report/junit.js";
import { formatMarkdown } from "./report/markdown.js";
import { formatText } from "./report/text.js";
import {
  connectDriver,
  type ResolvedRun,
  type RunOptions,
  resolveCases,
  resolveRun,
  runDrivers,
} from "./run-drivers.js";
import { checkDriver } from "./self-check.js";
import { UsageError } from "./usage-error.js";

/** Exit code of wrong usage. */
const USAGE = 2;

/** Runs the command line to its end; the exit code says how it went. */
export async function runProgram(environment: Environment): Promise<void> {
  try {
    await createProgram(environment).parseAsync();
  } catch (error) {
    // Commander has printed what it has to say; its exit code 0 is for --help.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE;
    else if (error instanceof UsageError) {
      console.error(error.message);
      process.exitCode = USAGE;
    } else throw error;
  }
}

function createProgram(environment: Environment): Command {
  const { name, drivers } = environment;
  const program = new Command(name)
    .usage("[options] [-- <argument of --command...>]")
    .description("Runs the conformance suite against SDKs, each through its driver.")
    .argument("[argument...]", "arguments of --command, after --; they are passed as they are");
  if (drivers.length > 0) {
    program
      .addOption(new Option("--driver <name...>", "drivers by name, or all").default([]))
      .option("--golden", "judge committed captures in place of drivers that are not installed", false)
      .option("--check-golden", "results must be those of committed captures, where there are any", false);
  }
  return addOptions(program)
    .addHelpText("after", describeUsage(environment))
    .exitOverride()
    .action((args: string[], options: RunOptions) => run(options, args, environment));
}

function addOptions(program: Command): Command {
  return program
    .option("--command <command>", 'a driver, as a command line for the shell, for example "python3 driver.py"')
    .option(
      "--name <name>",
      "name of that driver, in reports and for its known deviations (default: its own)",
      parseName,
    )
    .option("--case <id...>", "ids of cases; * stands for any text", [])
    .addOption(new Option("--transport <name...>", "transports").choices(["http", "grpc", "none", "unset"]).default([]))
    .option("--workers <count>", "drivers of one kind at the same time", parseCount, 2)
    .option("--step-timeout <ms>", "longest time for one step", parseTimeout, 15_000)
    .option("--json", "print the whole report as JSON", false)
    .option("--junit <file>", "write a report for CI systems")
    .option("--markdown <file>", "write a report in Markdown")
    .option("--save-captures <folder>", "keep what was seen, one file per driver")
    .option("--trace <file>", "write every line between runner and driver, and what the driver writes to stderr")
    .option("--self-check", "check how the driver itself behaves, without a case", false)
    .option("--list", "list the cases and end", false)
    .option("--show <id>", "print a case and end");
}

function describeUsage({ name, drivers }: Environment): string {
  const known =
    drivers.length === 0 ? "" : `\n  ${name} --driver all                      every driver that is known by name`;
  return `
Examples:${known}
  ${name} --command "go run ./driver"       an SDK, through its driver
  ${name} --command "./my driver" -- -v     a program with arguments, without a shell
  ${name} --case "cap.*" --transport http   some cases
  ${name} --show core.title.padded          what a case does and expects

Exit codes: 0 all as expected, 1 something is not, 2 wrong usage or no such command.`;
}

async function run(options: RunOptions, args: readonly string[], environment: Environment): Promise<void> {
  if (options.show !== undefined) return showCase(options.show, environment.fixtures);
  if (options.list) {
    const cases = resolveCases(options, environment);
    for (const { scenario, transport } of cases) console.log(`${scenario.id} ${transport} ${scenario.brief}`);
    return;
  }
  for (const path of [options.junit, options.markdown]) if (path !== undefined) checkWritable(path);
  const resolved = resolveRun(options, args, environment);
  // The exit ends the drivers too.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  if (options.selfCheck) return checkDrivers(resolved);
  const reports = await runDrivers(resolved, createProgress(process.stderr));
  const { spec_version: specVersion } = resolved.tables.sdk;
  process.stdout.write(options.json ? formatJson(reports, specVersion) : `${formatText(reports)}\n`);
  if (options.junit !== undefined) writeFileSync(options.junit, formatJunit(reports));
  if (options.markdown !== undefined) writeFileSync(options.markdown, formatMarkdown(reports));
  if (reports.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
  if (reports.some(({ startError }) => startError?.isNotFound === true)) process.exitCode = USAGE;
}

/** Before anything runs: a report that cannot be written would be noticed when all is over. */
function checkWritable(path: string): void {
  try {
    appendFileSync(path, "");
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Prints a case as the fixtures have it. */
function showCase(id: string, fixtures: URL): void {
  const scenario = suiteNames(fixtures)
    .flatMap((suite) => loadSuite(suite, fixtures).scenarios)
    .find((candidate) => candidate.id === id);
  if (scenario === undefined) throw new UsageError(`no case "${id}"; see --list`);
  console.log(JSON.stringify(scenario, null, 2));
}

/** Checks each driver by itself; it is a finding when one does not behave. */
async function checkDrivers(resolved: ResolvedRun): Promise<void> {
  for (const driver of resolved.drivers) {
    const results = await checkDriver(() => connectDriver(driver, resolved), resolved.tables);
    for (const { name, problem, isNotFound } of results) {
      console.log(`${problem === undefined ? "ok" : "FAIL"} ${name}${problem === undefined ? "" : `: ${problem}`}`);
      if (problem !== undefined) process.exitCode = isNotFound === true ? USAGE : 1;
    }
  }
}

function parseName(text: string): string {
  if (DRIVER_NAME.test(text)) return text;
  throw new InvalidArgumentError("Use letters, digits, dots and hyphens.");
}

/** A timer of Node that is to run longer fires at once. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

function parseTimeout(text: string): number {
  const timeoutMs = parseCount(text);
  if (timeoutMs <= MAX_TIMEOUT_MS) return timeoutMs;
  throw new InvalidArgumentError(`It is more than ${MAX_TIMEOUT_MS}.`);
}

function parseCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError("It is no whole number above zero.");
}
