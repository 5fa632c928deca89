// SPDX-License-Identifier: Apache-2.0
import type { ModelField, ModelType, SpecModel } from "../../model.js";
import { camelCase } from "../../naming.js";
import type { ValidationRule } from "../../schema/validation.js";
import { membersConstant } from "./enums.js";
import { allFields } from "./field-type.js";
import { literal } from "./ts-file.js";
import { kindsConstant } from "./union-fields.js";

/** Name of the field that a rule is about: `Message.role` -> `role`. */
export function ruleField(rule: ValidationRule): string {
  return rule.field.slice(rule.field.indexOf(".") + 1);
}

/** Name of the type that owns the field of a rule: `Message.role` -> `Message`. */
export function ruleOwner(rule: ValidationRule): string {
  return rule.field.slice(0, rule.field.indexOf("."));
}

/** Message of a rule with its limit filled in; `{path}` stays. */
export function ruleMessage(model: SpecModel, rule: ValidationRule): string {
  return rule.limit === undefined ? rule.message : rule.message.replaceAll("{limit}", String(limitValue(model, rule)));
}

/** Number behind the `limit` of a rule. */
export function limitValue(model: SpecModel, rule: ValidationRule): number {
  const limit = model.config.limits.find((entry) => entry.id === rule.limit);
  if (limit === undefined) throw new Error(`spec/validation.yaml: ${rule.id} names the unknown limit ${rule.limit}`);
  return limit.value;
}

/** Condition under which a rule fails, over the object `value` (which may be anything), `role` and the `relaxed` flag. */
export function failureCondition(
  model: SpecModel,
  type: ModelType,
  rule: ValidationRule,
  relaxed: string | undefined,
): string {
  const kind =
    rule.when_kind === undefined
      ? undefined
      : `value?.${type.union?.discriminator ?? "kind"} === ${literal(rule.when_kind)}`;
  const test = checkExpression(model, type, rule);
  return [relaxed === undefined ? undefined : `!${relaxed}`, kind, test]
    .filter((term) => term !== undefined)
    .join(" && ");
}

function checkExpression(model: SpecModel, type: ModelType, rule: ValidationRule): string {
  const value = access(ruleField(rule));
  const field = allFields(type).find((candidate) => candidate.name === ruleField(rule));
  const ifPresent = (test: string): string => (rule.if_present ? `${isSet(field, value)} && ${test}` : test);
  switch (rule.check) {
    case "one_of":
      return ifPresent(`!isMember(${members(type, rule, field)}, ${value})`);
    case "non_blank":
      return ifPresent(`isBlank(${value})`);
    case "non_empty":
      return ifPresent(`listOf(${value}).length === 0`);
    case "one_payload":
      return `${(type.union?.variants ?? []).map((variant) => `Number(${isSet(variant.field, access(variant.field.name))})`).join(" + ")} !== 1`;
    case "only_role":
      return rule.values?.length === 1
        ? `role !== ${literal(rule.values[0])}`
        : `!isMember(${literal(rule.values)}, role)`;
    case "present":
      return not(isSet(field, value));
    case "any_non_blank":
      return (rule.fields ?? []).map((name) => `isBlank(${access(name)})`).join(" && ");
    case "any_present":
      return (rule.fields ?? []).map((name) => isMissing(type, name)).join(" && ");
    case "positive":
      return rule.if_present
        ? `typeof ${value} === "number" && !(${value} > 0)`
        : `!(typeof ${value} === "number" && ${value} > 0)`;
    case "non_negative":
      return rule.if_present
        ? `typeof ${value} === "number" && !(${value} >= 0)`
        : `!(typeof ${value} === "number" && ${value} >= 0)`;
    case "max_chars":
      return `hasMoreChars(${value}, ${limitValue(model, rule)})`;
    case "max_utf8_bytes":
      return `hasMoreUtf8Bytes(${value}, ${limitValue(model, rule)})`;
    case "max_json_bytes":
      return `hasMoreJsonBytes(${value}, ${limitValue(model, rule)})`;
    case "no_slash":
      return `typeof ${value} === "string" && ${value}.includes("/")`;
    case "no_dot_segment":
      return `isMember([".", ".."], ${value})`;
    case "type":
      throw new Error(`${rule.id}: check "type" has no condition of its own`);
  }
}

function access(name: string): string {
  return `value?.${camelCase(name)}`;
}

/** Members that `one_of` allows: the rule's values, or the constant of the field's enum. */
function members(type: ModelType, rule: ValidationRule, field: ModelField | undefined): string {
  const kinds = type.union?.variants.map((variant) => variant.kind);
  if (rule.values !== undefined && rule.values.join() !== kinds?.join()) return literal(rule.values);
  if (field?.type.kind === "enum") return membersConstant(field.type.enum);
  return kindsConstant(type);
}

function not(condition: string): string {
  return /^[\w.]+\(.*\)$/.test(condition) ? `!${condition}` : `!(${condition})`;
}

function isMissing(type: ModelType, name: string): string {
  const field = allFields(type).find((candidate) => candidate.name === name);
  if (field?.type.kind === "bytes") return `isEmptyBytes(${access(name)})`;
  return field === undefined || field.type.kind === "string"
    ? `isBlank(${access(name)})`
    : not(isSet(field, access(name)));
}

const TYPE_TESTS = { string: "string", enum: "string", int64: "number", double: "number", bool: "boolean" } as const;

/** Whether a value of the field's type is there. */
function isSet(field: ModelField | undefined, value: string): string {
  if (field?.repeated) return `Array.isArray(${value})`;
  switch (field?.type.kind) {
    case undefined:
    case "string":
    case "enum":
    case "int64":
    case "double":
    case "bool":
      return `typeof ${value} === "${TYPE_TESTS[field?.type.kind ?? "string"]}"`;
    case "bytes":
      return `(typeof ${value} === "string" || isBytes(${value}))`;
    case "timestamp":
      return `isTimestamp(${value})`;
    case "json":
      return `${value} !== undefined`;
    case "type":
      return `isObject(${value})`;
    case "struct":
    case "string_map":
      return `isDictionary(${value})`;
  }
}
