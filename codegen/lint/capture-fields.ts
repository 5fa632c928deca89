// SPDX-License-Identifier: Apache-2.0
import { type Place, placeIn, within } from "../resolve/context.js";
import type { LintContext, LintRule } from "./rule.js";
import { allFields } from "./text-fields.js";

type FieldRule = LintContext["model"]["capture"]["fields"][number];

/** Each row of capture.yaml `fields` names a field and one decision. */
export const captureFieldsRule: LintRule = {
  id: "capture-fields",
  brief: "Field rules of capture.yaml name a field that exists, and either a class with on_strip or a safe reason.",
  check(context) {
    const paths = new Set(context.model.models.types.flatMap((type) => allFields(type).map((field) => field.path)));
    const seen = new Set<string>();
    context.model.capture.fields.forEach((rule, index) => {
      const place = placeIn("capture", "fields", index);
      if (!paths.has(rule.field)) context.reportUnknown(within(place, "field"), "field", rule.field, paths);
      const key = `${rule.field} ${rule.metadata_key ?? ""}`;
      if (seen.has(key))
        context.report(
          within(place, "field"),
          "capture-fields",
          `${rule.field} has a rule already`,
          "merge the two rows",
        );
      seen.add(key);
      checkDecision(context, rule, place);
    });
  },
};

function checkDecision(context: LintContext, rule: FieldRule, place: Place): void {
  const report = (message: string, fix: string): void => context.report(place, "capture-fields", message, fix);
  if ((rule.class === undefined) === (rule.safe === undefined)) {
    report(`${rule.id} needs exactly one of class and safe`, "keep the one that applies");
    return;
  }
  if (rule.safe !== undefined) {
    if (rule.on_strip !== undefined) report(`${rule.id} is safe, so nothing strips it`, "remove `on_strip`");
    return;
  }
  if (rule.on_strip === undefined && isExported(context, rule)) {
    report(`${rule.id} can be stripped from the export, but how is not said`, "add `on_strip`");
  }
  if (rule.on_strip === "delete" && rule.metadata_key === undefined && !hasMetadata(context, rule)) {
    report(`${rule.id} is no metadata key, so it cannot be deleted`, "use empty or drop");
  }
}

function isExported(context: LintContext, rule: FieldRule): boolean {
  const type = context.model.models.types.find((candidate) => rule.field.startsWith(`${candidate.name}.`));
  return type?.proto !== undefined;
}

/** Local fields that travel in metadata are deleted there. */
function hasMetadata(context: LintContext, rule: FieldRule): boolean {
  return context.model.models.types.some((type) =>
    allFields(type).some((field) => field.path === rule.field && field.metadata !== undefined),
  );
}
