// SPDX-License-Identifier: Apache-2.0
import { fullName } from "../../tables/section.js";
import type { TableSection } from "../../tables/sections.js";
import type { ShapeNode } from "../../tables/shape.js";
import { indexConstants } from "../text/constant-index.js";
import type { FillStyle } from "../text/fill.js";
import type { LiteralSyntax } from "../text/literal.js";
import { indentLines, wrapText } from "../text/wrap.js";

export const PACKAGE = "sigil_spec";
export const ROOT = "generated/python";

export const style: FillStyle = { indent: "    ", width: 110, trailingComma: true, gap: "", align: false };

const keywords: ReadonlySet<string> = new Set([
  "class",
  "from",
  "in",
  "is",
  "not",
  "or",
  "and",
  "global",
  "import",
  "lambda",
  "pass",
]);

/** Keywords get an underscore at the end; `plain` takes it away again. */
export function fieldName(name: string): string {
  return keywords.has(name) ? `${name}_` : name;
}

/** Docstring lines; quotes and backslashes cannot end or change it. */
export function docstring(text: string, indent: string): readonly string[] {
  const safe = text.replaceAll("\\", "\\\\").replaceAll('"""', "'''");
  const lines = wrapText(safe.endsWith('"') ? `${safe} ` : safe, 100 - indent.length);
  if (lines.length === 1) return [`${indent}"""${lines[0]}"""`];
  return [`${indent}"""`, ...indentLines(lines, indent), `${indent}"""`];
}

export function typeName(node: ShapeNode): string {
  switch (node.kind) {
    case "string":
      return "str";
    case "int":
      return "int";
    case "double":
      return "float";
    case "boolean":
      return "bool";
    case "scalar":
      return "Scalar";
    case "list":
      return `tuple[${typeName(node.item)}, ...]`;
    case "map":
      return `Mapping[str, ${typeName(node.value)}]`;
    case "vocabulary":
    case "struct":
      return node.name;
  }
}

export function scalarText(value: string | number | boolean): string {
  return typeof value === "boolean" ? booleanText(value) : JSON.stringify(value);
}

/** Adds the sections whose constants are named to `used`. */
export function literalSyntax(sections: readonly TableSection[], used: Set<string>): LiteralSyntax {
  const find = indexConstants(sections);
  return {
    text: (value) => JSON.stringify(value),
    constant: (group, value) => {
      const found = find(group, value);
      if (found === undefined) return undefined;
      used.add(found.section);
      return `${found.section}.${fullName(found.group, found.constant)}`;
    },
    word: (_node, value) => JSON.stringify(value),
    number: (value, kind) => (kind === "double" && Number.isInteger(value) ? `${value}.0` : String(value)),
    boolean: booleanText,
    emptyMap: () => "{}",
    list: (item, values) => ({
      open: "(",
      items: values.map((value) => ({ label: "", value })),
      close: ")",
      // A tuple of one needs its comma.
      ...(values.length === 1 ? { flatClose: ",)" } : {}),
      onePerLine: item.kind === "struct",
    }),
    map: (_value, entries) => ({
      open: "{",
      items: entries.map(([key, value]) => ({ label: `${JSON.stringify(key)}: `, value })),
      close: "}",
    }),
    struct: (node, fields) => ({
      open: `${node.name}(`,
      items: fields.flatMap(({ field, value }) =>
        value === undefined ? [] : [{ label: `${fieldName(field.name)}=`, value }],
      ),
      close: ")",
    }),
  };
}

function booleanText(value: boolean): string {
  return value ? "True" : "False";
}
