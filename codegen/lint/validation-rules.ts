// SPDX-License-Identifier: Apache-2.0
import type { ModelField, ModelType } from "../model.js";
import { placeIn, within, type Place } from "../resolve/context.js";
import type { ValidationRule } from "../schema/validation.js";
import { suggest } from "../suggest.js";
import type { LintContext, LintRule } from "./rule.js";
import { allFields } from "./text-fields.js";

type Argument = "values" | "fields" | "limit";
interface CheckShape {
  readonly required?: readonly Argument[];
  readonly optional?: readonly Argument[];
  readonly accepts: (field: ModelField) => boolean;
}

const isKind = (...kinds: readonly string[]) => (field: ModelField): boolean => kinds.includes(field.type.kind);
const isText = (field: ModelField): boolean => field.type.kind === "string" && !field.repeated;
const isNumber = isKind("int64", "double");
const anything = (): boolean => true;

/** Which arguments a check reads and which fields it can judge. */
const checks: Readonly<Record<ValidationRule["check"], CheckShape>> = {
  one_of: { optional: ["values"], accepts: isKind("enum", "string") },
  non_blank: { accepts: isText },
  non_empty: { accepts: (field) => field.repeated },
  one_payload: { accepts: anything },
  only_role: { required: ["values"], accepts: anything },
  present: { accepts: anything },
  any_non_blank: { required: ["fields"], accepts: isText },
  any_present: { required: ["fields"], accepts: anything },
  positive: { accepts: isNumber },
  non_negative: { accepts: isNumber },
  max_chars: { required: ["limit"], accepts: isText },
  max_utf8_bytes: { required: ["limit"], accepts: isText },
  max_json_bytes: { required: ["limit"], accepts: isKind("struct", "json", "string_map") },
  no_slash: { accepts: isText },
  type: { accepts: anything },
};

/** A validation rule can be turned into code without guessing. */
export const validationRulesRule: LintRule = {
  id: "validation-rule",
  brief: "Validation rules point at fields of their subject, and give a check the arguments that it reads and no others.",
  check(context) {
    context.spec.files.validation.rules.forEach((rule, index) => {
      const place = placeIn("validation", "rules", index);
      checkArguments(context, rule, place);
      checkMessage(context, rule, place);
      checkPath(context, rule, place);
    });
  },
};

function checkArguments(context: LintContext, rule: ValidationRule, place: Place): void {
  const { required = [], optional = [] } = checks[rule.check];
  for (const argument of ["values", "fields", "limit"] as const) {
    const isGiven = rule[argument] !== undefined;
    if (isGiven && !required.includes(argument) && !optional.includes(argument)) {
      context.report(within(place, argument), "validation-rule", `check ${rule.check} does not read \`${argument}\``, "remove it");
    }
    if (!isGiven && required.includes(argument)) {
      context.report(within(place, "check"), "validation-rule", `check ${rule.check} needs \`${argument}\``, "add it");
    }
  }
}

function checkMessage(context: LintContext, rule: ValidationRule, place: Place): void {
  const known = ["path", ...(rule.limit === undefined ? [] : ["limit"]), ...(rule.check === "type" ? ["type"] : [])];
  for (const [, name = ""] of rule.message.matchAll(/\{([^}]*)\}/g)) {
    if (known.includes(name)) continue;
    context.report(within(place, "message"), "validation-rule", `nothing fills in {${name}}`, suggest(name, known));
  }
}

function checkPath(context: LintContext, rule: ValidationRule, place: Place): void {
  const [owner = "", name = "", ...more] = rule.field.split(".");
  const { types } = context.model.models;
  const type = types.find((candidate) => candidate.name === owner);
  const at = within(place, "field");
  if (type === undefined) return context.reportUnknown(at, "type", owner, types.map((candidate) => candidate.name));
  if (more.length > 0) return context.report(at, "bad-path", `"${rule.field}" goes through several types`, "name the type that owns the field: Type.field");
  checkReachable(context, rule, type, at);
  if (name === "*") {
    if (rule.check !== "type") context.report(at, "validation-rule", `only check type judges all fields of ${owner}`, `write ${owner}.field`);
    return;
  }
  const fields = allFields(type);
  const names = fields.map((field) => field.name);
  const isDiscriminator = type.union?.discriminator === name;
  const field = fields.find((candidate) => candidate.name === name);
  if (field === undefined && !isDiscriminator) context.report(at, "bad-path", `${owner} has no field "${name}"`, suggest(name, names));
  if (field !== undefined && !checks[rule.check].accepts(field)) {
    context.report(at, "validation-rule", `check ${rule.check} cannot judge ${rule.field}, which is ${field.repeated ? "a list" : field.type.kind}`, "use a check that fits the field");
  }
  rule.fields?.forEach((other, index) => {
    if (!names.includes(other)) context.report(within(place, "fields", index), "bad-path", `${owner} has no field "${other}"`, suggest(other, names));
  });
  checkWords(context, rule, type, field, place);
}

/** Kinds, roles and enum members that a rule names exist. */
function checkWords(context: LintContext, rule: ValidationRule, type: ModelType, field: ModelField | undefined, place: Place): void {
  const kinds = type.union?.variants.map((variant) => variant.kind) ?? [];
  if (rule.when_kind !== undefined && !kinds.includes(rule.when_kind)) context.reportUnknown(within(place, "when_kind"), `kind of ${type.name}`, rule.when_kind, kinds);
  const known = rule.check === "only_role" ? rolesOf(context) : field?.type.kind === "enum" ? field.type.enum.values.map((member) => member.value) : undefined;
  rule.values?.forEach((value, index) => {
    if (known !== undefined && !known.includes(value)) context.reportUnknown(within(place, "values", index), "value", value, known);
  });
}

function rolesOf(context: LintContext): readonly string[] {
  return context.model.models.types.flatMap((type) =>
    type.fields.flatMap((field) => (field.name === "role" && field.type.kind === "enum" ? field.type.enum.values.map((member) => member.value) : [])),
  );
}

/** The validator starts at the subject's type; a type that it never meets cannot be checked. */
function checkReachable(context: LintContext, rule: ValidationRule, type: ModelType, place: Place): void {
  const { types } = context.model.models;
  const subject = context.model.validation.subjects.find((candidate) => candidate.id === rule.subject);
  if (subject === undefined) return;
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    const found = types.find((candidate) => candidate.name === name);
    for (const field of found === undefined ? [] : allFields(found)) if (field.type.kind === "type") visit(field.type.name);
  };
  visit(subject.type);
  if (reached.has(type.name)) return;
  context.report(place, "bad-path", `${subject.type} holds no ${type.name}`, `use a field of ${[...reached].join(", ")}`);
}
