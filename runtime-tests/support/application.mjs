// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** This folder. */
export const HOME = fileURLToPath(new URL("..", import.meta.url));

/** Ends a run with an instruction instead of a stack. */
export class SetupError extends Error {}

/**
 * Runs `fn` with a folder that is removed afterwards.
 *
 * @param {(folder: string) => Promise<void>} fn
 */
export async function withWorkspace(fn) {
  const folder = mkdtempSync(join(tmpdir(), "sigil-sdk-runtimes-"));
  try {
    await fn(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Packs what `npm run build` made as it would be published.
 *
 * @param {string} folder
 * @returns {string} path of the tarball
 */
export function packSdk(folder) {
  if (!existsSync(join(ROOT, "dist/src/index.js"))) throw new SetupError("not built: run npm run build first");
  const args = ["pack", "--json", "--ignore-scripts", "--loglevel=error", "--pack-destination", folder];
  // npm 12 answers with an object by package name, older ones with an array.
  const [{ filename }] = Object.values(JSON.parse(run("npm", args, ROOT)));
  return join(folder, filename);
}

/**
 * An application with the packed SDK and OpenTelemetry packages of one workspace package, which the frozen lock file
 * pins. The SDK is unpacked, not linked: a link would let it find this repository's own packages.
 *
 * @param {object} options
 * @param {string} options.folder to make
 * @param {string} options.tarball
 * @param {string} options.packages folder of this one whose OpenTelemetry packages are used
 * @param {readonly string[]} options.files of this folder to copy, to their base names unless in a folder
 */
export function createApplication({ folder, tarball, packages, files }) {
  const scope = join(HOME, packages, "node_modules/@opentelemetry");
  if (!existsSync(scope)) {
    throw new SetupError(`runtime-tests/${packages} is not installed: run pnpm install --filter "./runtime-tests/**"`);
  }
  const home = join(folder, "node_modules/sigil-sdk");
  mkdirSync(home, { recursive: true });
  run("tar", ["-xzf", tarball, "--strip-components=1", "-C", home], folder);
  symlinkSync(scope, join(folder, "node_modules/@opentelemetry"), "junction");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  for (const file of files) cpSync(join(HOME, file), join(folder, file.replace(/^otel-\d\//, "")));
  return folder;
}

/**
 * Gives an application the SDK's other peers, from this repository's own packages.
 *
 * @param {string} application
 */
export function linkPeers(application) {
  const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  for (const name of Object.keys(peerDependencies)) {
    const link = join(application, "node_modules", name);
    const installed = join(ROOT, "node_modules", name);
    if (existsSync(link) || !existsSync(installed)) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(installed, link, "junction");
  }
}

/**
 * Version of a package as one of the packages here pins it.
 *
 * @param {string} folder
 * @param {string} name
 * @returns {string}
 */
export function readPinned(folder, name) {
  return JSON.parse(readFileSync(join(HOME, folder, "package.json"), "utf8")).dependencies[name];
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function run(command, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new SetupError(`${command} failed: ${error?.message ?? stderr}`);
  return stdout;
}
