// SPDX-License-Identifier: Apache-2.0
import type { Emitter } from "../../model.js";
import { tableSections } from "../../tables/sections.js";
import type { FieldNode, StructNode, VocabularyNode } from "../../tables/shape.js";
import { usesKind } from "../text/type-owners.js";
import { escapeHtml, fieldType, fileHead, javadoc, memberName, PACKAGE, ROOT, wordName } from "./syntax.js";

const ID = "emit/java/types";

/** One record per row type and one enum per vocabulary. */
export const javaTypesEmitter: Emitter = {
  id: "java.types",
  target: "java",
  emit: (model) =>
    tableSections(model).flatMap((section) => {
      const file = (name: string, lines: readonly string[]): { path: string; text: string } => ({
        path: `${ROOT}/types/${name}.java`,
        text: `${fileHead(model, ID, section.inputs, ".types")}\n${lines.join("\n")}\n`,
      });
      return [
        ...section.vocabularies.map((node) => file(node.name, enumLines(node))),
        ...section.structs.map((node) => file(node.name, recordLines(node))),
      ];
    }),
};

function enumLines(node: VocabularyNode): readonly string[] {
  const words = node.values.map((value) => `  ${wordName(value)}(${JSON.stringify(value)})`);
  return [
    `import ${PACKAGE}.SpecWord;`,
    "",
    ...javadoc(node.brief, ""),
    `public enum ${node.name} implements SpecWord {`,
    `${words.join(",\n")};`,
    "",
    "  private final String word;",
    "",
    `  ${node.name}(String word) {`,
    "    this.word = word;",
    "  }",
    "",
    "  @Override",
    "  public String word() {",
    "    return word;",
    "  }",
    "}",
  ];
}

function recordLines(node: StructNode): readonly string[] {
  const params = node.fields.map((field) => `@param ${memberName(field.name)} ${fieldText(field)}`);
  const components = node.fields.map((field) => `    ${fieldType(field)} ${memberName(field.name)}`);
  const puts = node.fields.map((field) => `    map.put("${field.name}", ${memberName(field.name)});`);
  return [
    "import java.util.LinkedHashMap;",
    ...(usesKind(node, "list") ? ["import java.util.List;"] : []),
    "import java.util.Map;",
    `import ${PACKAGE}.SpecRow;`,
    "",
    ...javadoc(node.brief, "", params),
    `public record ${node.name}(`,
    `${components.join(",\n")}) implements SpecRow {`,
    "  @Override",
    "  public Map<String, Object> toMap() {",
    "    Map<String, Object> map = new LinkedHashMap<>();",
    ...puts,
    "    return map;",
    "  }",
    "}",
  ];
}

function fieldText(field: FieldNode): string {
  return `${escapeHtml(field.brief)}${field.optional ? " Null when unset." : ""}`;
}
