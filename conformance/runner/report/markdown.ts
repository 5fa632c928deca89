// SPDX-License-Identifier: Apache-2.0
import { explainFailure, explainSkip } from "../known-deviations.js";
import { type DriverReport, describePackage } from "./driver-report.js";
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

function formatDriver(report: DriverReport, heading: string): readonly string[] {
  const { name, results, known, problems, startError } = report;
  const title = `${heading} ${name}: ${describePackage(report)}`;
  if (startError !== undefined) return ["", title, "", `It cannot be run: ${startError.message}`];
  const explained = results.filter((result) => result.outcome === "failed" && explainFailure(known, result).isComplete);
  const skipped = results.filter(({ outcome }) => outcome === "skipped");
  const unobserved = [...new Set(results.flatMap((result) => result.unobserved))].sort();
  if (explained.length + skipped.length + unobserved.length + problems.length === 0) {
    return ["", title, "", `All ${results.length} runs pass, and everything that the cases speak of is compared.`];
  }
  return [
    "",
    title,
    ...(unobserved.length === 0
      ? []
      : ["", `Not visible in this package, hence not compared: ${unobserved.join(", ")}.`]),
    ...(problems.length === 0 ? [] : ["", `${heading}# Not as expected`, "", ...describeProblems(problems)]),
    ...(explained.length === 0 ? [] : ["", `${heading}# How it differs`, "", ...describeDeviations(explained, known)]),
    ...(skipped.length === 0 ? [] : ["", `${heading}# What it cannot run`, "", ...describeSkips(skipped, known)]),
  ];
}

type Results = DriverReport["results"];

/** Cases without an explanation in one line, then everything else that is wrong. */
function describeProblems(problems: DriverReport["problems"]): readonly string[] {
  const cases = new Set(problems.flatMap(({ run }) => (run === undefined ? [] : [run.case])));
  const others = problems.filter(({ run }) => run === undefined);
  return [
    ...(cases.size === 0 ? [] : [`- Not explained. ${listCases(cases)}`]),
    ...others.map(({ text }) => `- ${text}`),
  ];
}

function describeDeviations(explained: Results, known: DriverReport["known"]): readonly string[] {
  const byReason = new Map<string, Set<string>>();
  for (const result of explained) {
    for (const id of explainFailure(known, result).reasons) {
      const text = known.reasons[id]?.text ?? id;
      byReason.set(text, (byReason.get(text) ?? new Set()).add(result.case));
    }
  }
  return [...byReason]
    .sort(([, left], [, right]) => right.size - left.size)
    .map(([text, cases]) => `- ${text.trim()} ${listCases(cases)}`);
}

function describeSkips(skipped: Results, known: DriverReport["known"]): readonly string[] {
  const byReason = new Map<string, Set<string>>();
  for (const result of skipped) {
    const text = explainSkip(known, result) ?? `${result.reason}:`;
    byReason.set(text, (byReason.get(text) ?? new Set()).add(result.case));
  }
  return [...byReason].sort().map(([text, cases]) => `- ${text.trim()} ${listCases(cases)}`);
}

function listCases(cases: ReadonlySet<string>): string {
  return [...cases]
    .sort()
    .map((id) => `\`${id}\``)
    .join(", ");
}
