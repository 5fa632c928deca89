// SPDX-License-Identifier: Apache-2.0
// Compiles src/ and generated/ts/ into dist/, and puts the protobuf code, which is JavaScript already, beside it. Does nothing
// when dist/ is what came of the present sources; --force builds all the same.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hashFiles } from "./checks/hash-files.mjs";
import { ROOT, requireBuild, runMain, runTool } from "./checks/tools.mjs";

const PROTO = "generated/proto";
const SOURCES = [
  "src",
  "generated/ts",
  PROTO,
  "scripts/build.mjs",
  "tsconfig.json",
  "tsconfig.build.json",
  "package.json",
  "pnpm-lock.yaml",
];

/** What the last build was made of and what came of it; beside the packages, as dist/ is published as it is. */
const STAMP = join(ROOT, "node_modules/.cache/sigil-sdk/build.json");

function readState() {
  return JSON.stringify({ sources: hashFiles(ROOT, SOURCES), dist: hashFiles(ROOT, ["dist"]) });
}

function isFresh() {
  return existsSync(STAMP) && readFileSync(STAMP, "utf8") === readState();
}

function build() {
  // Beside dist/ and at the same depth, so that whoever runs from dist/ meanwhile always finds a whole one.
  const next = `.dist-${process.pid}`;
  const last = `${next}-last`;
  try {
    runTool("tsc", ["-p", "tsconfig.build.json", "--outDir", next]);
    if (existsSync(join(ROOT, PROTO))) cpSync(join(ROOT, PROTO), join(ROOT, next, PROTO), { recursive: true });
    if (existsSync(join(ROOT, "dist"))) renameSync(join(ROOT, "dist"), join(ROOT, last));
    renameSync(join(ROOT, next), join(ROOT, "dist"));
  } finally {
    for (const folder of [next, last]) rmSync(join(ROOT, folder), { recursive: true, force: true });
  }
}

await runMain(() => {
  if (!process.argv.includes("--force") && isFresh()) return;
  build();
  requireBuild();
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, readState());
});
