// SPDX-License-Identifier: Apache-2.0
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pc from "picocolors";
import { checkSpec } from "../check-spec.js";
import { baselinePath, diffSpec, type SpecDiff } from "../diff/diff-spec.js";
import { formatSnapshot } from "../diff/format-snapshot.js";
import { type Snapshot, type SnapshotValue, takeSnapshot } from "../diff/snapshot.js";
import { type Finding, sortFindings } from "../findings.js";
import { runBuf } from "../load/buf.js";
import { buildImage } from "../load/build-image.js";
import { imageBaselinePath } from "../load/check-proto.js";
import { readInputs } from "../load/read-inputs.js";
import type { SpecModel } from "../model.js";
import { reportFindings, reportTable } from "../report/text.js";

interface DiffOptions {
  readonly update: boolean;
  readonly json: boolean;
}

/** Compares with the baseline or rewrites it, prints the report and returns the exit code. */
export async function diffCommand(root: string, options: DiffOptions): Promise<number> {
  const [texts, image] = await Promise.all([readInputs(root), buildImage(root)]);
  if (image.bytes === undefined) return fail(image.findings, options);
  const { model, findings } = checkSpec({ texts, image: image.bytes });
  if (findings.length > 0) return fail(findings, options);
  if (options.update) return update(root, model, options);
  const baseline = await readBaseline(root);
  if (baseline === undefined) return fail([missingBaseline], options);
  const diff = diffSpec(baseline, model);
  if (options.json)
    process.stdout.write(
      `${JSON.stringify({ command: "diff", ok: diff.isBumpedEnough, findings: [], diff }, null, 2)}\n`,
    );
  else process.stdout.write(`${reportDiff(diff)}\n`);
  return diff.isBumpedEnough ? 0 : 1;
}

const missingBaseline: Finding = {
  file: baselinePath,
  line: 1,
  column: 1,
  path: "",
  rule: "missing-baseline",
  message: "there is no baseline to compare with",
  fix: "run `npm run codegen -- diff --update`",
};

async function readBaseline(root: string): Promise<Snapshot | undefined> {
  const text = await readFile(join(root, baselinePath), "utf8").catch(() => undefined);
  // Written by `diff --update` below.
  return text === undefined ? undefined : (JSON.parse(text) as Snapshot);
}

async function update(root: string, model: SpecModel, options: DiffOptions): Promise<number> {
  const image = imageBaselinePath(model.proto.package);
  await mkdir(join(root, "spec/baseline"), { recursive: true });
  await writeFile(join(root, baselinePath), formatSnapshot(takeSnapshot(model)));
  const result = await runBuf(["build", "--exclude-source-info", "-o", image], root);
  if (result.exitCode !== 0) throw new Error(`buf build failed: ${result.stderr.trim()}`);
  const written = [baselinePath, image];
  if (options.json)
    process.stdout.write(`${JSON.stringify({ command: "diff", ok: true, findings: [], written }, null, 2)}\n`);
  else process.stdout.write(`baseline is now spec ${model.sdk.spec_version}: ${written.join(", ")}\n`);
  return 0;
}

function fail(findings: readonly Finding[], options: DiffOptions): number {
  const sorted = sortFindings(findings);
  if (options.json)
    process.stdout.write(`${JSON.stringify({ command: "diff", ok: false, findings: sorted }, null, 2)}\n`);
  process.stderr.write(`${reportFindings(sorted, pc)}\n\n${sorted.length} finding(s)\n`);
  return 1;
}

function reportDiff(diff: SpecDiff): string {
  if (diff.changes.length === 0) return `no changes since spec ${diff.from}`;
  const rows = diff.changes.map(({ level, kind, path, before, after }) => [
    level,
    kind,
    path.join(" › "),
    kind === "changed" ? `${short(before)} → ${short(after)}` : "",
  ]);
  const verdict = diff.isBumpedEnough
    ? pc.green(`${diff.level}: ${diff.from} → ${diff.to} is enough`)
    : pc.red(`${diff.level}: spec_version is ${diff.to}, write ${diff.required} or higher`);
  return `${reportTable(["level", "change", "where", "value"], rows, pc)}\n\n${verdict}`;
}

function short(value: SnapshotValue | undefined): string {
  const text = JSON.stringify(value) ?? "";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
