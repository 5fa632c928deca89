// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { pascalCase } from "../../naming.js";
import { type ConstantGroup, fullName } from "../../tables/section.js";
import { type TableSection, tableSections } from "../../tables/sections.js";
import { constantName, constantType, ROOT, scalarText, sourceFile, summary } from "./syntax.js";

const ID = "emit/csharp/constants";

/** One file of constants per section, a static class per group, and one class that lists them all. */
export const csharpConstantsEmitter: Emitter = {
  id: "csharp.constants",
  target: "csharp",
  emit: (model) => {
    const sections = tableSections(model).filter((section) => section.constants.length > 0);
    const files = sections.map((section) => ({
      path: `${ROOT}/${pascalCase(section.id)}.cs`,
      text: sourceFile(model, ID, section.inputs, [], section.constants.flatMap(groupLines)),
    }));
    return [...files, { path: `${ROOT}/SpecConstants.cs`, text: catalogueFile(model, sections) }];
  },
};

function groupLines(group: ConstantGroup, index: number): readonly string[] {
  const members = group.constants.flatMap((constant, position) => [
    ...(position === 0 ? [] : [""]),
    ...summary(constant.brief, "    "),
    `    public const ${constantType(constant.value)} ${constantName(constant)} = ${scalarText(constant.value)};`,
  ]);
  return [
    ...(index === 0 ? [] : [""]),
    ...summary(group.brief),
    `public static class ${group.className}`,
    "{",
    ...members,
    "}",
  ];
}

function catalogueFile(model: SpecModel, sections: readonly TableSection[]): string {
  const inputs = [...new Set(sections.flatMap((section) => section.inputs))].sort();
  const groups = sections.flatMap((section) => section.constants);
  const entries = groups.flatMap((group) =>
    group.constants.map(
      (constant) => `            { "${fullName(group, constant)}", ${group.className}.${constantName(constant)} },`,
    ),
  );
  return sourceFile(
    model,
    ID,
    inputs,
    ["System.Collections.Generic"],
    [
      ...summary("Every constant by the name that it has in every language."),
      "public static class SpecConstants",
      "{",
      ...summary("A new map of names to values.", "    "),
      "    public static IDictionary<string, object> ToMap()",
      "    {",
      "        return new Dictionary<string, object>",
      "        {",
      ...entries,
      "        };",
      "    }",
      "}",
    ],
  );
}
