// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import { parser as traceql } from "@grafana/lezer-traceql";
import { parseDocument } from "yaml";
import type { CodeBlock, Finding } from "./code-block.js";
import { ROOT } from "./markdown-files.js";

/** Words after npm and pnpm that are commands of theirs, not scripts of a package. */
const PACKAGE_MANAGER_COMMANDS: readonly string[] = ["install", "i", "ci", "add", "exec", "dlx", "pack", "publish"];

/** Problems of blocks that are not TypeScript. */
export function checkText(block: CodeBlock): readonly Finding[] {
  const report = (problem: string, line = block.line + 1): Finding => ({ file: block.file, line, problem });
  switch (block.language) {
    case "json":
      return attempt(() => JSON.parse(block.text)).map((problem) => report(problem));
    case "yaml":
      return parseDocument(block.text).errors.map(({ message }) => report(message));
    case "traceql":
      return queriesOf(block.text)
        .filter(({ query }) => !isTraceql(query))
        .map(({ query, index }) => report(`not TraceQL: ${query}`, block.line + 1 + index));
    case "sh":
      return block.text
        .split("\n")
        .flatMap((command, index) => checkCommand(command).map((problem) => report(problem, block.line + 1 + index)));
    default:
      return [];
  }
}

/** One query per line. */
function queriesOf(text: string): readonly { query: string; index: number }[] {
  return text.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [{ query: line.trim(), index }]));
}

function isTraceql(query: string): boolean {
  let isValid = true;
  traceql.parse(query).iterate({
    enter: ({ type }) => {
      if (type.isError) isValid = false;
    },
  });
  return isValid;
}

/** Scripts of package.json and files that a command names must exist. */
function checkCommand(line: string): readonly string[] {
  const words = line.replace(/#.*$/, "").trim().split(/\s+/);
  const [program = "", first = "", second = ""] = words;
  if (program === "npm" || program === "pnpm") {
    const script = first === "run" ? second : first;
    if (first !== "run" && PACKAGE_MANAGER_COMMANDS.includes(first)) return [];
    return Object.hasOwn(packageScripts(), script) ? [] : [`package.json has no script "${script}"`];
  }
  const file = ["node", "tsx"].includes(program) ? words.slice(1).find((word) => !word.startsWith("-")) : undefined;
  return file === undefined || existsSync(ROOT + file) ? [] : [`there is no file "${file}"`];
}

function packageScripts(): Readonly<Record<string, string>> {
  const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, "utf8")) as { scripts: Record<string, string> };
  return scripts;
}

function attempt(fn: () => unknown): readonly string[] {
  try {
    fn();
    return [];
  } catch (error) {
    return [String(error)];
  }
}
