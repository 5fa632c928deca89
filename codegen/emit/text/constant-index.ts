// SPDX-License-Identifier: Apache-2.0
import type { Constant, ConstantGroup } from "../../tables/section.js";
import type { TableSection } from "../../tables/sections.js";

export interface FoundConstant {
  readonly section: string;
  readonly group: ConstantGroup;
  readonly constant: Constant;
}

/** Finds the constant of a group that has a value; the first when several have it. */
export function indexConstants(
  sections: readonly TableSection[],
): (group: string, value: string) => FoundConstant | undefined {
  const index = new Map<string, FoundConstant>();
  for (const section of sections) {
    for (const group of section.constants) {
      for (const constant of group.constants) {
        const key = `${group.id}\0${constant.value}`;
        if (!index.has(key)) index.set(key, { section: section.id, group, constant });
      }
    }
  }
  return (group, value) => index.get(`${group}\0${value}`);
}
