// SPDX-License-Identifier: Apache-2.0
import { explainFailure, explainSkip } from "../known-deviations.js";
import type { CaseResult } from "../run-case.js";
import type { DriverReport } from "./driver-report.js";

/** A test of the report; `failure` and `skipped` are its messages. */
interface Test {
  readonly suite: string;
  readonly name: string;
  readonly seconds: number;
  readonly failure?: { readonly message: string; readonly text: string };
  readonly skipped?: string;
}

/**
 * The report in the form that CI systems read. A known deviation counts as skipped; what is wrong beside the cases, such as an
 * entry of a case that passes, is a failed test of its own, so that the report fails when the run does.
 */
export function formatJunit(reports: readonly DriverReport[]): string {
  const suites = reports.map((report) => {
    const tests = [...report.results.map((result) => describeCase(report, result)), ...describeProblems(report)];
    const failures = tests.filter(({ failure }) => failure !== undefined).length;
    const skipped = tests.filter((test) => test.skipped !== undefined).length;
    const attributes = `name="${escapeXml(report.name)}" tests="${tests.length}" failures="${failures}" skipped="${skipped}"`;
    const lines = tests.map((test) => formatTest(report.name, test));
    return `  <testsuite ${attributes}>\n${lines.join("\n")}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("\n")}\n</testsuites>\n`;
}

function describeCase({ known, problems }: DriverReport, result: CaseResult): Test {
  const { suite, case: id, transport, outcome, reason, milliseconds } = result;
  const test = { suite, name: `${id} (${transport})`, seconds: milliseconds / 1000 };
  const { isComplete, reasons, uncovered } = explainFailure(known, result);
  const problem = problems.find(({ run }) => run === result);
  if (problem !== undefined && (outcome !== "failed" || isComplete)) {
    return { ...test, failure: { message: problem.text, text: "" } };
  }
  if (outcome === "skipped") return { ...test, skipped: explainSkip(known, result) ?? reason ?? "" };
  if (outcome === "passed") return test;
  if (isComplete) return { ...test, skipped: reasons.map((key) => known.reasons[key]?.text ?? key).join(" ") };
  const lines = uncovered.map(({ path, expected, actual }) => `${path}: expected ${expected}, actual ${actual}`);
  return { ...test, failure: { message: reason ?? lines[0] ?? "", text: lines.join("\n") } };
}

function describeProblems({ problems }: DriverReport): readonly Test[] {
  return problems.flatMap(({ text, run }) => {
    if (run !== undefined) return [];
    return [{ suite: "expectations", name: text, seconds: 0, failure: { message: text, text: "" } }];
  });
}

function formatTest(driver: string, { suite, name, seconds, failure, skipped }: Test): string {
  const open = `    <testcase classname="${escapeXml(`${driver}.${suite}`)}" name="${escapeXml(name)}" time="${seconds.toFixed(3)}"`;
  if (failure !== undefined) {
    return `${open}><failure message="${escapeXml(failure.message)}">${escapeXml(failure.text)}</failure></testcase>`;
  }
  return skipped === undefined ? `${open}/>` : `${open}><skipped message="${escapeXml(skipped)}"/></testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeXml(text: string): string {
  // Characters that XML cannot hold at all become the replacement character.
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
