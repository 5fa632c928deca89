// SPDX-License-Identifier: Apache-2.0
import { deriveSuites } from "../derive/derive-suites.js";
import type { LintContext, LintRule } from "./rule.js";
import { listRuleIds } from "./rule-ids.js";

/**
 * A rule without a scenario is a rule that nobody has seen work; one that only vectors exercise has been seen in a function, and
 * not in an SDK.
 */
export const ruleCoverageRule: LintRule = {
  id: "rule-coverage",
  brief: "Every rule of the spec is exercised by at least one whole run, or by vectors that say why there is none.",
  needs: ["scenarios"],
  check(context) {
    const runs = rulesOfRuns(context);
    const vectors = vectorsByRule(context);
    for (const { id, place } of listRuleIds(context)) {
      if (runs.has(id)) continue;
      const known = vectors.get(id);
      if (known === undefined) {
        context.report(
          place,
          "rule-coverage",
          `no scenario exercises ${id}`,
          `add ${id} to the \`rules\` of a scenario in spec/scenarios/`,
        );
      } else if (!known.some(({ why }) => why !== undefined)) {
        context.report(
          place,
          "rule-coverage",
          `only vectors exercise ${id}: ${known.map((vector) => vector.id).join(", ")}`,
          "write a case of kind lifecycle, or give one of the vectors `vector_only` with the reason",
        );
      }
    }
  },
};

/** Rules that whole runs exercise, also those that follow from tables and vectors. */
function rulesOfRuns({ spec, model }: LintContext): ReadonlySet<string> {
  const suites = [...spec.scenarios.map(({ value }) => value), ...deriveSuites(model)];
  return new Set(
    suites.flatMap(({ scenarios }) => scenarios.flatMap(({ kind, rules }) => (kind === "lifecycle" ? rules : []))),
  );
}

interface Vector {
  readonly id: string;
  /** Why no whole run exercises its rules. */
  readonly why: string | undefined;
}

function vectorsByRule({ spec }: LintContext): ReadonlyMap<string, readonly Vector[]> {
  const byRule = new Map<string, Vector[]>();
  for (const { value } of spec.scenarios) {
    for (const scenario of value.scenarios) {
      if (scenario.kind === "lifecycle") continue;
      const vector = { id: scenario.id, why: scenario.vector_only ?? value.vector_only };
      for (const rule of scenario.rules) byRule.set(rule, [...(byRule.get(rule) ?? []), vector]);
    }
  }
  return byRule;
}
