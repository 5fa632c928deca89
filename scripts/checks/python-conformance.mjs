// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand, SkipCheck } from "./run-check.mjs";
import { ROOT } from "./tools.mjs";

const HOME = "conformance/drivers/python";

/** Exit code of setup.sh when the package index cannot be reached. */
const UNREACHABLE = 3;

/**
 * Runs the suite against the published Python packages. Where they cannot be installed, their committed captures are judged
 * in their place, which still notices a case that expects something else than before; where they can, the captures must be
 * those of the packages.
 */
export function checkPython() {
  const problem = installPackages();
  const versions = readFileSync(join(ROOT, HOME, "versions.txt"), "utf8")
    .trim()
    .split("\n");
  const drivers = versions.map((version) => `python-${version}`);
  /** @type {[string, ...string[]]} */
  const suite = ["tsx", "conformance/runner/cli.ts", "--driver", ...drivers];
  if (problem === undefined) {
    for (const version of versions) checkDescriptors(version);
    return runCommand([...suite, "--check-golden"]);
  }
  runCommand([...suite, "--golden"]);
  throw new SkipCheck(`${problem}; the committed captures give the expected results`);
}

/** @returns {string | undefined} why the packages cannot be installed */
function installPackages() {
  const { status, stderr, error } = spawnSync("bash", [join(HOME, "setup.sh")], { cwd: ROOT, encoding: "utf8" });
  if (error !== undefined) return `there is no bash (${error.message})`;
  if (status === 0) return undefined;
  if (status === UNREACHABLE) return "the Python package index cannot be reached";
  if (/python3?: (command )?not found|ensurepip is not available/.test(stderr)) return "there is no Python with venv";
  throw new Error(`${HOME}/setup.sh failed:\n${stderr}`);
}

/**
 * The descriptors that the tests compare with our proto files are those of the packages.
 *
 * @param {string} version
 */
function checkDescriptors(version) {
  const python = join(HOME, ".venv", version, "bin/python");
  const dumped = runCommand([python, "-B", join(HOME, "dump_descriptors.py")]);
  const committed = readFileSync(join(ROOT, `conformance/golden/descriptors-${version}.json`), "utf8");
  if (dumped.trim() !== committed.trim())
    throw new Error(`conformance/golden/descriptors-${version}.json is out of date`);
}
