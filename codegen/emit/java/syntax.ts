// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../../model.js";
import { constantCase } from "../../naming.js";
import type { TableSection } from "../../tables/sections.js";
import type { FieldNode, ShapeNode } from "../../tables/shape.js";
import { commentHeader } from "../header.js";
import { indexConstants } from "../text/constant-index.js";
import type { Doc, FillStyle } from "../text/fill.js";
import type { LiteralSyntax } from "../text/literal.js";
import { camelWords, wordLabel } from "../text/words.js";
import { indentLines, wrapText } from "../text/wrap.js";

export const PACKAGE = "sigil.spec";
export const ROOT = "generated/java/src/main/java/sigil/spec";

export const style: FillStyle = { indent: "  ", width: 110, trailingComma: false, gap: "", align: false };

const keywords: ReadonlySet<string> = new Set([
  "class",
  "default",
  "enum",
  "final",
  "new",
  "package",
  "switch",
  "this",
]);

/** `drop_reason` -> `dropReason`; keywords get an underscore at the end. */
export function memberName(name: string): string {
  const member = camelWords(name);
  return keywords.has(member) ? `${member}_` : member;
}

export function wordName(value: string): string {
  return constantCase(wordLabel(value));
}

export function fileHead(model: SpecModel, emitter: string, inputs: readonly string[], subpackage = ""): string {
  return `${commentHeader("//", model, emitter, inputs)}package ${PACKAGE}${subpackage};\n`;
}

/** A Javadoc comment; `tags` are lines such as `@param id ...`. */
export function javadoc(text: string, indent: string, tags: readonly string[] = []): readonly string[] {
  const lines = wrapText(escapeHtml(text), 100 - indent.length);
  const details = tags.flatMap((tag) =>
    wrapText(tag, 96 - indent.length).map((line, index) => (index === 0 ? line : `    ${line}`)),
  );
  const all = details.length === 0 ? lines : [...lines, "", ...details];
  if (all.length === 1) return [`${indent}/** ${all[0]} */`];
  return indentLines(["/**", ...all.map((line) => ` * ${line}`.trimEnd()), " */"], indent);
}

/** Text that Javadoc shows as it is; words in backticks become code. */
export function escapeHtml(text: string): string {
  const safe = text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "&#64;")
    .replaceAll("\\", "&#92;")
    .replaceAll("*/", "*&#47;");
  return safe.replace(/`([^`]+)`/g, "<code>$1</code>");
}

/** `boxed`: the type must be able to be null or a type argument. */
export function typeName(node: ShapeNode, boxed: boolean): string {
  switch (node.kind) {
    case "string":
      return "String";
    case "int":
      return boxed ? "Long" : "long";
    case "double":
      return boxed ? "Double" : "double";
    case "boolean":
      return boxed ? "Boolean" : "boolean";
    case "scalar":
      return "Object";
    case "list":
      return `List<${typeName(node.item, true)}>`;
    case "map":
      return `Map<String, ${typeName(node.value, true)}>`;
    case "vocabulary":
    case "struct":
      return node.name;
  }
}

export function fieldType(field: FieldNode): string {
  return typeName(field.shape, field.optional);
}

export function constantType(value: string | number | boolean): string {
  if (typeof value === "string") return "String";
  if (typeof value === "boolean") return "boolean";
  return Number.isInteger(value) ? "long" : "double";
}

export function numberText(value: number, kind: "int" | "double" | "scalar"): string {
  if (kind === "double") return Number.isInteger(value) ? `${value}.0` : String(value);
  return Number.isInteger(value) ? `${value}L` : String(value);
}

export function scalarText(value: string | number | boolean): string {
  return typeof value === "number" ? numberText(value, "scalar") : JSON.stringify(value);
}

/** Adds the classes whose constants are named to `used`. */
export function literalSyntax(sections: readonly TableSection[], used: Set<string>): LiteralSyntax {
  const find = indexConstants(sections);
  const call = (open: string, values: readonly Doc[], onePerLine = false): Doc => ({
    open: `${open}(`,
    items: values.map((value) => ({ label: "", value })),
    close: ")",
    onePerLine,
  });
  return {
    text: (value) => JSON.stringify(value),
    constant: (group, value) => {
      const found = find(group, value);
      if (found === undefined) return undefined;
      used.add(found.group.className);
      return `${found.group.className}.${found.constant.name}`;
    },
    word: (node, value) => `${node.name}.${wordName(value)}`,
    number: numberText,
    boolean: String,
    emptyMap: () => "Map.of()",
    list: (item, values) => call("List.of", values, item.kind === "struct"),
    map: (_value, entries) =>
      call(
        "Map.ofEntries",
        entries.map(([key, value]) => call("Map.entry", [JSON.stringify(key), value])),
        true,
      ),
    // Records are made by position, so unset fields are written too.
    struct: (node, fields) =>
      call(
        `new ${node.name}`,
        fields.map(({ value }) => value ?? "null"),
      ),
  };
}
