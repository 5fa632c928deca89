// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from "node:fs";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { Environment } from "./environment.js";
import { createProgress } from "./progress.js";
import { formatJson } from "./report/json.js";
import { formatJunit } from "./report/junit.js";
import { formatMarkdown } from "./report/markdown.js";
import { formatText } from "./report/text.js";
import { type RunOptions, resolveRun, runDrivers } from "./run-drivers.js";
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
  return new Command(environment.name)
    .description("Runs the conformance suite against SDKs, each through its driver.")
    .addOption(new Option("--driver <name...>", "drivers by name, or all").default([]))
    .option("--command <command line>", 'a driver that is not known by name, for example "python3 driver.py"')
    .option("--name <name>", "name of that driver, in reports and for its known deviations")
    .option("--case <id...>", "ids of cases; * stands for any text", [])
    .addOption(new Option("--transport <name...>", "transports").choices(["http", "grpc", "none", "unset"]).default([]))
    .option("--workers <count>", "drivers of one kind at the same time", parseCount, 2)
    .option("--step-timeout <ms>", "longest time for one step", parseCount, 15_000)
    .option("--golden", "judge committed captures in place of drivers that are not installed", false)
    .option("--json", "print the whole report as JSON", false)
    .option("--junit <file>", "write a report for CI systems")
    .option("--markdown <file>", "write a report in Markdown")
    .option("--save-captures <folder>", "keep what was seen, one file per driver")
    .option("--list", "list the cases and end", false)
    .addHelpText(
      "after",
      `
Examples:
  ${environment.name} --driver all                       every driver that is known by name
  ${environment.name} --case "cap.*" --transport http    some cases
  ${environment.name} --command "go run ./driver"        another SDK

Exit codes: 0 all as expected, 1 a case is not, 2 wrong usage.`,
    )
    .exitOverride()
    .action(async (options: RunOptions) => {
      const run = resolveRun(options, environment);
      if (options.list) {
        for (const { scenario, transport } of run.cases) console.log(`${scenario.id} ${transport} ${scenario.brief}`);
        return;
      }
      const reports = await runDrivers(run, createProgress(process.stderr));
      if (options.junit !== undefined) writeFileSync(options.junit, formatJunit(reports));
      if (options.markdown !== undefined) writeFileSync(options.markdown, formatMarkdown(reports));
      const { spec_version: specVersion } = run.tables.sdk;
      process.stdout.write(options.json ? formatJson(reports, specVersion) : `${formatText(reports)}\n`);
      if (reports.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
    });
}

function parseCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError("It is no whole number above zero.");
}
