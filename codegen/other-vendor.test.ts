// SPDX-License-Identifier: Apache-2.0
// An SDK that is generated with another vendor prefix has to be a whole, passing SDK: every scenario runs against it.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { checkSpec } from "./check-spec.js";
import { generate } from "./generate.js";
import { readSpecInput } from "./load-model.js";
import { repositoryRoot } from "./root.js";
import { swap } from "./testing/edits.js";

const run = promisify(execFile);
/** What the scenarios need beside generated files. */
const COPIED = [
  "src",
  "conformance",
  "codegen",
  "spec",
  "proto",
  "proto-otlp",
  "buf.yaml",
  "buf.gen.yaml",
  "generated/proto",
  "package.json",
  "tsconfig.json",
  "vitest.config.ts",
  "fast-check.config.ts",
];

it("passes every scenario under the prefix acme", { timeout: 180_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "other-vendor-"));
  try {
    await copyRepository(folder);
    await generateInto(folder, "acme");
    const report = await runScenarios(folder);
    const failed = report.testResults
      .flatMap((file) => file.assertionResults)
      .filter((test) => test.status === "failed");
    expect(failed.map((test) => test.fullName)).toEqual([]);
    expect(report.numPassedTests).toBeGreaterThan(900);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** The part of vitest's JSON report that is read. */
interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

async function runScenarios(folder: string): Promise<Report> {
  const vitest = join(folder, "node_modules/vitest/vitest.mjs");
  const output = join(folder, "report.json");
  const suites = ["conformance/in-process/written", "conformance/in-process/derived"];
  const args = [vitest, "run", ...suites, "--reporter=json", `--outputFile=${output}`, "--root", folder];
  // A failing run exits with 1; what failed is in the report.
  await run(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 26 }).catch(() => undefined);
  return JSON.parse(await readFile(output, "utf8")) as Report;
}

async function copyRepository(folder: string): Promise<void> {
  for (const path of COPIED) await cp(join(repositoryRoot, path), join(folder, path), { recursive: true });
  await symlink(join(repositoryRoot, "node_modules"), join(folder, "node_modules"));
}

async function generateInto(folder: string, vendor: string): Promise<void> {
  const input = await readSpecInput();
  const texts = {
    ...input.texts,
    "spec/sdk.yaml": swap("vendor: sigil", `vendor: ${vendor}`)(input.texts["spec/sdk.yaml"] ?? ""),
  };
  const files = generate(checkSpec({ ...input, texts }).model).filter((file) =>
    /^generated\/(ts|fixtures)\//.test(file.path),
  );
  for (const file of files) {
    await mkdir(dirname(join(folder, file.path)), { recursive: true });
    await writeFile(join(folder, file.path), file.text);
  }
}
