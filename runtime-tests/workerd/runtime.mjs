// SPDX-License-Identifier: Apache-2.0
/**
 * @typedef {object} WorkerRuntime
 * @property {string} name its folder here
 * @property {readonly string[]} binaries where one of its optional packages has the binary, in its folder
 * @property {readonly { name: string, flags: readonly string[], keepsScope: boolean }[]} variants
 */

/** @type {WorkerRuntime} */
export const runtime = {
  name: "workerd",
  binaries: [
    "node_modules/@cloudflare/workerd-linux-64/bin/workerd",
    "node_modules/@cloudflare/workerd-linux-arm64/bin/workerd",
    "node_modules/@cloudflare/workerd-darwin-arm64/bin/workerd",
  ],
  variants: [
    // Without AsyncLocalStorage a scope lasts until the first await; everything else works.
    { name: "without flags", flags: [], keepsScope: false },
    { name: "nodejs_compat", flags: ["nodejs_compat"], keepsScope: true },
  ],
};
