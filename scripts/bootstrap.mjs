// SPDX-License-Identifier: Apache-2.0
// The one way in: picks a Node that runs here, installs what a command needs, and runs it.
// It has to run on any Node from 18 on, so it is plain JavaScript without dependencies.
//
//   node scripts/bootstrap.mjs start [args]        the quick start example
//   node scripts/bootstrap.mjs test [args]         all tests; args go to vitest
//   node scripts/bootstrap.mjs ci [args]           every other check (see scripts/ci.mjs)
//   node scripts/bootstrap.mjs install             dependencies only
//   node scripts/bootstrap.mjs exec <cmd> [args]   any command on the chosen Node, e.g. `exec tsx codegen/cli.ts`
import { pathToFileURL } from "node:url";
import { installDependencies } from "./bootstrap/dependencies.mjs";
import { createHost } from "./bootstrap/host.mjs";
import { BootstrapError, selectNode } from "./bootstrap/select-node.mjs";

const QUICKSTART = "examples/quickstart/main.ts";

/**
 * Prepares the machine for one command and runs it.
 *
 * @param {readonly string[]} argv command and its arguments
 * @param {import("./bootstrap/host.mjs").Host} host
 * @returns {Promise<number>} exit code
 */
export async function bootstrap(argv, host) {
  const [command = "", ...args] = argv;
  const plan = planCommand(command, args, host);
  const node = selectNode(host);
  installDependencies(plan.installSet, node, host);
  if (plan.command === undefined) return 0;
  const program = plan.command === "node" ? node.nodePath : plan.command;
  return host.runForeground(program, plan.args ?? [], node.env);
}

/**
 * @typedef {object} Plan
 * @property {import("./bootstrap/dependencies.mjs").InstallSet} installSet
 * @property {string} [command] what to run at the end; "node" means the chosen one
 * @property {readonly string[]} [args] of the command
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("./bootstrap/host.mjs").Host} host
 * @returns {Plan}
 */
function planCommand(command, args, host) {
  switch (command) {
    case "start":
      if (!host.exists(QUICKSTART)) {
        throw new BootstrapError(`${QUICKSTART} is missing: the quick start is not part of this checkout`);
      }
      return { installSet: "start", command: "node", args: ["--import", "tsx", QUICKSTART, ...args] };
    case "test":
      return {
        installSet: "checks",
        command: "node",
        args: ["node_modules/vitest/vitest.mjs", "run", ...args],
      };
    case "ci":
      return { installSet: "checks", command: "node", args: ["scripts/ci.mjs", ...args] };
    case "install":
      return { installSet: "checks" };
    case "exec":
      if (args[0] === undefined) throw new BootstrapError("exec: name the command to run");
      return { installSet: "checks", command: args[0], args: args.slice(1) };
    default:
      throw new BootstrapError(`"${command}" is no command; use start, test, ci, install or exec`);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.exitCode = await bootstrap(process.argv.slice(2), createHost());
  } catch (error) {
    if (!(error instanceof BootstrapError)) throw error;
    console.error(`bootstrap: ${error.message}`);
    process.exitCode = 1;
  }
}
