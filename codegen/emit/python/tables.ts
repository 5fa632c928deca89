// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { constantCase } from "../../naming.js";
import { type TableSection, tableSections } from "../../tables/sections.js";
import { commentHeader } from "../header.js";
import { renderDoc } from "../text/fill.js";
import { toLiteral } from "../text/literal.js";
import { reachableStructs, typeOwners, usesKind } from "../text/type-owners.js";
import { docstring, literalSyntax, PACKAGE, ROOT, style, typeName } from "./syntax.js";

/** One module of rows per section; rows name constants instead of repeating their values. */
export const pythonTablesEmitter: Emitter = {
  id: "python.tables",
  target: "python",
  emit: (model) => {
    const sections = tableSections(model);
    return sections.map((section) => ({
      path: `${ROOT}/${PACKAGE}/tables/${section.id}.py`,
      text: tablesModule(model, section, sections),
    }));
  },
};

function tablesModule(model: SpecModel, section: TableSection, sections: readonly TableSection[]): string {
  const used = new Set<string>();
  const tables = section.shape.fields.flatMap((field) => {
    const value = section.tables[field.name];
    if (value === undefined) return [];
    const head = `${constantCase(field.name)}: Final[${typeName(field.shape)}] = `;
    const literal = renderDoc(toLiteral(field.shape, value, literalSyntax(sections, used)), 0, style, head.length);
    return ["", `${head}${literal}`, ...docstring(field.brief, "")];
  });
  const lines = [
    ...docstring(`Tables: ${section.brief}`, ""),
    "",
    "from __future__ import annotations",
    "",
    `from typing import Final${usesKind(section.shape, "map") ? ", Mapping" : ""}`,
    "",
    ...(used.size === 0 ? [] : [`from .. import ${[...used].sort().join(", ")}`]),
    ...typeImports(section, sections),
    ...tables,
  ];
  return `${commentHeader("#", model, "emit/python/tables", section.inputs)}${lines.join("\n")}\n`;
}

/** Imports of the row types that the rows are made with. */
function typeImports(section: TableSection, sections: readonly TableSection[]): readonly string[] {
  const owners = typeOwners(sections);
  const names = reachableStructs(section.shape);
  const modules = [...new Set(names.map((name) => owners.get(name) ?? ""))].sort();
  return modules.map((module) => {
    const items = names.filter((name) => owners.get(name) === module).map((name) => ({ label: "", value: name }));
    const head = `from ..types.${module} import `;
    return `${head}${renderDoc({ open: "(", items, close: ")", flatOpen: "", flatClose: "" }, 0, style, head.length)}`;
  });
}
