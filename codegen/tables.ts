// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "./model.js";
import { fullName } from "./tables/section.js";
import { type TableSection, tableSections } from "./tables/sections.js";

/** Every fact of the spec that sibling SDKs need: section -> table -> rows. Plain JSON data; keys are snake_case. */
export type Tables = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The same model gives the same tables: rows keep the order of the spec, maps are sorted, unset fields are left out. */
export function buildTables(model: SpecModel): Tables {
  const sections = tableSections(model);
  const tables = sections.map((section) => [section.id, section.tables] as const);
  return { ...Object.fromEntries(tables), constants: catalogue(sections) };
}

/** Every constant by its full name, `ATTR_USER_ID`, whatever a language makes of the name. */
function catalogue(sections: readonly TableSection[]): Readonly<Record<string, unknown>> {
  const groups = sections.flatMap((section) => section.constants);
  const entries = groups.flatMap((group) =>
    group.constants.map((item) => [fullName(group, item), item.value] as const),
  );
  return Object.fromEntries(entries);
}
