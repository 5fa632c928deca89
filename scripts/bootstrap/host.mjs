// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BootstrapError } from "./select-node.mjs";

/**
 * Everything the bootstrap knows of and does to the machine, so that tests can stand in for other platforms.
 * File paths are relative to the repository.
 *
 * @typedef {object} Host
 * @property {string} platform as `process.platform`
 * @property {string} arch as `process.arch`
 * @property {string} nodeVersion of the running Node, without "v"
 * @property {string} nodePath of the running Node
 * @property {string} pathDelimiter between the folders of PATH
 * @property {Readonly<Record<string, string | undefined>>} env
 * @property {(path: string) => string} resolve to an absolute path
 * @property {(path: string) => boolean} exists
 * @property {(path: string) => string | undefined} read
 * @property {(path: string, text: string) => void} write
 * @property {(from: string, to: string) => void} copy
 * @property {(from: string, to: string) => boolean} rename false when the target is there already
 * @property {(path: string) => void} remove
 * @property {(command: string, args: readonly string[], options?: RunOptions) => RunResult} run and wait
 * @property {(command: string, args: readonly string[], env: Environment) => Promise<number>} runForeground
 * @property {(message: string) => void} log to stderr
 */

/** @typedef {Readonly<Record<string, string | undefined>>} Environment */
/** @typedef {{ readonly cwd?: string, readonly env?: Environment, readonly quiet?: boolean }} RunOptions */
/** @typedef {{ readonly status: number, readonly stdout: string }} RunResult */

/**
 * The machine as it is.
 *
 * @returns {Host}
 */
export function createHost() {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  /** @param {string} path */
  const resolve = (path) => join(root, path);
  return {
    platform: process.platform,
    arch: process.arch,
    nodeVersion: process.versions.node,
    nodePath: process.execPath,
    pathDelimiter: process.platform === "win32" ? ";" : ":",
    env: process.env,
    resolve,
    exists: (path) => existsSync(resolve(path)),
    read: (path) => (existsSync(resolve(path)) ? readFileSync(resolve(path), "utf8") : undefined),
    write: (path, text) => {
      mkdirSync(dirname(resolve(path)), { recursive: true });
      writeFileSync(resolve(path), text);
    },
    copy: (from, to) => {
      mkdirSync(dirname(resolve(to)), { recursive: true });
      copyFileSync(resolve(from), resolve(to));
    },
    rename: (from, to) => renameUnlessPresent(resolve(from), resolve(to)),
    remove: (path) => rmSync(resolve(path), { recursive: true, force: true }),
    run: (command, args, options = {}) => runAndWait(command, args, { ...options, cwd: resolve(options.cwd ?? ".") }),
    runForeground: (command, args, env) => runForeground(command, args, { cwd: root, env }),
    log: (message) => console.error(message),
  };
}

/**
 * @param {string} from
 * @param {string} to
 */
function renameUnlessPresent(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (existsSync(to)) return false;
    throw error;
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {RunResult}
 */
function runAndWait(command, args, { cwd, env, quiet = false }) {
  const result = spawnSync(command, args, {
    cwd,
    env: env ?? process.env,
    encoding: "utf8",
    // Everything an install prints goes to stderr, so that a command's own stdout stays clean.
    stdio: ["ignore", quiet ? "pipe" : 2, quiet ? "ignore" : 2],
    shell: needsShell(command),
  });
  return { status: result.status ?? 1, stdout: result.stdout ?? "" };
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: Environment }} options
 * @returns {Promise<number>}
 */
function runForeground(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: "inherit", shell: needsShell(command) });
    // A terminal sends Ctrl-C to the child as well: stay until it has ended.
    const onInterrupt = () => {};
    const onTerminate = () => child.kill("SIGTERM");
    process.on("SIGINT", onInterrupt).on("SIGTERM", onTerminate);
    child.on("error", (error) => reject(explainStart(command, error)));
    child.on("close", (code) => {
      process.off("SIGINT", onInterrupt).off("SIGTERM", onTerminate);
      resolve(code ?? 1);
    });
  });
}

/**
 * @param {string} command
 * @param {NodeJS.ErrnoException} error
 */
function explainStart(command, error) {
  if (error.code !== "ENOENT") return new BootstrapError(`"${command}" cannot be started: ${error.message}`);
  return new BootstrapError(
    `there is no command "${command}"; node and those of node_modules/.bin, such as tsx, tsc, biome and vitest, are there`,
  );
}

/**
 * npm, npx and the commands of packages are .cmd files on Windows, which only a shell runs.
 *
 * @param {string} command
 */
function needsShell(command) {
  return process.platform === "win32" && !/\.exe$/i.test(command);
}
