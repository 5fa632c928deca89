// SPDX-License-Identifier: Apache-2.0
import pc from "picocolors";
import { reportFindings, reportTable } from "../report/text.js";
import { type GenerateReport, runGenerate } from "./run-generate.js";

/** Generates or checks, prints the report and returns the exit code. */
export async function generateCommand(
  root: string,
  options: { readonly check: boolean; readonly json: boolean },
): Promise<number> {
  const report = await runGenerate(root, options);
  const command = options.check ? "check" : "generate";
  const isOk = report.findings.length === 0;
  if (options.json) process.stdout.write(`${JSON.stringify({ command, ok: isOk, ...report }, null, 2)}\n`);
  else if (report.targets.length > 0) process.stdout.write(`${targetTable(report)}\n`);
  if (!isOk) {
    process.stderr.write(`${reportFindings(report.findings, pc)}\n\n${report.findings.length} finding(s)\n`);
  }
  return isOk ? 0 : 1;
}

function targetTable(report: GenerateReport): string {
  const rows = report.targets.map((row) => [
    row.id,
    row.folder,
    String(row.files),
    String(row.lines),
    String(row.changed),
  ]);
  return reportTable(["target", "folder", "files", "lines", "changed"], rows, pc);
}
