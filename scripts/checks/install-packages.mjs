// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { SkipCheck } from "./run-check.mjs";
import { ROOT, readManifest } from "./tools.mjs";

/** What every check needs. Naming less would unlink its tools. */
const ALWAYS = ["sigil-sdk", "sigil-sdk-tooling", "sigil-sdk-conformance"];

/** What pnpm says when it reached no registry; anything else, an outdated lock file first of all, is a failure. */
const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_PNPM_META_FETCH_FAIL/;

/**
 * Installs workspace packages that only some checks need, from the frozen lock file.
 *
 * @param {readonly string[]} filters of pnpm
 */
export function installPackages(filters) {
  const selection = [...ALWAYS, ...filters].flatMap((filter) => ["--filter", filter]);
  const args = ["--yes", readManifest().packageManager, "install", "--frozen-lockfile", ...selection];
  const { status, stdout, stderr, error } = spawnSync("npx", args, {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, CI: "true" },
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  const output = `${error?.message ?? ""}${stdout ?? ""}${stderr ?? ""}`;
  const reason = UNREACHABLE.exec(output)?.[0];
  if (reason !== undefined) throw new SkipCheck(`the package registry cannot be reached (${reason})`);
  throw new Error(`pnpm install failed:\n${output}`);
}
