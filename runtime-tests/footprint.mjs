// SPDX-License-Identifier: Apache-2.0
// Installs the packed SDK with its one required peer, as an application does, measures what that adds, and runs the
// program from there: `node runtime-tests/footprint.mjs`. Prints SKIP when the package registry cannot be reached.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HOME, packSdk, readPinned, SetupError, withWorkspace } from "./support/application.mjs";
import { checkProgram } from "./support/check-program.mjs";
import { withIngest } from "./support/ingest.mjs";
import { report, runChecks } from "./support/report.mjs";
import { runProcess } from "./support/run-process.mjs";

const MAX_PACKAGES = 2;
const MAX_BYTES = 3_000_000;

/** What npm says when it reached no registry; anything else is a failure of the package. */
const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED/;

/** Makes code from strings, which some runtimes refuse. */
const CODE_FROM_STRINGS = /\beval\s*\(|\bnew Function\b/;

await report(() => withWorkspace(checkFootprint));

/** @param {string} workspace */
async function checkFootprint(workspace) {
  const application = join(workspace, "application");
  const problem = install(application, packSdk(workspace));
  if (problem !== undefined) return console.log(`SKIP install footprint: ${problem}`);
  const packages = listPackages(join(application, "node_modules"));
  const bytes = packages.reduce((sum, entry) => sum + entry.bytes, 0);
  const parts = packages.map((entry) => `${entry.name} ${entry.bytes} B in ${entry.files} files`).join(", ");
  console.log(`install footprint: ${packages.length} packages, ${bytes} B (${parts})`);
  await runChecks(
    "install footprint",
    {
      "few packages": () => assert.ok(packages.length <= MAX_PACKAGES, `more than ${MAX_PACKAGES} packages`),
      "few bytes": () => assert.ok(bytes <= MAX_BYTES, `${bytes} B are more than ${MAX_BYTES} B`),
      "no code from strings": checkNoEval,
      "the program runs from there": checkRuns,
    },
    application,
  );
}

/**
 * @param {string} application
 * @param {string} tarball
 * @returns {string | undefined} why nothing could be installed
 */
function install(application, tarball) {
  mkdirSync(application);
  writeFileSync(join(application, "package.json"), '{ "type": "module" }\n');
  const api = `@opentelemetry/api@${readPinned(".", "@opentelemetry/api")}`;
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline"];
  const installed = runNpm(["install", ...options, tarball, api], application);
  if (installed.status === 0) return undefined;
  // Without a registry npm takes the missing package for a conflict; asking for it alone tells the reason.
  const asked = runNpm(["view", api, "version"], application);
  const reason = asked.status === 0 ? undefined : UNREACHABLE.exec(asked.stderr)?.[0];
  if (reason !== undefined) return `the package registry cannot be reached (${reason})`;
  throw new SetupError(`npm install failed: ${installed.stderr}`);
}

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function runNpm(args, cwd) {
  return spawnSync("npm", args, { cwd, encoding: "utf8", timeout: 120_000, shell: process.platform === "win32" });
}

/**
 * @param {string} folder a node_modules
 * @returns {{ name: string, bytes: number, files: number }[]}
 */
function listPackages(folder) {
  return readdirSync(folder)
    .filter((name) => !name.startsWith("."))
    .flatMap((name) =>
      name.startsWith("@")
        ? listPackages(join(folder, name)).map((entry) => ({ ...entry, name: `${name}/${entry.name}` }))
        : { name, ...measure(join(folder, name)) },
    );
}

/**
 * Sizes of files; what a file system adds to them differs from machine to machine.
 *
 * @param {string} folder
 */
function measure(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = entries.reduce((sum, entry) => sum + lstatSync(join(entry.parentPath, entry.name)).size, 0);
  return { bytes, files: entries.length };
}

/** @param {string} application */
function checkNoEval(application) {
  const home = join(application, "node_modules/sigil-sdk/dist");
  const files = readdirSync(home, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
  assert.deepEqual(
    files.filter((file) => CODE_FROM_STRINGS.test(readFileSync(join(home, file), "utf8"))),
    [],
  );
}

/** @param {string} application */
async function checkRuns(application) {
  for (const file of ["program.mjs", "main.mjs"]) cpSync(join(HOME, file), join(application, file));
  await withIngest(async (ingest) => {
    const startedAt = new Date();
    const { stdout } = await runProcess(process.execPath, ["main.mjs", ingest.httpUrl], { cwd: application });
    checkProgram(JSON.parse(stdout), ingest, { failedBetween: [startedAt, new Date()] });
  });
}
