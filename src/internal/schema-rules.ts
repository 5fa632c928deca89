// SPDX-License-Identifier: Apache-2.0
// Runs the rules of spec/validation.yaml inside zod. It interprets a table, on purpose: the straight-line validators of the
// SDK are generated from the same spec, and a test holds the two against each other.
import { z } from "zod";
import {
  hasMoreChars,
  hasMoreJsonBytes,
  hasMoreUtf8Bytes,
  isBlank,
  isEmptyBytes,
  isMember,
  listOf,
} from "./rule-checks.js";
import { isBytes, isDictionary, isObject, isTimestamp } from "./value-types.js";

export interface SchemaField {
  /** Name in paths, snake_case. */
  readonly name: string;
  readonly kind: "string" | "enum" | "number" | "boolean" | "bytes" | "date" | "any" | "dictionary" | "object";
  readonly list?: true;
  /** Name of the model type of `kind: "object"`. */
  readonly type?: string;
}

/** A model type: its fields by property name. */
export interface SchemaType {
  readonly fields: Readonly<Record<string, SchemaField>>;
  /** Property that tells the variants of a union apart, and the property of each variant. */
  readonly discriminator?: string;
  readonly payloads?: readonly string[];
}

export interface SchemaRule {
  readonly id: string;
  /** Model type that owns the property. */
  readonly type: string;
  readonly property: string;
  readonly check: string;
  readonly values?: readonly string[];
  readonly properties?: readonly string[];
  readonly limit?: number;
  readonly whenKind?: string;
  readonly ifPresent?: boolean;
  /** Value of the capture marker under which the rule is not checked. */
  readonly relaxedUnder?: string;
  readonly message: string;
}

export interface SchemaSubject {
  /** First word of every path; may be empty. */
  readonly root: string;
  readonly type: string;
  readonly types: Readonly<Record<string, SchemaType>>;
  /** Metadata key of the capture marker. */
  readonly marker: string;
  /** In the order in which they are checked. */
  readonly rules: readonly SchemaRule[];
  /** Rule and message for values of a wrong type. */
  readonly typeRule?: { readonly id: string; readonly message: string };
}

interface Place {
  readonly value: unknown;
  readonly role: unknown;
  /** Properties and indexes from the record, as zod wants them. */
  readonly path: readonly (string | number)[];
  /** The same way in the words of the spec. */
  readonly owner: string;
}

interface RuleIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly rule: string;
}

/** The shape preceded by the subject's rules. A value of a wrong type is reported only when every rule holds, as the validator does. */
export function withRules<T>(shape: z.ZodType<T>, subject: SchemaSubject): z.ZodType<T> {
  return z
    .unknown()
    .superRefine((value, context) => {
      const issues = ruleIssues(value, subject);
      for (const { path, message, rule } of issues.length > 0 ? issues : typeIssues(value, shape, subject)) {
        context.addIssue({ code: "custom", path: [...path], message, params: { rule } });
      }
    })
    .pipe(shape);
}

function ruleIssues(value: unknown, subject: SchemaSubject): readonly RuleIssue[] {
  const marker = property(property(value, "metadata"), subject.marker);
  const rules = subject.rules.filter((rule) => rule.relaxedUnder === undefined || rule.relaxedUnder !== marker);
  return checkPlace(subject, subject.type, rules, { value, role: undefined, path: [], owner: subject.root });
}

function checkPlace(subject: SchemaSubject, type: string, rules: readonly SchemaRule[], place: Place): RuleIssue[] {
  return groupRules(subject, type, rules).flatMap(({ within, rules: group }) => {
    if (within === undefined)
      return group.flatMap((rule) =>
        isBroken(rule, subject.types[type], place) ? [toRuleIssue(rule, subject, place)] : [],
      );
    return within.flatMap((name) =>
      childPlaces(subject, type, name, place).flatMap((child) =>
        checkPlace(subject, subject.types[type]?.fields[name]?.type ?? "", group, child),
      ),
    );
  });
}

interface RuleGroup {
  /** Properties that lead to the owners of the rules; undefined for rules of the type itself. */
  readonly within: readonly string[] | undefined;
  readonly rules: SchemaRule[];
}

function groupRules(subject: SchemaSubject, type: string, rules: readonly SchemaRule[]): readonly RuleGroup[] {
  const groups: RuleGroup[] = [];
  for (const rule of rules) {
    const names = rule.type === type ? undefined : waysTo(subject, type, rule.type);
    const last = groups.at(-1);
    if (last !== undefined && last.within?.join() === names?.join()) last.rules.push(rule);
    else if (names === undefined || names.length > 0) groups.push({ within: names, rules: [rule] });
  }
  return groups;
}

function waysTo(subject: SchemaSubject, type: string, owner: string): readonly string[] {
  const fields = Object.entries(subject.types[type]?.fields ?? {});
  return fields
    .filter(
      ([, field]) =>
        field.type !== undefined && (field.type === owner || waysTo(subject, field.type, owner).length > 0),
    )
    .map(([name]) => name);
}

function childPlaces(subject: SchemaSubject, type: string, name: string, place: Place): Place[] {
  const field = subject.types[type]?.fields[name];
  const value = property(place.value, name);
  const role = property(place.value, "role");
  const step = `${place.owner === "" ? "" : `${place.owner}.`}${field?.name}`;
  if (field?.list !== true) return isObject(value) ? [{ value, role, path: [...place.path, name], owner: step }] : [];
  return Array.from(listOf(value as readonly unknown[]), (element, index) => ({
    value: element,
    role,
    path: [...place.path, name, index],
    owner: `${step}[${index}]`,
  }));
}

function isBroken(rule: SchemaRule, type: SchemaType | undefined, { value: owner, role }: Place): boolean {
  if (rule.whenKind !== undefined && property(owner, type?.discriminator ?? "kind") !== rule.whenKind) return false;
  const value = property(owner, rule.property);
  const field = type?.fields[rule.property];
  if (rule.ifPresent === true && !isSet(field, value)) return false;
  switch (rule.check) {
    case "one_of":
      return !isMember(rule.values ?? [], value);
    case "non_blank":
      return isBlank(value);
    case "non_empty":
      return listOf(value as readonly unknown[]).length === 0;
    case "one_payload":
      return (type?.payloads ?? []).filter((name) => isSet(type?.fields[name], property(owner, name))).length !== 1;
    case "only_role":
      return !isMember(rule.values ?? [], role);
    case "present":
      return !isSet(field, value);
    case "any_non_blank":
      return (rule.properties ?? []).every((name) => isBlank(property(owner, name)));
    case "any_present":
      return (rule.properties ?? []).every((name) => isEmpty(type?.fields[name], property(owner, name)));
    case "positive":
      return !(typeof value === "number" && value > 0);
    case "non_negative":
      return !(typeof value === "number" && value >= 0);
    case "max_chars":
      return hasMoreChars(value, rule.limit ?? 0);
    case "max_utf8_bytes":
      return hasMoreUtf8Bytes(value, rule.limit ?? 0);
    case "max_json_bytes":
      return hasMoreJsonBytes(value, rule.limit ?? 0);
    case "no_slash":
      return typeof value === "string" && value.includes("/");
    case "no_dot_segment":
      return value === "." || value === "..";
    default:
      throw new Error(`unknown check: ${rule.check}`);
  }
}

function isEmpty(field: SchemaField | undefined, value: unknown): boolean {
  if (field?.kind === "bytes") return isEmptyBytes(value);
  return field?.kind === "string" ? isBlank(value) : !isSet(field, value);
}

function isSet(field: SchemaField | undefined, value: unknown): boolean {
  if (field?.list === true) return Array.isArray(value);
  switch (field?.kind) {
    case "number":
    case "boolean":
      return typeof value === field.kind;
    case "bytes":
      return typeof value === "string" || isBytes(value);
    case "date":
      return isTimestamp(value);
    case "any":
      return value !== undefined;
    case "dictionary":
      return isDictionary(value);
    case "object":
      return isObject(value);
    default:
      return typeof value === "string";
  }
}

function toRuleIssue(rule: SchemaRule, subject: SchemaSubject, place: Place): RuleIssue {
  return {
    path: [...place.path, rule.property],
    message: rule.message.replaceAll("{path}", () => place.owner || subject.root),
    rule: rule.id,
  };
}

function typeIssues(
  value: unknown,
  shape: z.ZodType<unknown>,
  { root, typeRule }: SchemaSubject,
): readonly RuleIssue[] {
  if (typeRule === undefined) return [];
  return (shape.safeParse(value).error?.issues ?? []).map((issue) => {
    const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
    const message = typeRule.message
      .replaceAll("{path}", () => specPath(root, path))
      .replaceAll("{type}", () => issue.message.replace(/^must be /, ""));
    return { path, message, rule: typeRule.id };
  });
}

/** `["input", 0, "toolCall"]` -> `generation.input[0].tool_call`. */
function specPath(root: string, path: readonly (string | number)[]): string {
  const steps = path.map((step) =>
    typeof step === "number" ? `[${step}]` : `.${step.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
  );
  const joined = steps.join("");
  return root === "" ? joined.slice(1) : root + joined;
}

function property(value: unknown, name: string): unknown {
  return value === undefined || value === null ? undefined : (value as Readonly<Record<string, unknown>>)[name];
}
