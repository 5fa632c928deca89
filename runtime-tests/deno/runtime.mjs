// SPDX-License-Identifier: Apache-2.0

/** @type {import("../support/node-runtime.mjs").ProcessRuntime} */
export const runtime = {
  name: "deno",
  binaries: [
    "node_modules/@deno/linux-x64-glibc/deno",
    "node_modules/@deno/linux-arm64-glibc/deno",
    "node_modules/@deno/darwin-arm64/deno",
  ],
  // The SDK needs one permission: to reach the ingest. Asking for another one ends the program.
  arguments: [
    "run",
    "--quiet",
    "--no-prompt",
    "--no-lock",
    "--allow-net=127.0.0.1",
    "--node-modules-dir=manual",
    "--v8-flags=--disallow-code-generation-from-strings",
  ],
  // The OpenTelemetry SDK reads its environment variables and asks for the host.
  sdkArguments: ["--allow-env", "--allow-sys"],
  picks: { transport: "transport/fetch.js", storage: "context/async-local-storage.js" },
  // Nothing unrefs a fetch: the request's own deadline bounds it.
  endsDuringRequest: false,
};
