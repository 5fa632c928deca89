// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";

/** What the runtimes of this folder have: a home for caches that is thrown away, no proxy, no options from outside. */
const KEPT_VARIABLES = ["PATH", "SystemRoot", "LANG"];

/**
 * @typedef {object} Ended
 * @property {string} stdout
 * @property {number} totalMs from start to exit
 * @property {number} lingerMs from the last output to exit: how long something kept the process alive for nothing
 */

/**
 * Runs a program to its own end; one that does not end within the limit is killed and fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, limitMs?: number }} options
 * @returns {Promise<Ended>}
 */
export function runProcess(command, args, { cwd, limitMs = 20_000 }) {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    let lastOutputAt = startedAt;
    let isTooLate = false;
    const child = spawn(command, args, { cwd, env: cleanEnvironment(cwd), stdio: ["ignore", "pipe", "pipe"] });
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    child.stdout.on("data", () => {
      lastOutputAt = performance.now();
    });
    const limit = setTimeout(() => {
      isTooLate = true;
      child.kill("SIGKILL");
    }, limitMs);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(limit);
      const endedAt = performance.now();
      const problem = isTooLate ? `did not end within ${limitMs} ms` : `ended with ${signal ?? `exit code ${code}`}`;
      if (code !== 0) reject(new Error(`${problem}\n${stdout()}${stderr()}`));
      else resolve({ stdout: stdout(), totalMs: endedAt - startedAt, lingerMs: endedAt - lastOutputAt });
    });
  });
}

/** @param {string} home */
export function cleanEnvironment(home) {
  const kept = KEPT_VARIABLES.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(kept), HOME: home, NO_COLOR: "1" };
}

/**
 * @param {import("node:stream").Readable} stream
 * @returns {() => string} what it has given so far
 */
export function collect(stream) {
  let text = "";
  stream.setEncoding("utf8").on("data", (part) => {
    text += part;
  });
  return () => text;
}
