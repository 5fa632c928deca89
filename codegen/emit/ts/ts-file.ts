// SPDX-License-Identifier: Apache-2.0
import {
  IndentationText,
  Project,
  type SourceFileStructure,
  type StatementStructures,
  StructureKind,
  type WriterFunction,
} from "ts-morph";
import type { EmittedFile, SpecModel } from "../../model.js";
import { commentHeader } from "../header.js";

export type Statement = string | WriterFunction | StatementStructures;

let project: Project | undefined;

/** One TypeScript file from ts-morph structures, created in a single bulk call: adding node by node is about 50 times slower. */
export function tsFile(
  model: SpecModel,
  emitter: string,
  inputs: readonly string[],
  path: string,
  statements: readonly Statement[],
): EmittedFile {
  project ??= new Project({
    useInMemoryFileSystem: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });
  const structure: SourceFileStructure = { kind: StructureKind.SourceFile, statements: [...statements] };
  const file = project.createSourceFile(path, structure, { overwrite: true });
  const text = file.getFullText().replace(/\n{3,}/g, "\n\n");
  project.removeSourceFile(file);
  return { path, text: commentHeader("//", model, emitter, inputs) + breakLongLists(text) };
}

const MAX_LINE = 118;

/** Imports and unions of many names, one name a line. */
function breakLongLists(text: string): string {
  return text
    .replace(/^(import (?:type )?\{) (.+) (\} from "[^"]+";)$/gm, (line, open: string, names: string, close: string) =>
      line.length <= MAX_LINE
        ? line
        : `${open}\n${names
            .split(", ")
            .map((name) => `  ${name},\n`)
            .join("")}${close}`,
    )
    .replace(/^(export type \w+ =) (.+ \| .+);$/gm, (line, open: string, members: string) =>
      line.length <= MAX_LINE
        ? line
        : `${open}\n${members
            .split(" | ")
            .map((member) => `  | ${member}`)
            .join("\n")};`,
    );
}

/** `/** text *\/` body for ts-morph `docs`, wrapped at about 110 columns. */
export function doc(...paragraphs: readonly (string | undefined)[]): string[] {
  const text = paragraphs
    .filter((paragraph): paragraph is string => paragraph !== undefined && paragraph.trim() !== "")
    .map((paragraph) => wrap(paragraph.replaceAll("*/", "*\\/").trim(), 112))
    .join("\n\n");
  return text.includes("\n") ? [`\n${text}`] : [text];
}

/** A comment block for places that ts-morph structures do not reach, such as members of an object literal. */
export function docComment(indent: string, ...paragraphs: readonly (string | undefined)[]): string {
  const lines =
    doc(...paragraphs)[0]
      ?.trim()
      .split("\n") ?? [];
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

function wrap(text: string, width: number): string {
  const lines: string[] = [];
  for (const source of text.split("\n")) {
    let line = "";
    for (const word of source.split(" ")) {
      if (line !== "" && line.length + word.length + 1 > width) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines.join("\n");
}

/** A value as readable TypeScript literal text: unquoted keys where possible, one line when it is short. */
export function literal(value: unknown, indent = ""): string {
  if (Array.isArray(value))
    return bracket(
      "[",
      "]",
      value.map((item) => literal(item, `${indent}  `)),
      indent,
    );
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => `${propertyKey(key)}: ${literal(member, `${indent}  `)}`);
    return bracket("{", "}", members, indent);
  }
  return typeof value === "number" && Object.is(value, -0) ? "-0" : String(JSON.stringify(value));
}

export function propertyKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

function bracket(open: string, close: string, items: readonly string[], indent: string): string {
  if (items.length === 0) return open + close;
  const pad = open === "{" ? " " : "";
  const line = `${open}${pad}${items.join(", ")}${pad}${close}`;
  if (line.length + indent.length <= 116 && !line.includes("\n")) return line;
  return `${open}\n${items.map((item) => `${indent}  ${item},\n`).join("")}${indent}${close}`;
}
