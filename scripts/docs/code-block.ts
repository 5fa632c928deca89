// SPDX-License-Identifier: Apache-2.0

/** One fenced block of a page. */
export interface CodeBlock {
  /** Page, relative to the repository. */
  readonly file: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  readonly language: string;
  /** Whether a ts block is executed too. */
  readonly isRun: boolean;
  /** What has to be at the ingest after a run: `stores=1`, `rated=1`. */
  readonly expected: Readonly<Partial<Record<ExpectedCount, number>>>;
  readonly text: string;
}

export const LANGUAGES: readonly string[] = ["ts", "sh", "json", "yaml", "traceql"];

export const EXPECTED_COUNTS = ["stores", "rated"] as const;
export type ExpectedCount = (typeof EXPECTED_COUNTS)[number];

/** Whether a block imports a provider's package, which only the provider tests have. They check and run it. */
export function needsProviderPackage({ text }: CodeBlock): boolean {
  return /^import .* from "(?:openai|@anthropic-ai\/sdk|@google\/genai)";$/m.test(text);
}

/** A problem of a page, at a line. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly problem: string;
}

/** `docs/tools.md:12: ...`, as editors and terminals link it. */
export function showFinding({ file, line, problem }: Finding): string {
  return `${file}:${line}: ${problem}`;
}

/** Every fenced block of a page, and what is wrong with the words after the fences. */
export function extractBlocks(
  file: string,
  markdown: string,
): { blocks: readonly CodeBlock[]; findings: readonly Finding[] } {
  const blocks: CodeBlock[] = [];
  const findings: Finding[] = [];
  const lines = markdown.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const fence = /^( *)(`{3,}|~{3,})(.*)$/.exec(lines[index] ?? "");
    if (fence === null) continue;
    const [, indent = "", marks = "", info = ""] = fence;
    const opening = index;
    const body: string[] = [];
    for (index += 1; index < lines.length && lines[index]?.trim() !== marks; index += 1)
      body.push((lines[index] ?? "").slice(indent.length));
    const report = (problem: string): void => void findings.push({ file, line: opening + 1, problem });
    if (index === lines.length) report("the block is never closed");
    const block = readInfo(info, report);
    if (block !== undefined) blocks.push({ file, line: opening + 1, ...block, text: body.join("\n") });
  }
  return { blocks, findings };
}

type Info = Pick<CodeBlock, "language" | "isRun" | "expected">;

function readInfo(info: string, report: (problem: string) => void): Info | undefined {
  const [language = "", ...words] = info.trim().split(/\s+/);
  if (!LANGUAGES.includes(language)) {
    report(`"${language}" is not one of ${LANGUAGES.join(", ")}`);
    return undefined;
  }
  const isRun = language === "ts" && words[0] === "run";
  const expected: Partial<Record<ExpectedCount, number>> = {};
  for (const word of isRun ? words.slice(1) : words) {
    const [, name, count] = /^([a-z]+)=(\d+)$/.exec(word) ?? [];
    const known = EXPECTED_COUNTS.find((candidate) => candidate === name);
    if (known === undefined || !isRun) report(`"${word}" means nothing after "${isRun ? "ts run" : language}"`);
    else expected[known] = Number(count);
  }
  return { language, isRun, expected };
}
