// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { constantCase } from "../../naming.js";
import { type TableSection, tableSections } from "../../tables/sections.js";
import type { FieldNode, StructNode } from "../../tables/shape.js";
import { renderDoc } from "../text/fill.js";
import { toLiteral } from "../text/literal.js";
import { usesKind } from "../text/type-owners.js";
import { fileHead, javadoc, literalSyntax, PACKAGE, ROOT, style, typeName } from "./syntax.js";

const ID = "emit/java/tables";

/** One class of rows per section; rows name constants instead of repeating their values. */
export const javaTablesEmitter: Emitter = {
  id: "java.tables",
  target: "java",
  emit: (model) => {
    const sections = tableSections(model);
    return sections.map((section) => ({
      path: `${ROOT}/tables/${section.shape.name}.java`,
      text: tablesClass(model, section, sections),
    }));
  },
};

function tablesClass(model: SpecModel, section: TableSection, sections: readonly TableSection[]): string {
  const used = new Set<string>();
  const syntax = literalSyntax(sections, used);
  const fields = section.shape.fields.filter((field) => section.tables[field.name] !== undefined);
  const members = fields.flatMap((field) => {
    const head = `  public static final ${typeName(field.shape, false)} ${constantCase(field.name)} = `;
    const literal = renderDoc(toLiteral(field.shape, section.tables[field.name], syntax), 1, style, head.length - 2);
    return ["", ...javadoc(field.brief, "  "), `${head}${literal};`];
  });
  const lines = [
    ...importLines(section.shape, used),
    "",
    ...javadoc(section.brief, ""),
    `public final class ${section.shape.name} {`,
    `  private ${section.shape.name}() {}`,
    ...members,
    ...toMapLines(fields),
    "}",
  ];
  return `${fileHead(model, ID, section.inputs, ".tables")}\n${lines.join("\n")}\n`;
}

function importLines(shape: StructNode, used: ReadonlySet<string>): readonly string[] {
  return [
    "import java.util.LinkedHashMap;",
    ...(usesKind(shape, "list") ? ["import java.util.List;"] : []),
    "import java.util.Map;",
    ...[...used].sort().map((name) => `import ${PACKAGE}.${name};`),
    `import ${PACKAGE}.types.*;`,
  ];
}

function toMapLines(fields: readonly FieldNode[]): readonly string[] {
  return [
    "",
    "  /** The tables by the names that the spec gives them. */",
    "  public static Map<String, Object> toMap() {",
    "    Map<String, Object> map = new LinkedHashMap<>();",
    ...fields.map((field) => `    map.put("${field.name}", ${constantCase(field.name)});`),
    "    return map;",
    "  }",
  ];
}
