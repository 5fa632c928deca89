// SPDX-License-Identifier: Apache-2.0
import { STEPS } from "./case.mjs";

/**
 * The answer to `hello`.
 *
 * @param {import("./run-driver.mjs").Sdk} sdk
 */
export function describeSdk(sdk) {
  return {
    protocol: 1,
    driver: "typescript",
    identity: "js",
    package: "sigil-sdk",
    version: sdk.version,
    ops: ["enter_context", "leave_context", ...Object.keys(STEPS)],
    observes: ["counts", "waits_ms", "warnings", "flush_report", "self_metrics"],
  };
}
