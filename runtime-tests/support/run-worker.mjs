// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { HOME } from "./application.mjs";
import { cleanEnvironment, collect } from "./run-process.mjs";

/** How long the runtime may take until it listens. */
const START_LIMIT_MS = 10_000;

/**
 * Bundles the Worker as its platform's tools do; nothing is left for the runtime to resolve.
 *
 * @param {string} application
 */
export async function bundleWorker(application) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: application,
    entryPoints: ["workerd/worker.mjs"],
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    target: "esnext",
    platform: "browser",
    conditions: ["workerd", "worker", "browser"],
    logLevel: "silent",
  });
  return { code: outputFiles[0]?.text ?? "", metafile };
}

/**
 * @typedef {object} Worker
 * @property {string} url
 * @property {() => string} errors what the runtime wrote to its error output
 */

/**
 * Runs `fn` while the runtime listens on a free port.
 *
 * @param {object} options
 * @param {string} options.binary
 * @param {string} options.folder for its files
 * @param {string} options.code of the Worker
 * @param {readonly string[]} options.flags
 * @param {string} options.ingestUrl
 * @param {(worker: Worker) => Promise<void>} fn
 */
export async function withWorker({ binary, folder, code, flags, ingestUrl }, fn) {
  const home = mkdtempSync(join(folder, "worker-"));
  const config = readFileSync(join(HOME, "workerd/config.capnp"), "utf8")
    .replace("COMPATIBILITY_FLAGS", flags.map((flag) => JSON.stringify(flag)).join(", "))
    .replace("INGEST_URL_VALUE", ingestUrl);
  writeFileSync(join(home, "config.capnp"), config);
  writeFileSync(join(home, "worker.js"), code);
  const child = spawn(binary, ["serve", "config.capnp", "--control-fd=3"], {
    cwd: home,
    env: cleanEnvironment(home),
    stdio: ["ignore", "inherit", "pipe", "pipe"],
  });
  const errors = collect(/** @type {import("node:stream").Readable} */ (child.stderr));
  const ended = new Promise((resolve) => child.once("close", resolve));
  try {
    const port = await readPort(child).catch((error) => Promise.reject(new Error(`${error.message}\n${errors()}`)));
    await fn({ url: `http://127.0.0.1:${port}`, errors });
  } finally {
    child.kill("SIGKILL");
    await ended;
  }
}

/** @param {import("node:child_process").ChildProcess} child */
function readPort(child) {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new Error(`workerd did not listen within ${START_LIMIT_MS} ms`)),
      START_LIMIT_MS,
    );
    const settle = (/** @type {() => void} */ then) => {
      clearTimeout(limit);
      then();
    };
    child.once("error", (error) => settle(() => reject(error)));
    child.once("close", (code) => settle(() => reject(new Error(`workerd ended with exit code ${code}`))));
    child.stdio[3]?.on("data", (/** @type {Buffer} */ data) => {
      for (const line of String(data).split("\n")) {
        if (line.includes('"listen"')) settle(() => resolve(JSON.parse(line).port));
      }
    });
  });
}
