// SPDX-License-Identifier: Apache-2.0
// GitHub-flavoured Markdown. A cell or paragraph is Markdown already: texts of the spec become it through `prose`,
// identifiers through `code`.

/** Inline code; the fence is longer than any run of backticks inside. */
export function code(value: unknown): string {
  const text = String(value);
  const runs = text.match(/`+/g) ?? [];
  const fence = "`".repeat(1 + Math.max(0, ...runs.map((run) => run.length)));
  const padding = text.startsWith("`") || text.endsWith("`") || text === "" ? " " : "";
  return `${fence}${padding}${text}${padding}${fence}`;
}

/** Pages that show a file of the spec; its name in a text becomes a link. */
export const PAGE_OF_FILE: Readonly<Record<string, string>> = {
  attributes: "attributes",
  capture: "capture",
  config: "configuration",
  errors: "errors",
  frameworks: "frameworks",
  metrics: "metrics",
  models: "models",
  providers: "providers",
  redaction: "redaction",
  spans: "spans",
  validation: "validation",
};

/** Text of the spec as Markdown: spans in backticks stay code, names of spec files become links, nothing else is markup. */
export function prose(...texts: readonly (string | undefined)[]): string {
  const joined = texts.filter((text) => text !== undefined && text !== "").join(" ");
  return joined
    .split(/(`[^`]+`)/)
    .map((piece, index) => (index % 2 === 1 ? piece : escapeProse(piece)))
    .join("");
}

/** A list of identifiers: `a`, `b`. */
export function codes(values: readonly unknown[]): string {
  return values.map(code).join(", ");
}

/** A value as JSON in inline code. */
export function json(value: unknown): string {
  return code(JSON.stringify(value));
}

/** A link to an entry: on this page when `page` is empty. */
export function link(label: string, page: string, id: string): string {
  return `[${label}](${page}#${id})`;
}

/** An invisible target for links that stays the same when texts change. */
export function anchor(id: string): string {
  return `<a id="${id}"></a>`;
}

export type Level = 2 | 3;

/** A heading with an anchor of its own. */
export function heading(level: Level, title: string, id: string): string {
  return `${anchor(id)}\n\n${"#".repeat(level)} ${title}`;
}

/** A table; columns that are empty in every row are left out. Cells are Markdown. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = columns.map((_, index) => index).filter((index) => rows.some((row) => (row[index] ?? "") !== ""));
  const line = (cells: readonly string[]): string =>
    `| ${kept.map((index) => toCell(cells[index] ?? "")).join(" | ")} |`;
  return [line(columns), `|${" --- |".repeat(kept.length)}`, ...rows.map(line)].join("\n");
}

/** A bulleted list. */
export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

/** A fenced block. */
export function block(language: string, text: string): string {
  return [`\`\`\`${language}`, text, "```"].join("\n");
}

/** A pipe ends a cell even inside code, and a line end ends the table. */
function toCell(markdown: string): string {
  return markdown.replaceAll("|", "\\|").replaceAll("\n", "<br>");
}

function escapeProse(text: string): string {
  return text
    .replace(/[\\*_[\]<>]/g, (sign, index: number) =>
      sign === "_" && isInsideWord(text, index) ? sign : escapeSign(sign),
    )
    .replace(/\b([a-z]+)\.yaml\b/g, (name, file: string) => {
      const page = PAGE_OF_FILE[file];
      return page === undefined ? name : `[${page}](${page}.md)`;
    });
}

function escapeSign(sign: string): string {
  return sign === "<" ? "&lt;" : sign === ">" ? "&gt;" : `\\${sign}`;
}

/** Underscores inside a word are text, as in payload_max_bytes. */
function isInsideWord(text: string, index: number): boolean {
  return /\w/.test(text.charAt(index - 1)) && /\w/.test(text.charAt(index + 1));
}
