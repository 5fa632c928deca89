// SPDX-License-Identifier: Apache-2.0
import Table from "cli-table3";
import pc from "picocolors";
import { explainFailure } from "../known-deviations.js";
import type { CaseResult } from "../run-case.js";
import { type DriverReport, describePackage } from "./driver-report.js";
import { buildMatrix, describeTally } from "./matrix.js";

/** Differences of a case that are shown. */
const SHOWN = 8;

/** The report for people: what failed without a reason, and the matrix. */
export function formatText(reports: readonly DriverReport[]): string {
  return [...reports.map(formatFailures), formatMatrix(reports), ...reports.map(formatSummary)]
    .filter(Boolean)
    .join("\n");
}

function formatFailures({ name, results, known, problems, startError }: DriverReport): string {
  const failed = startError === undefined ? results.filter(({ outcome }) => outcome === "failed") : [];
  return [
    ...failed.flatMap((result) => {
      const { isComplete, uncovered } = explainFailure(known, result);
      return isComplete ? [] : [formatFailure(name, { ...result, differences: uncovered })];
    }),
    ...problems.map(({ text }) => pc.red(`${name}: ${text}`)),
  ].join("\n");
}

function formatFailure(driver: string, { case: id, transport, reason, differences }: CaseResult): string {
  const lines = differences
    .slice(0, SHOWN)
    .map(({ path, expected, actual }) => `    ${path}\n      expected ${expected}\n      actual   ${actual}`);
  const more = differences.length > SHOWN ? [`    and ${differences.length - SHOWN} more`] : [];
  return [
    pc.red(`FAIL ${driver} ${id} (${transport})${reason === undefined ? "" : `: ${reason}`}`),
    ...lines,
    ...more,
  ].join("\n");
}

function formatMatrix(reports: readonly DriverReport[]): string {
  const { columns, rows, totals } = buildMatrix(reports);
  const table = new Table({ head: ["suite", ...columns], style: { head: [], border: [] } });
  for (const { suite, tallies } of rows) table.push([suite, ...tallies.map(describeTally)]);
  table.push(["all", ...totals.map(describeTally)]);
  return table.toString();
}

function formatSummary(report: DriverReport): string {
  const { name, results, problems, isGolden, seconds } = report;
  const count = (outcome: string): number => results.filter((result) => result.outcome === outcome).length;
  const unobserved = results.filter((result) => result.unobserved.length > 0).length;
  const notes = [
    `${count("passed")} passed`,
    `${count("failed")} failed`,
    `${count("skipped")} skipped`,
    ...(unobserved > 0 ? [`${unobserved} compared in part`] : []),
    isGolden ? "from committed captures" : `${seconds.toFixed(1)} s`,
  ];
  const verdict = problems.length === 0 ? pc.green("ok") : pc.red("not as expected");
  return `${name} (${describePackage(report)}): ${notes.join(", ")}: ${verdict}`;
}
