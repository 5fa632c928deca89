// SPDX-License-Identifier: Apache-2.0
import { installPackages } from "./install-packages.mjs";
import { checkPython } from "./python-conformance.mjs";
import { checkCodegenLeavesTree, checkStartInFreshCopy } from "./working-tree.mjs";

const node = process.execPath;
const built = ["dist/src/index.js"];
const captures = "conformance/.captures/typescript.json.gz";
const runtimeTests = ["dist/src/index.js", "runtime-tests/node_modules"];
/** Private packages that only checks below need; one call, since an install unlinks what it does not name. */
const workspaces = ["./bench", "./provider-tests/**", "./runtime-tests/**"];
const providerTests = ["--config", "provider-tests/vitest.config.ts"];
const newest = "provider-tests/newest/node_modules";
const floor = "provider-tests/floor/node_modules";

/**
 * The checks beside the tests, in the order they run; later ones use what `build` made.
 *
 * @type {readonly import("./run-check.mjs").Check[]}
 */
export const CHECKS = [
  { name: "codegen is up to date", run: ["tsx", "codegen/cli.ts", "--check"], needs: ["codegen/cli.ts"] },
  { name: "codegen leaves the tree as it is", run: checkCodegenLeavesTree, needs: ["codegen/cli.ts"] },
  { name: "spec version fits the changes", run: ["tsx", "codegen/cli.ts", "diff"], needs: ["spec/baseline/spec.json"] },
  { name: "lint and format", run: ["biome", "ci", "--colors=off", "--error-on-warnings", "."] },
  { name: "types", run: ["tsc", "-p", "tsconfig.json"], needs: ["src"] },
  { name: "types of scripts", run: ["tsc", "-p", "scripts"] },
  { name: "knip", run: ["knip"], needs: ["src"] },
  { name: "build", run: [node, "scripts/build.mjs"], needs: ["src"] },
  { name: "api reports", run: [node, "scripts/api-reports.mjs"], needs: ["src"] },
  { name: "packed files", run: [node, "scripts/pack-check.mjs", "files"], needs: ["src"] },
  { name: "packed links", run: [node, "scripts/pack-check.mjs", "links"], needs: ["src"] },
  { name: "publint", run: [node, "scripts/pack-check.mjs", "publint"], needs: ["src"] },
  { name: "attw (esm-only)", run: [node, "scripts/pack-check.mjs", "attw"], needs: ["src"] },
  { name: "packed entries import", run: [node, "scripts/pack-check.mjs", "imports"], needs: ["src"] },
  { name: "packed types compile", run: [node, "scripts/pack-check.mjs", "types"], needs: ["src"] },
  { name: "gzip size", run: [node, "scripts/size-check.mjs"], needs: ["src"], verbose: true },
  {
    name: "conformance over HTTP and gRPC",
    run: ["tsx", "conformance/runner/cli.ts", "--save-captures", "conformance/.captures"],
    needs: built,
    verbose: true,
  },
  {
    name: "conformance kill rate",
    run: ["tsx", "conformance/kill-rate/cli.ts", "--captures", captures],
    needs: [captures],
  },
  {
    name: "conformance mutants",
    run: ["tsx", "conformance/mutants/cli.ts"],
    needs: built,
  },
  {
    name: "docs/conformance.md is up to date",
    run: ["tsx", "conformance/docs/cli.ts", "--check", "--captures", captures],
    needs: [captures],
  },
  { name: "conformance of the Python package", run: checkPython, needs: ["conformance/drivers/python"], verbose: true },
  { name: "install bench, provider-tests and runtime-tests", run: () => installPackages(workspaces) },
  { name: "types of bench", run: ["tsc", "-p", "bench"], needs: ["bench/node_modules"] },
  { name: "types of runtime-tests", run: ["tsc", "-p", "runtime-tests"], needs: ["runtime-tests/node_modules"] },
  { name: "types of provider-tests, newest packages", run: ["tsc", "-p", "provider-tests"], needs: [newest] },
  {
    name: "types of provider entries, oldest packages",
    run: ["tsc", "-p", "provider-tests/tsconfig.floor.json"],
    needs: [floor],
  },
  {
    name: "packed types compile with the providers' packages",
    run: [node, "scripts/pack-check.mjs", "provider-types"],
    needs: ["dist/src/index.js", newest],
  },
  { name: "provider packages", run: ["vitest", "run", ...providerTests], needs: [newest, floor] },
  { name: "packed SDK on runtimes", run: [node, "runtime-tests/run.mjs"], needs: runtimeTests, verbose: true },
  { name: "packed SDK under OpenTelemetry", run: [node, "runtime-tests/otel.mjs"], needs: runtimeTests, verbose: true },
  { name: "install footprint", run: [node, "runtime-tests/footprint.mjs"], needs: runtimeTests, verbose: true },
  { name: "conformance archive", run: ["tsx", "conformance/archive/check.ts"], needs: built, verbose: true },
  { name: "npm start", run: ["npm", "start"], needs: ["examples/quickstart/main.ts"] },
  { name: "npm start in a fresh copy", run: checkStartInFreshCopy, needs: ["examples/quickstart/main.ts"] },
];
