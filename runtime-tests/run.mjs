// SPDX-License-Identifier: Apache-2.0
// Packs the SDK and runs it on every runtime, or on those that are named:
//   node runtime-tests/run.mjs [node22] [node24] [node26] [bun] [deno] [workerd]
// One line per runtime; exit code 1 when one fails. A runtime that is not installed, or not made for this platform, is
// skipped.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { runtime as bun } from "./bun/runtime.mjs";
import { runtime as deno } from "./deno/runtime.mjs";
import { runtime as node22 } from "./node22/runtime.mjs";
import { runtime as node24 } from "./node24/runtime.mjs";
import { runtime as node26 } from "./node26/runtime.mjs";
import { createApplication, HOME, linkPeers, packSdk, SetupError, withWorkspace } from "./support/application.mjs";
import { NODE_CHECKS, PROCESS_CHECKS } from "./support/check-process.mjs";
import { WORKER_CHECKS } from "./support/check-worker.mjs";
import { report, runChecks } from "./support/report.mjs";
import { runtime as workerd } from "./workerd/runtime.mjs";

const RUNTIMES = { node22, node24, node26, bun, deno, workerd };

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(RUNTIMES);
await report(() =>
  withWorkspace(async (workspace) => {
    const applications = createApplications(workspace);
    for (const name of names) await runRuntime(name, applications);
  }),
);

/**
 * @param {string} name
 * @param {ReturnType<typeof createApplications>} applications
 */
async function runRuntime(name, applications) {
  const runtime = RUNTIMES[/** @type {keyof typeof RUNTIMES} */ (name)];
  if (runtime === undefined) throw new SetupError(`no runtime "${name}"; use ${Object.keys(RUNTIMES).join(", ")}`);
  const binary = runtime.binaries.map((path) => join(HOME, name, path)).find((path) => existsSync(path));
  if (binary === undefined) {
    console.log(`SKIP ${name}: not installed for ${process.platform}-${process.arch}`);
    return;
  }
  const label = `${name} (${readVersion(binary)})`;
  if ("variants" in runtime) {
    for (const variant of runtime.variants) {
      await runChecks(`${label} ${variant.name}`, WORKER_CHECKS, { binary, variant, ...applications });
    }
  } else {
    const checks = runtime.isNode ? { ...PROCESS_CHECKS, ...NODE_CHECKS } : PROCESS_CHECKS;
    await runChecks(label, checks, { runtime, binary, ...applications });
  }
}

/** @param {string} folder */
function createApplications(folder) {
  const tarball = packSdk(folder);
  const plain = createApplication({
    tarball,
    folder: join(folder, "plain"),
    packages: ".",
    files: ["program.mjs", "main.mjs", "require.cjs", "workerd/worker.mjs"],
  });
  cpSync(join(HOME, "picks.mjs"), join(plain, "node_modules/sigil-sdk/picks.mjs"));
  const withSdk = createApplication({
    tarball,
    folder: join(folder, "with-sdk"),
    packages: "otel-2",
    files: ["program.mjs", "telemetry.mjs", "otel-2/sdk.mjs"],
  });
  const complete = createApplication({
    folder: join(folder, "complete"),
    tarball,
    packages: ".",
    files: ["entries.mjs"],
  });
  linkPeers(complete);
  return { plain, withSdk, complete };
}

/** @param {string} binary */
function readVersion(binary) {
  const { stdout, error } = spawnSync(binary, ["--version"], { encoding: "utf8" });
  if (error !== undefined) throw error;
  return /\d+[\d.-]*\d/.exec(stdout)?.[0] ?? "unknown version";
}
