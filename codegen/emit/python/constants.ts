// SPDX-License-Identifier: Apache-2.0
import type { EmittedFile, Emitter, SpecModel } from "../../model.js";
import { type ConstantGroup, fullName } from "../../tables/section.js";
import { type TableSection, tableSections } from "../../tables/sections.js";
import { commentHeader } from "../header.js";
import { docstring, PACKAGE, ROOT, scalarText } from "./syntax.js";

/** One module of typed constants per section. */
export const pythonConstantsEmitter: Emitter = {
  id: "python.constants",
  target: "python",
  emit: (model) => tableSections(model).flatMap((section) => constantsModule(model, section)),
};

function constantsModule(model: SpecModel, section: TableSection): readonly EmittedFile[] {
  if (section.constants.length === 0) return [];
  const lines = [
    ...docstring(section.brief, ""),
    "",
    "from __future__ import annotations",
    "",
    "from typing import Final",
    ...section.constants.flatMap(groupLines),
  ];
  const header = commentHeader("#", model, "emit/python/constants", section.inputs);
  return [{ path: `${ROOT}/${PACKAGE}/${section.id}.py`, text: `${header}${lines.join("\n")}\n` }];
}

function groupLines(group: ConstantGroup): readonly string[] {
  const entries = group.constants.flatMap((constant) => [
    "",
    `${fullName(group, constant)}: Final = ${scalarText(constant.value)}`,
    ...docstring(constant.brief, ""),
  ]);
  return ["", `# ${group.brief}`, ...entries];
}
