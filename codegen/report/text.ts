// SPDX-License-Identifier: Apache-2.0
import Table from "cli-table3";
import type { Colors } from "picocolors/types.js";
import type { Finding } from "../findings.js";

/** Findings grouped by file, one line of place and message and one of advice each. */
export function reportFindings(findings: readonly Finding[], colors: Colors): string {
  const files = [...new Set(findings.map((finding) => finding.file))];
  return files
    .map((file) => {
      const own = findings.filter((finding) => finding.file === file);
      return [colors.bold(file), ...own.map((finding) => reportFinding(finding, colors))].join("\n");
    })
    .join("\n\n");
}

function reportFinding({ file, line, column, path, rule, message, fix }: Finding, colors: Colors): string {
  const place = `${file}:${line}:${column}`;
  const where = path === "" ? "" : ` ${path}`;
  return `  ${colors.cyan(place)}${where} ${colors.dim(rule)}\n    ${colors.red(message)}\n    ${colors.green("fix:")} ${fix}`;
}

/** Rows in aligned columns without borders; the first row is the heading, columns of numbers are aligned right. */
export function reportTable(heading: readonly string[], rows: readonly (readonly string[])[], colors: Colors): string {
  const isNumeric = (column: number): boolean => rows.every((row) => /^\d+$/.test(row[column] ?? ""));
  const none = { top: "", "top-mid": "", "top-left": "", "top-right": "", bottom: "", "bottom-mid": "" };
  const sides = { "bottom-left": "", "bottom-right": "", left: "", "left-mid": "", right: "", "right-mid": "" };
  const table = new Table({
    head: heading.map((text) => colors.bold(text)),
    chars: { ...none, ...sides, mid: "", "mid-mid": "", middle: "  " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    colAligns: heading.map((_, column) => (isNumeric(column) ? "right" : "left")),
  });
  for (const row of rows) table.push([...row]);
  return table.toString().replace(/ +$/gm, "");
}
