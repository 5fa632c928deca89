// SPDX-License-Identifier: Apache-2.0

/** @type {import("../support/node-runtime.mjs").ProcessRuntime} */
export const runtime = {
  name: "bun",
  binaries: [
    "node_modules/@oven/bun-linux-x64/bin/bun",
    "node_modules/@oven/bun-linux-aarch64/bin/bun",
    "node_modules/@oven/bun-darwin-aarch64/bin/bun",
  ],
  arguments: ["run"],
  picks: { transport: "transport/fetch.js", storage: "context/async-local-storage.js" },
  // Nothing unrefs a fetch: the request's own deadline bounds it.
  endsDuringRequest: false,
};
