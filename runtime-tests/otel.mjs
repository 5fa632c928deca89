// SPDX-License-Identifier: Apache-2.0
// Packs the SDK and runs it under OpenTelemetry SDKs of both major versions, or of one:
//   node runtime-tests/otel.mjs [otel-2] [otel-3]
// One line per lane; exit code 1 when one fails.
import { join } from "node:path";
import { createApplication, packSdk, readPinned, SetupError, withWorkspace } from "./support/application.mjs";
import { checkLate, checkSpans } from "./support/check-process.mjs";
import { createNodeRuntime } from "./support/node-runtime.mjs";
import { report, runChecks } from "./support/report.mjs";

const LANES = {
  "otel-2": ["@opentelemetry/api", "@opentelemetry/sdk-trace-base", "@opentelemetry/sdk-metrics"],
  "otel-3": ["@opentelemetry/api", "@opentelemetry/sdk-trace", "@opentelemetry/sdk-metrics"],
};

const CHECKS = {
  "whole spans and metric points": checkSpans,
  "providers that come late are used": checkLate,
};

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(LANES);
await report(() =>
  withWorkspace(async (workspace) => {
    const tarball = packSdk(workspace);
    for (const lane of names) await runLane(lane, join(workspace, lane), tarball);
  }),
);

/**
 * @param {string} lane
 * @param {string} folder
 * @param {string} tarball
 */
async function runLane(lane, folder, tarball) {
  const packages = LANES[/** @type {keyof typeof LANES} */ (lane)];
  if (packages === undefined) throw new SetupError(`no lane "${lane}"; use ${Object.keys(LANES).join(", ")}`);
  const files = ["program.mjs", "telemetry.mjs", `${lane}/sdk.mjs`];
  const withSdk = createApplication({ folder, tarball, packages: lane, files });
  const versions = packages.map((name) => `${name.split("/")[1]} ${readPinned(lane, name)}`).join(", ");
  const stage = {
    runtime: createNodeRuntime("node"),
    binary: process.execPath,
    plain: withSdk,
    withSdk,
    complete: withSdk,
  };
  await runChecks(`${lane} (${versions}; node ${process.versions.node})`, CHECKS, stage);
}
