// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { BootstrapError } from "./select-node.mjs";

/** Written after an install; says what is in node_modules. */
const STAMP = "node_modules/.bootstrap-stamp.json";

/**
 * Workspace packages to install per set. Other private packages (benchmark peers, framework lanes) are installed
 * by those who run them.
 */
const PACKAGES = {
  start: ["sigil-sdk"],
  checks: ["sigil-sdk", "sigil-sdk-tooling", "sigil-sdk-conformance"],
};

/** @typedef {keyof typeof PACKAGES} InstallSet */

/**
 * Installs a set of packages from the frozen lock file, unless the last install was the same or larger.
 *
 * @param {InstallSet} set
 * @param {import("./select-node.mjs").SelectedNode} node
 * @param {import("./host.mjs").Host} host
 */
export function installDependencies(set, node, host) {
  const key = hashInputs(node, host);
  const stamp = readStamp(host);
  if (stamp?.key === key && (stamp.set === set || stamp.set === "checks")) return;

  // Widening a set keeps what is there; never narrow it, or the next `npm test` would install again.
  const wanted = stamp?.set === "checks" ? "checks" : set;
  const pnpm = readPnpmVersion(host);
  host.log(`bootstrap: installing dependencies with ${pnpm} (${PACKAGES[wanted].join(", ")})`);
  host.remove(STAMP);
  const filters = PACKAGES[wanted].flatMap((name) => ["--filter", name]);
  const args = ["--yes", pnpm, "install", "--frozen-lockfile", ...filters];
  const { status } = host.run("npx", args, { env: { ...node.env, CI: "true" } });
  if (status !== 0) throw new BootstrapError("installing the dependencies failed (see above)");
  host.write(STAMP, `${JSON.stringify({ key, set: wanted })}\n`);
}

/**
 * @param {import("./select-node.mjs").SelectedNode} node
 * @param {import("./host.mjs").Host} host
 */
function hashInputs(node, host) {
  const hash = createHash("sha256").update(`${host.platform} ${host.arch} ${node.version}`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json", "tooling/package.json"]) {
    hash.update(`\0${file}\0${host.read(file) ?? ""}`);
  }
  return hash.digest("hex");
}

/**
 * @param {import("./host.mjs").Host} host
 * @returns {{ key?: unknown, set?: unknown } | undefined}
 */
function readStamp(host) {
  try {
    return JSON.parse(host.read(STAMP) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * The `packageManager` field, e.g. `pnpm@12.21.0`.
 *
 * @param {import("./host.mjs").Host} host
 */
function readPnpmVersion(host) {
  const { packageManager } = JSON.parse(host.read("package.json") ?? "{}");
  if (!/^pnpm@\d+\.\d+\.\d+$/.test(packageManager ?? "")) {
    throw new BootstrapError(`package.json: packageManager "${packageManager}" is no exact pnpm version`);
  }
  return /** @type {string} */ (packageManager);
}
