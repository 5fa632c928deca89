// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { type TableSection, tableSections } from "../../tables/sections.js";
import { renderDoc } from "../text/fill.js";
import { toLiteral } from "../text/literal.js";
import { comment, fileHead, goName, literalSyntax, ROOT, style } from "./syntax.js";

/** One file of rows per section; rows name constants instead of repeating their values. */
export const goTablesEmitter: Emitter = {
  id: "go.tables",
  target: "go",
  emit: (model) => {
    const sections = tableSections(model);
    return sections.map((section) => ({
      path: `${ROOT}/${section.id}_tables.go`,
      text: tablesFile(model, section, sections),
    }));
  },
};

function tablesFile(model: SpecModel, section: TableSection, sections: readonly TableSection[]): string {
  const name = goName(section.id);
  const head = `var ${name} = `;
  const literal = renderDoc(toLiteral(section.shape, section.tables, literalSyntax(sections)), 0, style, head.length);
  const lines = ["", ...comment(`${name}: ${section.brief}`, ""), `${head}${literal}`];
  return `${fileHead(model, "emit/go/tables", section.inputs)}${lines.join("\n")}\n`;
}
