// SPDX-License-Identifier: Apache-2.0
import { Command, CommanderError } from "commander";
import { repositoryRoot } from "./root.js";

const examples = `
Examples:
  npm run codegen                    write what the spec changes in generated/ and docs/reference/
  npm run codegen -- --check         fail when anything there is not what the spec gives (CI)
  npm run codegen diff               list changes since the baseline and the version bump they need
  npm run codegen -- diff --update   make the current spec the baseline, after a release
  npm run codegen rules              what the lint rules protect
  npm run -s codegen -- --json       machine-readable report

Exit codes: 0 success, 1 findings, 2 wrong usage.`;

interface Options {
  readonly root?: string;
  readonly json?: true;
  readonly check?: true;
}

/** Runs the command line and returns the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command("codegen")
    .description("Checks the spec (proto/ and spec/) and generates everything that follows from it.")
    .option("--check", "write nothing; report every difference, and lint the proto files")
    .option("--root <folder>", "repository to work on, when it is not this one")
    .option("--json", "print a JSON report on stdout")
    .addHelpText("after", examples)
    .allowExcessArguments(false)
    .exitOverride()
    .action(async ({ root, json, check }: Options) => {
      const { generateCommand } = await import("./cli/generate-command.js");
      exitCode = await generateCommand(root ?? repositoryRoot, { check: check === true, json: json === true });
    });
  program
    .command("diff")
    .description("Compares the spec with spec/baseline/spec.json and checks that spec_version was bumped enough.")
    .option("--update", "write the current spec as the new baseline")
    .exitOverride()
    .action(async ({ update }: { update?: true }) => {
      const { root, json, check } = program.opts<Options>();
      if (check) program.error("error: --check does not apply to diff");
      const { diffCommand } = await import("./cli/diff-command.js");
      exitCode = await diffCommand(root ?? repositoryRoot, { update: update === true, json: json === true });
    });
  program
    .command("rules")
    .description("Lists the lint rules of the spec and what each protects.")
    .exitOverride()
    .action(async () => {
      const { rulesCommand } = await import("./cli/rules-command.js");
      rulesCommand({ json: program.opts<Options>().json === true });
    });
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return exitCode;
}

process.exitCode = await main(process.argv.slice(2));
