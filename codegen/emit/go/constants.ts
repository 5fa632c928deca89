// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { type ConstantGroup, fullName } from "../../tables/section.js";
import { type TableSection, tableSections } from "../../tables/sections.js";
import { comment, constantName, fileHead, ROOT } from "./syntax.js";

const ID = "emit/go/constants";

/** One file of constants per section, and one that lists them all. */
export const goConstantsEmitter: Emitter = {
  id: "go.constants",
  target: "go",
  emit: (model) => {
    const sections = tableSections(model).filter((section) => section.constants.length > 0);
    const files = sections.map((section) => ({
      path: `${ROOT}/${section.id}.go`,
      text: constantsFile(model, section),
    }));
    return [...files, { path: `${ROOT}/constants.go`, text: catalogueFile(model, sections) }];
  },
};

function constantsFile(model: SpecModel, section: TableSection): string {
  const lines = section.constants.filter((group) => group.constants.length > 0).flatMap(groupLines);
  return `${fileHead(model, ID, section.inputs)}${lines.join("\n")}\n`;
}

function groupLines(group: ConstantGroup): readonly string[] {
  const entries = group.constants.flatMap((constant, index) => [
    ...(index === 0 ? [] : [""]),
    ...comment(constant.brief, "\t"),
    `\t${constantName(group, constant)} = ${JSON.stringify(constant.value)}`,
  ]);
  return ["", ...comment(group.brief, ""), "const (", ...entries, ")"];
}

function catalogueFile(model: SpecModel, sections: readonly TableSection[]): string {
  const inputs = [...new Set(sections.flatMap((section) => section.inputs))].sort();
  const groups = sections.flatMap((section) => section.constants);
  const rows = groups.flatMap((group) =>
    group.constants.map((constant) => `\t\t{"${fullName(group, constant)}", ${constantName(group, constant)}},`),
  );
  return `${fileHead(model, ID, inputs)}
// Constant is a constant with the name that it has in every language.
type Constant struct {
	Name  string
	Value any
}

// Constants lists every constant of the package.
func Constants() []Constant {
	return []Constant{
${rows.join("\n")}
	}
}
`;
}
