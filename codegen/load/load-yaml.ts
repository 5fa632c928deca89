// SPDX-License-Identifier: Apache-2.0
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Finding, Position } from "../findings.js";

/** A parsed YAML file that can say where each of its values stands. */
export interface YamlDocument {
  readonly file: string;
  /** Plain data with `{vendor}` replaced in every string and key. */
  readonly value: unknown;
  readonly findings: readonly Finding[];
  /** Position of a value; of the nearest container that exists when the path leads nowhere. */
  locate(path: readonly PropertyKey[]): Position;
}

/** Parses one file. Syntax errors and repeated keys become findings; the value is what could be read. */
export function loadYaml(file: string, text: string, vendor: string): YamlDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const findings = document.errors.map((error): Finding => {
    const isDuplicate = error.code === "DUPLICATE_KEY";
    return {
      file,
      ...at(error.pos[0]),
      path: "",
      rule: isDuplicate ? "duplicate-key" : "yaml-syntax",
      message: isDuplicate ? "the key is already in this map" : error.message,
      fix: isDuplicate ? "keep one of the two entries" : "write valid YAML 1.2",
    };
  });
  const substitute = (value: string): string => value.replaceAll("{vendor}", vendor);
  return {
    file,
    value: toPlain(document.contents, document, substitute),
    findings,
    locate: (path) => at(findOffset(document.contents, path, document, substitute)),
  };
}

type Substitute = (text: string) => string;

function toPlain(node: unknown, document: Document, substitute: Substitute): unknown {
  if (isScalar(node)) return typeof node.value === "string" ? substitute(node.value) : node.value;
  if (isMap(node)) {
    const plain: Record<string, unknown> = {};
    for (const pair of node.items) plain[keyOf(pair.key, substitute)] = toPlain(pair.value, document, substitute);
    return plain;
  }
  if (isSeq(node)) return node.items.map((item) => toPlain(item, document, substitute));
  if (isAlias(node)) return toPlain(node.resolve(document), document, substitute);
  return null;
}

function findOffset(root: unknown, path: readonly PropertyKey[], document: Document, substitute: Substitute): number {
  let node = root;
  let offset = offsetOf(root) ?? 0;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => keyOf(item.key, substitute) === String(part));
      if (pair === undefined) return offset;
      offset = offsetOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(part)];
      if (item === undefined) return offset;
      offset = offsetOf(item) ?? offset;
      node = item;
    } else return offset;
  }
  return offset;
}

function keyOf(key: unknown, substitute: Substitute): string {
  return substitute(isScalar(key) ? String(key.value) : String(key));
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
