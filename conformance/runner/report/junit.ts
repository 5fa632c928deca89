// SPDX-License-Identifier: Apache-2.0
import { findReasons } from "../known-deviations.js";
import type { CaseResult } from "../run-case.js";
import type { DriverReport } from "./driver-report.js";

/** The report in the form that CI systems read. A known deviation counts as skipped. */
export function formatJunit(reports: readonly DriverReport[]): string {
  const suites = reports.map((report) => {
    const cases = report.results.map((result) => formatCase(report, result));
    const count = (outcome: string): number => report.results.filter((result) => result.outcome === outcome).length;
    const attributes = `name="${escapeXml(report.name)}" tests="${cases.length}" failures="${count("failed")}" skipped="${count("skipped")}"`;
    return `  <testsuite ${attributes}>\n${cases.join("\n")}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("\n")}\n</testsuites>\n`;
}

function formatCase({ name, known }: DriverReport, result: CaseResult): string {
  const { suite, case: id, transport, outcome, reason, differences, milliseconds } = result;
  const open = `    <testcase classname="${escapeXml(`${name}.${suite}`)}" name="${escapeXml(`${id} (${transport})`)}" time="${(milliseconds / 1000).toFixed(3)}"`;
  if (outcome === "passed") return `${open}/>`;
  const reasons = outcome === "failed" ? findReasons(known, result) : undefined;
  if (outcome === "skipped" || reasons !== undefined) {
    const text = reasons?.map((key) => known.reasons[key] ?? key).join(" ") ?? reason ?? "";
    return `${open}><skipped message="${escapeXml(text)}"/></testcase>`;
  }
  const lines = differences.map(({ path, expected, actual }) => `${path}: expected ${expected}, actual ${actual}`);
  return `${open}><failure message="${escapeXml(reason ?? lines[0] ?? "")}">${escapeXml(lines.join("\n"))}</failure></testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeXml(text: string): string {
  // Characters that XML cannot hold at all become the replacement character.
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
