// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { type ConstantGroup, fullName } from "../../tables/section.js";
import { type TableSection, tableSections } from "../../tables/sections.js";
import { constantType, fileHead, javadoc, ROOT, scalarText } from "./syntax.js";

const ID = "emit/java/constants";

/** One class per group of constants, and one that lists them all. */
export const javaConstantsEmitter: Emitter = {
  id: "java.constants",
  target: "java",
  emit: (model) => {
    const sections = tableSections(model);
    const classes = sections.flatMap((section) =>
      section.constants.map((group) => ({
        path: `${ROOT}/${group.className}.java`,
        text: constantsClass(model, section, group),
      })),
    );
    return [...classes, { path: `${ROOT}/SpecConstants.java`, text: catalogueClass(model, sections) }];
  },
};

function constantsClass(model: SpecModel, section: TableSection, group: ConstantGroup): string {
  const members = group.constants.flatMap((constant) => [
    "",
    ...javadoc(constant.brief, "  "),
    `  public static final ${constantType(constant.value)} ${constant.name} = ${scalarText(constant.value)};`,
  ]);
  const lines = [
    ...javadoc(group.brief, ""),
    `public final class ${group.className} {`,
    `  private ${group.className}() {}`,
    ...members,
    "}",
  ];
  return `${fileHead(model, ID, section.inputs)}\n${lines.join("\n")}\n`;
}

function catalogueClass(model: SpecModel, sections: readonly TableSection[]): string {
  const inputs = [...new Set(sections.flatMap((section) => section.inputs))].sort();
  const groups = sections.flatMap((section) => section.constants);
  const entries = groups.flatMap((group) =>
    group.constants.map(
      (constant) => `    map.put("${fullName(group, constant)}", ${group.className}.${constant.name});`,
    ),
  );
  return `${fileHead(model, ID, inputs)}
import java.util.LinkedHashMap;
import java.util.Map;

/** Every constant by the name that it has in every language. */
public final class SpecConstants {
  private SpecConstants() {}

  /** A new map of names to values. */
  public static Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
${entries.join("\n")}
    return map;
  }
}
`;
}
