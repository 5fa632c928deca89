// SPDX-License-Identifier: Apache-2.0
import type { ModelField, ModelType } from "../model.js";
import { type Place, placeIn, within } from "../resolve/context.js";
import type { ValidationRule } from "../schema/validation.js";
import { suggestWord } from "../suggest.js";
import { checkShapes } from "./check-shapes.js";
import type { LintContext, LintRule } from "./rule.js";
import { allFields } from "./text-fields.js";

/** A validation rule can be turned into code without guessing. */
export const validationFieldsRule: LintRule = {
  id: "validation-field",
  brief: "Validation rules point at fields that their subject holds, with a check that fits the field.",
  check(context) {
    context.spec.files.validation.rules.forEach((rule, index) => {
      checkField(context, rule, placeIn("validation", "rules", index));
    });
  },
};

function checkField(context: LintContext, rule: ValidationRule, place: Place): void {
  const [owner = "", name = "", ...more] = rule.field.split(".");
  const at = within(place, "field");
  const names = context.model.models.types.map((type) => type.name);
  const type = context.model.models.types.find((candidate) => candidate.name === owner);
  if (type === undefined) context.reportUnknown(at, "type", owner, names);
  else if (more.length > 0) {
    const message = `"${rule.field}" goes through several types`;
    context.report(at, "bad-path", message, "name the type that owns the field: Type.field");
  } else {
    checkReachable(context, rule, type, at);
    if (name === "*") checkEveryField(context, rule, at);
    else checkOneField(context, rule, type, name, place);
  }
}

function checkEveryField(context: LintContext, rule: ValidationRule, place: Place): void {
  if (rule.check === "type") return;
  const message = `check ${rule.check} cannot judge ${rule.field}`;
  context.report(place, "validation-field", message, "name one field; only check type judges them all");
}

function checkOneField(context: LintContext, rule: ValidationRule, type: ModelType, name: string, place: Place): void {
  const fields = allFields(type);
  const names = fields.map((field) => field.name);
  const field = fields.find((candidate) => candidate.name === name);
  if (field === undefined && type.union?.discriminator !== name) {
    context.report(within(place, "field"), "bad-path", `${type.name} has no field "${name}"`, suggestWord(name, names));
  }
  if (field !== undefined && !checkShapes[rule.check].accepts(field)) {
    const kind = field.repeated ? "a list" : field.type.kind;
    const message = `check ${rule.check} cannot judge ${rule.field}, which is ${kind}`;
    context.report(within(place, "check"), "validation-field", message, "use a check that fits the field");
  }
  rule.fields?.forEach((other, index) => {
    if (names.includes(other)) return;
    const message = `${type.name} has no field "${other}"`;
    context.report(within(place, "fields", index), "bad-path", message, suggestWord(other, names));
  });
  checkWords(context, rule, type, field, place);
}

/** Kinds, roles and enum members that a rule names exist. */
function checkWords(
  context: LintContext,
  rule: ValidationRule,
  type: ModelType,
  field: ModelField | undefined,
  place: Place,
): void {
  const kinds = type.union?.variants.map((variant) => variant.kind) ?? [];
  if (rule.when_kind !== undefined && !kinds.includes(rule.when_kind)) {
    context.reportUnknown(within(place, "when_kind"), `kind of ${type.name}`, rule.when_kind, kinds);
  }
  const known = rule.check === "only_role" ? rolesOf(context) : valuesOf(field);
  if (known.length === 0) return;
  rule.values?.forEach((value, index) => {
    if (!known.includes(value)) context.reportUnknown(within(place, "values", index), "value", value, known);
  });
}

function valuesOf(field: ModelField | undefined): readonly string[] {
  return field?.type.kind === "enum" ? field.type.enum.values.map((member) => member.value) : [];
}

function rolesOf(context: LintContext): readonly string[] {
  const fields = context.model.models.types.flatMap((type) => type.fields);
  return fields.filter((field) => field.name === "role").flatMap(valuesOf);
}

/** The validator starts at the subject's type; a type that it never meets cannot be checked. */
function checkReachable(context: LintContext, rule: ValidationRule, type: ModelType, place: Place): void {
  const subject = context.model.validation.subjects.find((candidate) => candidate.id === rule.subject);
  if (subject === undefined) return;
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    const found = context.model.models.types.find((candidate) => candidate.name === name);
    for (const field of found === undefined ? [] : allFields(found)) {
      if (field.type.kind === "type") visit(field.type.name);
    }
  };
  visit(subject.type);
  if (reached.has(type.name)) return;
  const fix = `use a field of ${[...reached].join(", ")}`;
  context.report(place, "bad-path", `${subject.type} holds no ${type.name}`, fix);
}
