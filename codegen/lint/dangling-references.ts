// SPDX-License-Identifier: Apache-2.0
import { placeIn, type Place } from "../resolve/context.js";
import type { LintContext, LintRule } from "./rule.js";

/** References that the resolver has no need to follow: classes, modes, categories, retry classes, limits. */
export const danglingReferencesRule: LintRule = {
  id: "dangling-reference",
  brief: "Everything that is named exists.",
  check(context) {
    checkCapture(context);
    checkValidation(context);
    checkErrors(context);
    checkFrameworks(context);
  },
};

const idsOf = (entries: readonly { readonly id: string }[]): readonly string[] => entries.map((entry) => entry.id);

function checkCapture(context: LintContext): void {
  const { capture, spans } = context.spec.files;
  const classes = idsOf(capture.classes);
  const reasons = idsOf(capture.safe_reasons);
  const modes = idsOf(capture.modes);
  const sinks = idsOf(capture.sinks);
  const attributes = idsOf(context.model.attributes);
  const check = referenceCheck(context);
  capture.fields.forEach((rule, index) => {
    check(rule.class, "capture class", classes, placeIn("capture", "fields", index, "class"));
    check(rule.safe, "safe reason", reasons, placeIn("capture", "fields", index, "safe"));
    check(rule.metadata_key, "attribute", attributes, placeIn("capture", "fields", index, "metadata_key"));
  });
  capture.classes.forEach((entry, index) => {
    for (const [sink, row] of Object.entries(entry.matrix)) {
      const place = ["classes", index, "matrix", sink] as const;
      check(sink, "sink", sinks, placeIn("capture", ...place));
      for (const mode of Object.keys(row)) check(mode, "capture mode", modes, placeIn("capture", ...place, mode));
    }
  });
  capture.span_content.forEach((rule, index) => {
    check(rule.attribute, "attribute", attributes, placeIn("capture", "span_content", index, "attribute"));
    check(rule.class, "capture class", classes, placeIn("capture", "span_content", index, "class"));
    rule.spans.forEach((span, at) => check(span, "span", idsOf(spans.spans), placeIn("capture", "span_content", index, "spans", at)));
  });
  capture.fail_closed.forEach((entry, index) => check(entry.mode, "capture mode", modes, placeIn("capture", "fail_closed", index, "mode")));
}

function checkValidation(context: LintContext): void {
  const { validation, capture, config } = context.spec.files;
  const check = referenceCheck(context);
  const types = context.model.models.types.map((type) => type.name);
  validation.subjects.forEach((subject, index) => check(subject.type, "type", types, placeIn("validation", "subjects", index, "type")));
  validation.rules.forEach((rule, index) => {
    check(rule.subject, "subject", idsOf(validation.subjects), placeIn("validation", "rules", index, "subject"));
    check(rule.limit, "limit", idsOf(config.limits), placeIn("validation", "rules", index, "limit"));
    check(rule.relaxed_under, "capture mode", idsOf(capture.modes), placeIn("validation", "rules", index, "relaxed_under"));
  });
}

function checkErrors(context: LintContext): void {
  const { errors } = context.spec.files;
  const check = referenceCheck(context);
  const categories = idsOf(errors.categories);
  const classes = idsOf(errors.retry_classes);
  errors.types.forEach((type, index) => check(type.category, "error category", ["classified", ...categories], placeIn("errors", "types", index, "category")));
  errors.classification.forEach((step, index) => check(step.category, "error category", categories, placeIn("errors", "classification", index, "category")));
  errors.retry_classes.forEach((entry, index) =>
    check(entry.drop_reason, "drop reason", idsOf(errors.drop_reasons), placeIn("errors", "retry_classes", index, "drop_reason")),
  );
  for (const list of ["http_answers", "grpc_answers", "transport_faults", "item_patterns"] as const) {
    errors[list].forEach((row, index) => check(row.class, "retry class", classes, placeIn("errors", list, index, "class")));
  }
}

function checkFrameworks(context: LintContext): void {
  const { frameworks } = context.spec.files;
  const check = referenceCheck(context);
  const attributes = idsOf(context.model.attributes);
  frameworks.tags.forEach((tag, index) => check(tag.ref, "attribute", attributes, placeIn("frameworks", "tags", index, "ref")));
  frameworks.metadata_keys.forEach((key, index) => {
    check(key.ref, "attribute", attributes, placeIn("frameworks", "metadata_keys", index, "ref"));
    key.frameworks.forEach((name, at) => check(name, "framework", idsOf(frameworks.frameworks), placeIn("frameworks", "metadata_keys", index, "frameworks", at)));
  });
}

/** Reports a name that is given and unknown. */
function referenceCheck(context: LintContext): (name: string | undefined, what: string, known: readonly string[], place: Place) => void {
  return (name, what, known, place) => {
    if (name !== undefined && !known.includes(name)) context.reportUnknown(place, what, name, known);
  };
}
