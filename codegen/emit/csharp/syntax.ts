// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../../model.js";
import type { Constant } from "../../tables/section.js";
import type { TableSection } from "../../tables/sections.js";
import type { FieldNode, ShapeNode } from "../../tables/shape.js";
import { commentHeader } from "../header.js";
import { indexConstants } from "../text/constant-index.js";
import type { FillStyle } from "../text/fill.js";
import type { LiteralSyntax } from "../text/literal.js";
import { camelWords, pascalWords, wordLabel } from "../text/words.js";
import { indentLines, wrapText } from "../text/wrap.js";

export const NAMESPACE = "Sigil.Spec";
export const ROOT = "generated/csharp";

export const style: FillStyle = { indent: "    ", width: 120, trailingComma: false, gap: "", align: false };

const keywords: ReadonlySet<string> = new Set([
  "class",
  "default",
  "fixed",
  "in",
  "is",
  "operator",
  "out",
  "params",
  "ref",
]);

/** `drop_reason` -> `dropReason`; keywords are escaped. */
export function parameterName(name: string): string {
  const parameter = camelWords(name);
  return keywords.has(parameter) ? `@${parameter}` : parameter;
}

export function constantName(constant: Constant): string {
  return pascalWords(constant.name);
}

export function wordName(value: string): string {
  return pascalWords(wordLabel(value));
}

/** Header, usings and the open namespace; `lines` are indented into it. */
export function sourceFile(
  model: SpecModel,
  emitter: string,
  inputs: readonly string[],
  usings: readonly string[],
  lines: readonly string[],
): string {
  const body = [
    ...usings.map((name) => `using ${name};`),
    ...(usings.length > 0 ? [""] : []),
    `namespace ${NAMESPACE}`,
    "{",
    ...indentLines(lines, "    "),
    "}",
  ];
  return `${commentHeader("//", model, emitter, inputs)}${body.join("\n")}\n`;
}

export function summary(text: string, indent = ""): readonly string[] {
  const lines = wrapText(escapeXml(text), 100 - indent.length);
  if (lines.length === 1) return [`${indent}/// <summary>${lines[0]}</summary>`];
  return indentLines(["<summary>", ...lines, "</summary>"], `${indent}/// `);
}

/** Text that XML documentation shows as it is; words in backticks become code. */
function escapeXml(text: string): string {
  const safe = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return safe.replace(/`([^`]+)`/g, "<c>$1</c>");
}

export function typeName(node: ShapeNode): string {
  switch (node.kind) {
    case "string":
    case "vocabulary":
      return "string";
    case "int":
      return "long";
    case "double":
      return "double";
    case "boolean":
      return "bool";
    case "scalar":
      return "object";
    case "list":
      return `IReadOnlyList<${typeName(node.item)}>`;
    case "map":
      return `IReadOnlyDictionary<string, ${typeName(node.value)}>`;
    case "struct":
      return node.name;
  }
}

export function fieldType({ optional, shape }: FieldNode): string {
  return optional && ["int", "double", "boolean"].includes(shape.kind) ? `${typeName(shape)}?` : typeName(shape);
}

export function constantType(value: string | number | boolean): string {
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  return Number.isInteger(value) ? "long" : "double";
}

export function numberText(value: number, kind: "int" | "double" | "scalar"): string {
  if (kind === "double") return Number.isInteger(value) ? `${value}.0` : String(value);
  return Number.isInteger(value) ? `${value}L` : String(value);
}

export function scalarText(value: string | number | boolean): string {
  return typeof value === "number" ? numberText(value, "scalar") : JSON.stringify(value);
}

export function literalSyntax(sections: readonly TableSection[]): LiteralSyntax {
  const find = indexConstants(sections);
  return {
    text: (value) => JSON.stringify(value),
    constant: (group, value) => {
      const found = find(group, value);
      return found === undefined ? undefined : `${found.group.className}.${constantName(found.constant)}`;
    },
    word: (node, value) => `${node.name}.${wordName(value)}`,
    number: numberText,
    boolean: String,
    emptyMap: () => "new Dictionary<string, object>()",
    list: (item, values) => {
      const open = `new ${typeName(item)}[] {`;
      return values.length === 0
        ? `new ${typeName(item)}[0]`
        : {
            open,
            flatOpen: `${open} `,
            items: values.map((value) => ({ label: "", value })),
            close: "}",
            flatClose: " }",
            onePerLine: item.kind === "struct",
          };
    },
    map: (value, entries) => ({
      open: `new Dictionary<string, ${typeName(value)}> {`,
      flatOpen: `new Dictionary<string, ${typeName(value)}> { `,
      items: entries.map(([key, item]) => ({
        label: "",
        value: {
          open: "{",
          flatOpen: "{ ",
          items: [
            { label: "", value: JSON.stringify(key) },
            { label: "", value: item },
          ],
          close: "}",
          flatClose: " }",
        },
      })),
      close: "}",
      flatClose: " }",
      onePerLine: true,
    }),
    struct: (node, fields) => ({
      open: `new ${node.name}(`,
      items: fields.flatMap(({ field, value }) =>
        value === undefined ? [] : [{ label: `${parameterName(field.name)}: `, value }],
      ),
      close: ")",
    }),
  };
}
