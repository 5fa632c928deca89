// SPDX-License-Identifier: Apache-2.0
import type { LintRule } from "./rule.js";
import { listRuleIds } from "./rule-ids.js";

/** A rule without a scenario is a rule that nobody has seen work. */
export const ruleCoverageRule: LintRule = {
  id: "rule-coverage",
  brief: "Every rule of the spec is exercised by at least one scenario.",
  needs: ["scenarios"],
  check(context) {
    const covered = new Set(
      context.spec.scenarios.flatMap(({ value }) => value.scenarios.flatMap((scenario) => scenario.rules)),
    );
    for (const { id, place } of listRuleIds(context)) {
      if (covered.has(id)) continue;
      context.report(
        place,
        "rule-coverage",
        `no scenario exercises ${id}`,
        `add ${id} to the \`rules\` of a scenario in spec/scenarios/`,
      );
    }
  },
};
