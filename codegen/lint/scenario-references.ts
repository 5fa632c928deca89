// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../load/is-record.js";
import { specNames } from "../load/spec-files.js";
import type { Place } from "../resolve/context.js";
import type { Scenario } from "../schema/scenarios.js";
import type { LintContext, LintRule } from "./rule.js";

/** Scenarios speak the vocabulary of the spec. */
export const scenarioReferencesRule: LintRule = {
  id: "scenario-references",
  brief: "Rules, subjects, modes, sinks, classes and categories that scenarios name exist.",
  check(context) {
    const ids = allIds(context);
    context.spec.scenarios.forEach(({ file, value }) => {
      value.scenarios.forEach((scenario, index) => {
        const at = (...path: readonly PropertyKey[]): Place => ({ file, path: ["scenarios", index, ...path] });
        scenario.rules.forEach((rule, position) => {
          if (!ids.has(rule)) context.reportUnknown(at("rules", position), "rule", rule, ids);
        });
        for (const [name, what, known, ...path] of references(context, scenario)) {
          if (name !== undefined && !known.includes(name)) context.reportUnknown(at(...path), what, name, known);
        }
      });
    });
  },
};

/** Stands for the texts of a span that are no attributes: status message and events. */
const SPAN_TEXTS = "SpanTexts";

type Reference = readonly [
  name: string | undefined,
  what: string,
  known: readonly string[],
  ...path: readonly PropertyKey[],
];

function references({ model }: LintContext, scenario: Scenario): readonly Reference[] {
  const modes = model.capture.modes.map((mode) => mode.id);
  switch (scenario.kind) {
    case "validation":
      return [
        [scenario.subject, "subject", model.validation.subjects.map((subject) => subject.id), "subject"],
        [scenario.marker, "capture mode", modes, "marker"],
      ];
    case "strip":
      return [
        [scenario.type, "type", [SPAN_TEXTS, ...model.models.types.map((type) => type.name)], "type"],
        [scenario.sink, "sink", model.capture.sinks.map((sink) => sink.id), "sink"],
        [scenario.mode, "capture mode", modes, "mode"],
      ];
    case "capture_mode": {
      const outcomes = [...modes, ...model.capture.fail_closed.map((entry) => entry.outcome)];
      const layers = Object.entries(scenario.layers).map(
        ([layer, mode]): Reference => [mode, "capture mode", layer === "resolver" ? outcomes : modes, "layers", layer],
      );
      return [...layers, [scenario.expect, "capture mode", modes, "expect"]];
    }
    case "answer":
      return [
        [scenario.expect.class, "retry class", model.errors.retry_classes.map((entry) => entry.id), "expect", "class"],
      ];
    case "classify":
      return [
        [
          scenario.expect.category,
          "error category",
          model.errors.categories.map((entry) => entry.id),
          "expect",
          "category",
        ],
      ];
    default:
      return [];
  }
}

/** Ids of all entries of all files: scenarios may name more than the rules that must be covered. */
function allIds(context: LintContext): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const name of specNames) {
    for (const entries of Object.values(context.spec.files[name])) {
      if (!Array.isArray(entries)) continue;
      for (const entry of entries as readonly unknown[]) {
        if (isRecord(entry) && typeof entry.id === "string") ids.add(entry.id);
      }
    }
  }
  return ids;
}
