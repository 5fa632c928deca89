// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { type TableSection, tableSections } from "../../tables/sections.js";
import type { FieldNode, StructNode, VocabularyNode } from "../../tables/shape.js";
import { wordLabel } from "../text/words.js";
import { comment, fieldType, fileHead, goName, ROOT } from "./syntax.js";

/** One file of row types per section. */
export const goTypesEmitter: Emitter = {
  id: "go.types",
  target: "go",
  emit: (model) =>
    tableSections(model).map((section) => ({
      path: `${ROOT}/${section.id}_types.go`,
      text: typesFile(model, section),
    })),
};

function typesFile(model: SpecModel, section: TableSection): string {
  const structs = [...section.structs, section.shape];
  const lines = [...section.vocabularies.flatMap(vocabularyLines), ...structs.flatMap(structLines)];
  return `${fileHead(model, "emit/go/types", section.inputs)}${lines.join("\n")}\n`;
}

function vocabularyLines(node: VocabularyNode): readonly string[] {
  const type = goName(node.name);
  const names = node.values.map((value) => goName(`${node.name}_${wordLabel(value)}`));
  const width = Math.max(...names.map((name) => name.length));
  const words = node.values.map(
    (value, index) => `\t${(names[index] ?? "").padEnd(width)} ${type} = ${JSON.stringify(value)}`,
  );
  return [
    "",
    ...comment(`${type}: ${node.brief}`, ""),
    `type ${type} string`,
    "",
    `// Words of ${type}.`,
    "const (",
    ...words,
    ")",
  ];
}

function structLines(node: StructNode): readonly string[] {
  const type = goName(node.name);
  const fields = node.fields.flatMap((field, index) => [...(index === 0 ? [] : [""]), ...fieldLines(field)]);
  return ["", ...comment(`${type}: ${node.brief}`, ""), `type ${type} struct {`, ...fields, "}"];
}

function fieldLines(field: FieldNode): readonly string[] {
  const tag = `\`json:"${field.name}${field.optional ? ",omitempty" : ""}"\``;
  return [...comment(field.brief, "\t"), `\t${goName(field.name)} ${fieldType(field)} ${tag}`];
}
