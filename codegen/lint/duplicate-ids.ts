// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../load/is-record.js";
import { specNames } from "../load/spec-files.js";
import { type Place, placeIn } from "../resolve/context.js";
import type { LintContext, LintRule } from "./rule.js";
import { listRuleIds } from "./rule-ids.js";

/** Names mean one thing. */
export const duplicateIdsRule: LintRule = {
  id: "duplicate-id",
  brief:
    "Ids are unique in their list, rule ids in the whole spec, scenario ids in all files, references in their entry.",
  check(context) {
    for (const name of specNames) {
      for (const [list, entries] of Object.entries(context.spec.files[name])) {
        if (!Array.isArray(entries)) continue;
        const ids = (entries as readonly unknown[]).map((entry) =>
          isRecord(entry) ? (entry.id ?? (name === "models" ? entry.name : undefined)) : undefined,
        );
        reportRepeats(
          context,
          ids,
          (index) => placeIn(name, list, index, name === "models" ? "name" : "id"),
          `in ${list}`,
        );
      }
    }
    const rules = listRuleIds(context);
    const files = rules.map((rule) => `${rule.place.file}/${String(rule.place.path[0])}`);
    rules.forEach((rule, index) => {
      const first = rules.findIndex((candidate) => candidate.id === rule.id);
      if (first === index || files[first] === files[index]) return;
      context.report(
        rule.place,
        "duplicate-id",
        `rule id "${rule.id}" is taken by ${files[first]}`,
        "rename one: scenarios name rules by id alone",
      );
    });
    checkReferences(context);
    checkScenarios(context);
  },
};

function checkReferences(context: LintContext): void {
  const { spans, metrics } = context.spec.files;
  spans.spans.forEach((span, index) => {
    const refs = span.attributes.map((entry) => entry.ref);
    reportRepeats(
      context,
      refs,
      (at) => placeIn("spans", "spans", index, "attributes", at, "ref"),
      `in span ${span.id}`,
    );
  });
  metrics.metrics.forEach((metric, index) => {
    metric.recorded_for.forEach((point, position) => {
      const refs = point.attributes.map((entry) => entry.ref);
      const place = (at: number): Place =>
        placeIn("metrics", "metrics", index, "recorded_for", position, "attributes", at, "ref");
      reportRepeats(context, refs, place, `in a point of ${metric.id}`);
    });
  });
}

function checkScenarios(context: LintContext): void {
  const all = context.spec.scenarios.flatMap(({ file, value }) =>
    value.scenarios.map((scenario, index) => ({ id: scenario.id, place: { file, path: ["scenarios", index, "id"] } })),
  );
  const placeAt = (index: number): Place => all[index]?.place ?? { file: "", path: [] };
  reportRepeats(
    context,
    all.map((scenario) => scenario.id),
    placeAt,
    "in the scenarios",
  );
}

function reportRepeats(
  context: LintContext,
  ids: readonly unknown[],
  place: (index: number) => Place,
  where: string,
): void {
  const first = new Map<unknown, number>();
  ids.forEach((id, index) => {
    if (typeof id !== "string") return;
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, index);
    else {
      const { file, path } = place(earlier);
      const { line } = context.spec.locate(file, path);
      context.report(
        place(index),
        "duplicate-id",
        `"${id}" occurs twice ${where}, first in ${file}:${line}`,
        "rename or remove one",
      );
    }
  });
}
