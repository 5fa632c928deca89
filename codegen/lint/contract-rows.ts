// SPDX-License-Identifier: Apache-2.0
import { within } from "../resolve/context.js";
import type { ContractRow } from "../schema/contract.js";
import { type ContractEntry, listContractEntries } from "./contract-entries.js";
import type { LintContext, LintRule } from "./rule.js";

/** A row that nothing shows is a wish. */
export const contractRowsRule: LintRule = {
  id: "contract-rows",
  brief: "Every row of the contract has an id of its own, in its section, and evidence.",
  needs: ["contract"],
  check(context) {
    const first = new Map<string, ContractEntry>();
    for (const entry of listContractEntries(context)) {
      const earlier = first.get(entry.id);
      if (earlier === undefined) first.set(entry.id, entry);
      else reportRepeat(context, entry, earlier);
      if (entry.row !== undefined) checkRow(context, entry, entry.row);
    }
  },
};

function reportRepeat(context: LintContext, { id, place }: ContractEntry, earlier: ContractEntry): void {
  const { file, path } = earlier.place;
  const { line } = context.spec.locate(file, path);
  context.report(
    within(place, "id"),
    "contract-rows",
    `"${id}" is already in the contract, in ${file}:${line}`,
    "rename or remove one: entries cite sections and rows by id alone",
  );
}

function checkRow(context: LintContext, { id, place, section }: ContractEntry, row: ContractRow): void {
  const rest = id.startsWith(section.id) ? id.slice(section.id.length) : "";
  if (!/^(\.[a-z]|\d+$)/.test(rest)) {
    context.report(
      within(place, "id"),
      "contract-rows",
      `"${id}" is not an id of section ${section.id}`,
      `write "${section.id}.name", or "${section.id}1" when the section's rows are counted`,
    );
  }
  const { scenarios, tests, checks, deviations, spec, out_of_scope: outOfScope } = row;
  const proof = [scenarios, tests, checks].some((kind) => kind !== undefined);
  const shown = proof || deviations !== undefined;
  if (outOfScope !== undefined && (shown || spec !== undefined)) {
    context.report(
      within(place, "out_of_scope"),
      "contract-rows",
      `${id} has evidence, so it is in scope`,
      "remove out_of_scope, or the evidence",
    );
  } else if (outOfScope === undefined && !shown) {
    const only = spec === undefined ? "nothing shows" : "only the spec itself states";
    context.report(
      within(place, "id"),
      "contract-rows",
      `${only} ${id}`,
      "name scenarios or tests, a row of docs/deviations.md, or say in out_of_scope whose business it is",
    );
  }
}
