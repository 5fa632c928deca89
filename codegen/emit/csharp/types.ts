// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { pascalCase } from "../../naming.js";
import { type TableSection, tableSections } from "../../tables/sections.js";
import type { FieldNode, StructNode, VocabularyNode } from "../../tables/shape.js";
import { pascalWords } from "../text/words.js";
import { fieldType, parameterName, ROOT, sourceFile, summary, wordName } from "./syntax.js";

/** One file of row types per section: immutable classes, and static classes of words. */
export const csharpTypesEmitter: Emitter = {
  id: "csharp.types",
  target: "csharp",
  emit: (model) =>
    tableSections(model).map((section) => ({
      path: `${ROOT}/${pascalCase(section.id)}Types.cs`,
      text: typesFile(model, section),
    })),
};

function typesFile(model: SpecModel, section: TableSection): string {
  const types = [...section.vocabularies.map(vocabularyLines), ...section.structs.map(structLines)];
  const lines = types.flatMap((type, index) => (index === 0 ? type : ["", ...type]));
  return sourceFile(model, "emit/csharp/types", section.inputs, ["System.Collections.Generic"], lines);
}

function vocabularyLines(node: VocabularyNode): readonly string[] {
  const words = node.values.map((value) => `    public const string ${wordName(value)} = ${JSON.stringify(value)};`);
  return [...summary(node.brief), `public static class ${node.name}`, "{", ...words, "}"];
}

function structLines(node: StructNode): readonly string[] {
  // Optional parameters come last; rows name their arguments.
  const ordered = [...node.fields.filter((field) => !field.optional), ...node.fields.filter((field) => field.optional)];
  const parameters = ordered.map((field) => {
    const parameter = `${fieldType(field)} ${parameterName(field.name)}`;
    return `        ${parameter}${field.optional ? " = null" : ""}`;
  });
  return [
    ...summary(node.brief),
    `public sealed class ${node.name} : ISpecRow`,
    "{",
    ...node.fields.flatMap(propertyLines),
    ...summary("Sets every field.", "    "),
    `    public ${node.name}(`,
    `${parameters.join(",\n")})`,
    "    {",
    ...node.fields.map((field) => `        ${pascalWords(field.name)} = ${parameterName(field.name)};`),
    "    }",
    "",
    "    /// <inheritdoc/>",
    "    public IDictionary<string, object> ToMap()",
    "    {",
    "        return new Dictionary<string, object>",
    "        {",
    ...node.fields.map((field) => `            { "${field.name}", ${pascalWords(field.name)} },`),
    "        };",
    "    }",
    "}",
  ].flatMap((line) => line.split("\n"));
}

function propertyLines(field: FieldNode): readonly string[] {
  return [
    ...summary(`${field.brief}${field.optional ? " Null when unset." : ""}`, "    "),
    `    public ${fieldType(field)} ${pascalWords(field.name)} { get; }`,
    "",
  ];
}
