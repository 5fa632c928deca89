// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { type TableSection, tableSections } from "../../tables/sections.js";
import { renderDoc } from "../text/fill.js";
import { toLiteral } from "../text/literal.js";
import { pascalWords } from "../text/words.js";
import { literalSyntax, ROOT, sourceFile, style, summary, typeName } from "./syntax.js";

/** One static class of rows per section; rows name constants instead of repeating their values. */
export const csharpTablesEmitter: Emitter = {
  id: "csharp.tables",
  target: "csharp",
  emit: (model) => {
    const sections = tableSections(model);
    return sections.map((section) => ({
      path: `${ROOT}/${section.shape.name}.cs`,
      text: tablesFile(model, section, sections),
    }));
  },
};

function tablesFile(model: SpecModel, section: TableSection, sections: readonly TableSection[]): string {
  const syntax = literalSyntax(sections);
  const fields = section.shape.fields.filter((field) => section.tables[field.name] !== undefined);
  const members = fields.flatMap((field) => {
    const head = `public static readonly ${typeName(field.shape)} ${pascalWords(field.name)} =`;
    const literal = renderDoc(toLiteral(field.shape, section.tables[field.name], syntax), 0, { ...style, width: 108 });
    return [...summary(field.brief, "    "), `    ${head}`, ...literalLines(literal), ""];
  });
  const lines = [
    ...summary(section.brief),
    `public static class ${section.shape.name}`,
    "{",
    ...members,
    ...summary("The tables by the names that the spec gives them.", "    "),
    "    public static IDictionary<string, object> ToMap()",
    "    {",
    "        return new Dictionary<string, object>",
    "        {",
    ...fields.map((field) => `            { "${field.name}", ${pascalWords(field.name)} },`),
    "        };",
    "    }",
    "}",
  ];
  return sourceFile(model, "emit/csharp/tables", section.inputs, ["System.Collections.Generic"], lines);
}

/** A literal on lines of its own, one level deeper than its member. */
function literalLines(literal: string): readonly string[] {
  const lines = literal.split("\n");
  return lines.map((line, index) => `        ${line}${index === lines.length - 1 ? ";" : ""}`);
}
