// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The fields of package.json that the checks read.
 *
 * @typedef {{ readonly exports: Readonly<Record<string, string | { readonly types: string, readonly default: string }>>,
 *   readonly peerDependencies: Readonly<Record<string, string>>, readonly packageManager: string }} Manifest
 */

/** @returns {Manifest} */
export function readManifest() {
  return JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
}

/**
 * The public code entries in the order of package.json: `.` has the name "index", `./local` "local".
 *
 * @returns {{ subpath: string, name: string, types: string, file: string }[]}
 */
export function listEntries() {
  return Object.entries(readManifest().exports).flatMap(([subpath, target]) =>
    typeof target === "string"
      ? []
      : [
          {
            subpath,
            name: subpath === "." ? "index" : subpath.slice(2).replaceAll("/", "-"),
            types: join(ROOT, target.types),
            file: join(ROOT, target.default),
          },
        ],
  );
}

/** Ends with an instruction when `npm run build` has not been run. */
export function requireBuild() {
  const missing = listEntries().filter((entry) => !existsSync(entry.file));
  if (missing.length > 0) {
    throw new CheckError(`not built: ${missing.map((entry) => entry.subpath).join(", ")}; run npm run build first`);
  }
}

/** A finding: its message is the whole explanation. */
export class CheckError extends Error {}

/**
 * Runs a tool of node_modules/.bin, or any command, to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, capture?: boolean }} [options]
 * @returns {string} its output when captured
 */
export function runTool(command, args, { cwd = ROOT, capture = false } = {}) {
  const result = spawnSync(command, args, {
    cwd,
    env: { ...process.env, PATH: [join(ROOT, "node_modules/.bin"), process.env.PATH].join(delimiter) },
    encoding: "utf8",
    stdio: ["ignore", capture ? "pipe" : "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (result.status !== 0) throw new CheckError(`${command} failed${result.error ? `: ${result.error.message}` : ""}`);
  return result.stdout ?? "";
}

/**
 * Runs a script's main function; a finding ends it with exit code 1 and its message alone.
 *
 * @param {() => void | Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof CheckError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
