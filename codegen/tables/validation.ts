// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { check as checks, type ValidationRule } from "../schema/validation.js";
import { head, headOf } from "./common.js";
import { constantGroup, defineSection, type SectionDefinition, withoutStem } from "./section.js";
import { bool, constant, double, field, type Infer, int, list, optional, struct, text, vocabulary } from "./shape.js";
import { wordsOf } from "./words-of.js";

const subject = struct("ValidationSubject", "Something that is validated.", {
  ...head,
  type: field(text, "Type of the value."),
  prefix: field(text, "Text that opens every error message."),
  path: field(text, "First word of every path; empty when paths begin with the name of a field."),
});

const rule = struct("ValidationRule", "A validation rule.", {
  ...head,
  subject: field(text, "Id of the subject."),
  order: field(double, "Rules of a subject run in ascending order."),
  field: field(
    text,
    "Path of the checked field: type and name; `Type.*` stands for every field of the type and of the types inside it.",
  ),
  check: field(vocabulary("ValidationCheck", "Checks that rules use.", wordsOf(checks)), "What is checked."),
  values: optional(list(text), "Words that the check compares with."),
  fields: optional(list(text), "Fields that the check looks at together."),
  limit: optional(text, "Id of the limit or option that bounds the value."),
  limit_value: optional(int, "The bound: the limit's value or the option's default."),
  when_kind: optional(text, "The rule applies to parts of this kind only."),
  if_present: field(bool, "The rule applies only when the value is present."),
  relaxed_under: optional(constant("capture_mode"), "Capture mode whose marker switches the rule off."),
  message: field(text, "Error text after the prefix; `{path}`, `{limit}` and `{type}` are filled in."),
});
type Rule = Infer<typeof rule>;

const shape = struct("ValidationTables", "Validation.", {
  subjects: field(list(subject), "What is validated."),
  rules: field(list(rule), "Rules by subject and order."),
});

export const validationSection: SectionDefinition = defineSection({
  id: "validation",
  brief: "Validation rules in order, with their messages.",
  inputs: ["spec/validation.yaml", "spec/config.yaml", "spec/capture.yaml"],
  shape,
  build: (model) => ({
    subjects: model.validation.subjects.map((entry) => ({
      ...headOf(entry),
      type: entry.type,
      prefix: entry.prefix,
      path: entry.path,
    })),
    rules: sortedRules(model).map((entry) => toRule(entry, model)),
  }),
  constants: (model) => [
    constantGroup({
      id: "rule",
      prefix: "RULE",
      className: "RuleIds",
      brief: "Ids of validation rules.",
      entries: sortedRules(model),
      name: (entry) => withoutStem(entry.id, "validation"),
      value: (entry) => entry.id,
    }),
  ],
});

/** By the order of the subjects, then by `order`; equal orders keep the order of the file. */
function sortedRules({ validation }: SpecModel): readonly ValidationRule[] {
  const rank = new Map(validation.subjects.map((entry, index) => [entry.id, index]));
  const rankOf = (entry: ValidationRule): number => rank.get(entry.subject) ?? rank.size;
  return [...validation.rules].sort((a, b) => rankOf(a) - rankOf(b) || a.order - b.order);
}

function toRule(entry: ValidationRule, model: SpecModel): Rule {
  return {
    ...headOf(entry),
    subject: entry.subject,
    order: entry.order,
    field: entry.field,
    check: entry.check,
    values: entry.values,
    fields: entry.fields,
    limit: entry.limit,
    limit_value: entry.limit === undefined ? undefined : limitValue(entry.limit, model),
    when_kind: entry.when_kind,
    if_present: entry.if_present,
    relaxed_under: model.capture.modes.find((mode) => mode.id === entry.relaxed_under)?.value,
    message: entry.message,
  };
}

function limitValue(id: string, { config }: SpecModel): number | undefined {
  const limit = config.limits.find((entry) => entry.id === id);
  if (limit !== undefined) return limit.value;
  const value = config.options.find((entry) => entry.id === id)?.default;
  return typeof value === "number" ? value : undefined;
}
