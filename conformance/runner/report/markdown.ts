// SPDX-License-Identifier: Apache-2.0
import { findReasons } from "../known-deviations.js";
import type { DriverReport } from "./driver-report.js";
import { buildMatrix, describeTally } from "./matrix.js";

/**
 * The report as Markdown: the matrix, and for each driver what it skips and how it differs, every failing case named.
 * `heading` is the mark of the drivers' headings.
 */
export function formatMarkdown(reports: readonly DriverReport[], heading = "##"): string {
  const { columns, rows, totals } = buildMatrix(reports);
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const matrix = [
    line(["suite", ...columns]),
    line(["---", ...columns.map(() => "---")]),
    ...rows.map(({ suite, tallies }) => line([suite, ...tallies.map(describeTally)])),
    line(["**all**", ...totals.map(describeTally)]),
  ];
  return [...matrix, ...reports.flatMap((report) => formatDriver(report, heading)), ""].join("\n");
}

function formatDriver({ name, hello, results, known }: DriverReport, heading: string): readonly string[] {
  const failed = results.filter(({ outcome }) => outcome === "failed");
  const skipped = results.filter(({ outcome }) => outcome === "skipped");
  const unobserved = [...new Set(results.flatMap((result) => result.unobserved))].sort();
  const title = `${heading} ${name}: ${hello.package} ${hello.version}`;
  if (failed.length + skipped.length + unobserved.length === 0) {
    return ["", title, "", `All ${results.length} runs pass, and everything that the cases speak of is compared.`];
  }
  return [
    "",
    title,
    ...(unobserved.length === 0
      ? []
      : ["", `Not visible in this package, hence not compared: ${unobserved.join(", ")}.`]),
    ...(failed.length === 0 ? [] : ["", `${heading}# How it differs`, "", ...describeDeviations(failed, known)]),
    ...(skipped.length === 0 ? [] : ["", `${heading}# What it cannot run`, "", ...describeSkips(skipped)]),
  ];
}

type Results = DriverReport["results"];

function describeDeviations(failed: Results, known: DriverReport["known"]): readonly string[] {
  const byReason = new Map<string, Set<string>>();
  for (const result of failed) {
    for (const reason of findReasons(known, result) ?? ["unexplained"]) {
      const text = known.reasons[reason] ?? "Not explained.";
      byReason.set(text, (byReason.get(text) ?? new Set()).add(result.case));
    }
  }
  return [...byReason]
    .sort(([, left], [, right]) => right.size - left.size)
    .map(([text, cases]) => `- ${text.trim()} ${listCases(cases)}`);
}

function describeSkips(skipped: Results): readonly string[] {
  const byReason = new Map<string, Set<string>>();
  for (const { reason = "", case: id } of skipped) byReason.set(reason, (byReason.get(reason) ?? new Set()).add(id));
  return [...byReason].sort().map(([reason, cases]) => `- ${reason}: ${listCases(cases)}`);
}

function listCases(cases: ReadonlySet<string>): string {
  return [...cases]
    .sort()
    .map((id) => `\`${id}\``)
    .join(", ");
}
