// SPDX-License-Identifier: Apache-2.0

/** A place in an input file; line and column count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One problem of the spec. All findings of a run are reported together. */
export interface Finding extends Position {
  /** Relative to the repository root: `spec/spans.yaml`. */
  readonly file: string;
  /** Place inside the file: `spans[0].attributes[3].ref`. */
  readonly path: string;
  /** Id of the check that found it: `dangling-reference`. */
  readonly rule: string;
  /** What is wrong, with the value. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
}

/** Thrown by callers that need a model and got findings instead. */
export class SpecError extends Error {
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(`the spec has ${findings.length} finding(s)\n${findings.map(formatFinding).join("\n")}`);
    this.name = "SpecError";
    this.findings = findings;
  }
}

/** `spec/spans.yaml:12:9 spans[0].id [duplicate-id] message; fix`. */
export function formatFinding(finding: Finding): string {
  const at = `${finding.file}:${finding.line}:${finding.column}`;
  const path = finding.path === "" ? "" : ` ${finding.path}`;
  return `${at}${path} [${finding.rule}] ${finding.message}; ${finding.fix}`;
}

/** Sorted by place, without repeats, so that two runs print the same text. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  const unique = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...unique.values()].sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compareText(a.rule, b.rule) ||
      compareText(a.message, b.message),
  );
}

/** `["spans", 0, "ref"]` -> `spans[0].ref`. */
export function formatPath(path: readonly PropertyKey[]): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else text += text === "" ? String(part) : `.${String(part)}`;
  }
  return text;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
