// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { type TableSection, tableSections } from "../../tables/sections.js";
import type { FieldNode, StructNode, VocabularyNode } from "../../tables/shape.js";
import { commentHeader } from "../header.js";
import { renderDoc } from "../text/fill.js";
import { namedTypes, typeOwners, usesKind } from "../text/type-owners.js";
import { docstring, fieldName, PACKAGE, ROOT, style, typeName } from "./syntax.js";

/** One module of row types per section: named tuples and literals. */
export const pythonTypesEmitter: Emitter = {
  id: "python.types",
  target: "python",
  emit: (model) => {
    const sections = tableSections(model);
    const owners = typeOwners(sections);
    return sections
      .filter((section) => section.structs.length > 0)
      .map((section) => ({
        path: `${ROOT}/${PACKAGE}/types/${section.id}.py`,
        text: typesModule(model, section, owners),
      }));
  },
};

function typesModule(model: SpecModel, section: TableSection, owners: ReadonlyMap<string, string>): string {
  const lines = [
    ...docstring(`Row types of the ${section.id} tables.`, ""),
    "",
    "from __future__ import annotations",
    "",
    ...importLines(section, owners),
    ...section.vocabularies.flatMap(vocabularyLines),
    ...section.structs.flatMap(structLines),
  ];
  return `${commentHeader("#", model, "emit/python/types", section.inputs)}${lines.join("\n")}\n`;
}

function importLines(section: TableSection, owners: ReadonlyMap<string, string>): readonly string[] {
  const typing = [
    ...(section.vocabularies.length > 0 ? ["Literal"] : []),
    ...(section.structs.some((node) => usesKind(node, "map")) ? ["Mapping"] : []),
    "NamedTuple",
    ...(section.structs.some((node) => node.fields.some((field) => field.optional)) ? ["Optional"] : []),
  ];
  const usesScalar = section.structs.some((node) => usesKind(node, "scalar"));
  const foreign = section.structs.flatMap(namedTypes).filter((name) => owners.get(name) !== section.id);
  const modules = [...new Set(foreign.map((name) => owners.get(name) ?? ""))].sort();
  return [
    `from typing import ${typing.join(", ")}`,
    ...(usesScalar || modules.length > 0 ? [""] : []),
    ...(usesScalar ? ["from .scalar import Scalar"] : []),
    ...modules.map((module) => {
      const names = [...new Set(foreign.filter((name) => owners.get(name) === module))].sort();
      return `from .${module} import ${names.join(", ")}`;
    }),
  ];
}

function vocabularyLines(node: VocabularyNode): readonly string[] {
  const items = node.values.map((value) => ({ label: "", value: JSON.stringify(value) }));
  const literal = renderDoc({ open: "Literal[", items, close: "]" }, 0, style, node.name.length + 3);
  return ["", `${node.name} = ${literal}`, ...docstring(node.brief, "")];
}

/** Fields with defaults come last, as Python demands; rows name their fields. */
function structLines(node: StructNode): readonly string[] {
  const fields = [...node.fields.filter((field) => !field.optional), ...node.fields.filter((field) => field.optional)];
  return ["", "", `class ${node.name}(NamedTuple):`, ...docstring(node.brief, "    "), ...fields.flatMap(fieldLines)];
}

function fieldLines(field: FieldNode): readonly string[] {
  const type = field.optional ? `Optional[${typeName(field.shape)}] = None` : typeName(field.shape);
  return ["", `    ${fieldName(field.name)}: ${type}`, ...docstring(field.brief, "    ")];
}
