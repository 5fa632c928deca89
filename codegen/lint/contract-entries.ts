// SPDX-License-Identifier: Apache-2.0
import type { Place } from "../resolve/context.js";
import type { ContractRow, ContractSection } from "../schema/contract.js";
import type { LintContext } from "./rule.js";

/** A section or a row of the contract and where it stands. */
export interface ContractEntry {
  readonly id: string;
  readonly place: Place;
  readonly section: ContractSection;
  /** Absent for the section itself. */
  readonly row?: ContractRow;
}

/** Every section of the contract, each followed by its rows. */
export function listContractEntries({ spec }: LintContext): readonly ContractEntry[] {
  return spec.contract.flatMap(({ file, value }) =>
    value.sections.flatMap((section, index) => [
      { id: section.id, place: { file, path: ["sections", index] }, section },
      ...section.rows.map((row, position) => ({
        id: row.id,
        place: { file, path: ["sections", index, "rows", position] },
        section,
        row,
      })),
    ]),
  );
}
