// SPDX-License-Identifier: Apache-2.0
import { specNames } from "../load/spec-files.js";
import { within } from "../resolve/context.js";
import { suggest } from "../suggest.js";
import { listContractEntries } from "./contract-entries.js";
import type { LintContext, LintRule } from "./rule.js";

/** Evidence that is part of the spec. What is outside of it (tests, checks, deviations) has a test of its own. */
export const contractEvidenceRule: LintRule = {
  id: "contract-evidence",
  brief: "Scenarios and lists of the spec that rows of the contract name exist.",
  needs: ["contract", "scenarios"],
  check(context) {
    const cases = new Set(context.spec.scenarios.flatMap(({ value }) => value.scenarios.map(({ id }) => id)));
    const lists = listNames(context);
    for (const { place, row } of listContractEntries(context)) {
      row?.scenarios?.forEach((id, index) => {
        if (!cases.has(id)) context.reportUnknown(within(place, "scenarios", index), "scenario", id, cases);
      });
      row?.spec?.forEach((name, index) => {
        if (lists.has(name)) return;
        context.report(
          within(place, "spec", index),
          "contract-evidence",
          `the spec has no list "${name}"`,
          suggest(name, lists),
        );
      });
    }
  },
};

/** `errors.http_answers` for the lists of the YAML files, `proto.Generation` for messages and enums. */
function listNames({ spec, model }: LintContext): ReadonlySet<string> {
  const lists = specNames.flatMap((name) =>
    Object.entries(spec.files[name]).flatMap(([list, entries]) => (Array.isArray(entries) ? [`${name}.${list}`] : [])),
  );
  const types = [...model.proto.messages, ...model.proto.enums, ...model.proto.services];
  return new Set([...lists, ...types.map(({ name }) => `proto.${name}`)]);
}
