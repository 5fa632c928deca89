// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, StructureKind } from "ts-morph";
import type { ModelField, ModelType, SpecModel } from "../../model.js";
import { camelCase, pascalCase } from "../../naming.js";
import type { ValidationRule } from "../../schema/validation.js";
import { allFields, findType, nestedType } from "./field-type.js";
import { literal } from "./ts-file.js";
import { fieldsName } from "./union-fields.js";
import { failureCondition, ruleField, ruleMessage, ruleOwner } from "./validate-condition.js";

/** A stretch of the rules of one type, in order: one rule of its own, or rules of the types inside some of its fields. */
export type Step =
  | { readonly kind: "own"; readonly rule: ValidationRule }
  | { readonly kind: "nested"; readonly fields: readonly ModelField[]; readonly rules: readonly ValidationRule[] };

/** Rules of one subject in the order in which they are checked. */
export function orderedRules(model: SpecModel, subject: string): readonly ValidationRule[] {
  return model.validation.rules.filter((rule) => rule.subject === subject).sort((a, b) => a.order - b.order);
}

/** What the ids of all rules begin with, up to and with a dot. */
export function rulePrefix(model: SpecModel): string {
  const [first = "", ...others] = model.validation.rules.map((rule) => rule.id);
  const prefix = first.slice(0, first.indexOf(".") + 1);
  return others.every((id) => id.startsWith(prefix)) ? prefix : "";
}

/** Splits ordered rules into steps: neighbours that live inside the same fields are checked together, value by value. */
export function stepsOf(model: SpecModel, type: ModelType, rules: readonly ValidationRule[]): readonly Step[] {
  const steps: Step[] = [];
  for (const rule of rules) {
    if (ruleOwner(rule) === type.name) {
      steps.push({ kind: "own", rule });
      continue;
    }
    const fields = allFields(type).filter((field) => reaches(model, nestedType(model, field), ruleOwner(rule)));
    const last = steps.at(-1);
    const joins =
      last?.kind === "nested" &&
      last.fields.length === fields.length &&
      last.fields.every((field, index) => field === fields[index]);
    if (joins) steps[steps.length - 1] = { ...last, rules: [...last.rules, rule] };
    else steps.push({ kind: "nested", fields, rules: [rule] });
  }
  return steps;
}

function reaches(model: SpecModel, type: ModelType | undefined, owner: string): boolean {
  if (type === undefined) return false;
  return type.name === owner || allFields(type).some((field) => reaches(model, nestedType(model, field), owner));
}

/** Names of the flags for relaxed rules: `metadata_only` -> `isMetadataOnly`. */
export function relaxations(rules: readonly ValidationRule[]): readonly string[] {
  return [...new Set(rules.flatMap((rule) => (rule.relaxed_under === undefined ? [] : [rule.relaxed_under])))].sort();
}

export function relaxedFlag(mode: string): string {
  return `is${pascalCase(mode)}`;
}

/** Check functions of one subject: the record's own first, then one per nested type. */
export function walkFunctions(
  model: SpecModel,
  subject: string,
  type: ModelType,
  rules: readonly ValidationRule[],
): readonly FunctionDeclarationStructure[] {
  const uses = new Map<string, number>();
  const nameOf = (nested: ModelType): string => {
    const base = `check${pascalCase(subject)}${nested === type ? "" : nested.name}`;
    const use = (uses.get(base) ?? 0) + 1;
    uses.set(base, use);
    return use === 1 ? base : `${base}${use}`;
  };
  const root = model.validation.subjects.find((entry) => entry.id === subject)?.path ?? "";
  return typeFunctions({ model, nameOf }, type, rules, { name: nameOf(type), path: root });
}

/** One check function: its name, and the fixed path of what it checks, which elements of lists have not. */
interface Check {
  readonly name: string;
  readonly path: string | undefined;
}

interface Walk {
  readonly model: SpecModel;
  readonly nameOf: (type: ModelType) => string;
}

function typeFunctions(
  walk: Walk,
  type: ModelType,
  rules: readonly ValidationRule[],
  { name, path }: Check,
): FunctionDeclarationStructure[] {
  const nested: FunctionDeclarationStructure[] = [];
  // A field that a rule demands is there when the rules after it are checked.
  const present = new Set<string>();
  const lines = stepsOf(walk.model, type, rules).flatMap((step) => {
    if (step.kind === "own") {
      if (isDemand(step.rule)) present.add(ruleField(step.rule));
      return ownLines(walk.model, type, step.rule, path);
    }
    // Fields of one type, such as input and output messages, share a function.
    const checks = new Map<ModelType, { readonly check: string; readonly rules: readonly ValidationRule[] }>();
    return step.fields.flatMap((field) => {
      const inner = nestedType(walk.model, field);
      if (inner === undefined) return [];
      const known = checks.get(inner);
      const isPresent = present.has(field.name);
      if (known !== undefined) return nestedLines(inner, known.rules, field, known.check, isPresent);
      const entry = {
        check: walk.nameOf(inner),
        rules: step.rules.filter((rule) => reaches(walk.model, inner, ruleOwner(rule))),
      };
      checks.set(inner, entry);
      const isFixed = path !== undefined && step.fields.length === 1 && !field.repeated;
      const place = isFixed ? [path, field.name].filter((word) => word !== "").join(".") : undefined;
      nested.push(...typeFunctions(walk, inner, entry.rules, { name: entry.check, path: place }));
      return nestedLines(inner, entry.rules, field, entry.check, isPresent);
    });
  });
  return [checkFunction(type, rules, name, lines), ...nested];
}

/** Whether a rule demands its field of every record. */
function isDemand(rule: ValidationRule): boolean {
  return rule.check === "present" && rule.when_kind === undefined && rule.relaxed_under === undefined;
}

function checkFunction(
  type: ModelType,
  rules: readonly ValidationRule[],
  name: string,
  lines: readonly string[],
): FunctionDeclarationStructure {
  const needsRole = rules.some((rule) => rule.check === "only_role" && ruleOwner(rule) === type.name);
  return {
    kind: StructureKind.Function,
    name,
    parameters: [
      { name: "value", type: `${type.union === undefined ? type.name : fieldsName(type)} | null | undefined` },
      ...(rules.some((rule) => rule.check === "type" && ruleOwner(rule) === type.name)
        ? [{ name: "mismatch", type: "Mismatch | undefined" }]
        : []),
      ...(needsRole ? [{ name: "role", type: "unknown" }] : []),
      ...relaxations(rules).map((mode) => ({ name: relaxedFlag(mode), type: "boolean" })),
    ],
    returnType: "Failure<RuleName> | undefined",
    statements: [...lines, "return undefined;"].join("\n"),
  };
}

function ownLines(model: SpecModel, type: ModelType, rule: ValidationRule, path: string | undefined): string[] {
  const name = literal(rule.id.slice(rulePrefix(model).length));
  if (rule.check === "type") {
    const message = `\`${rule.message.replaceAll("{type}", () => "$".concat("{mismatch.expected}"))}\``;
    return [`if (mismatch !== undefined) return failure(${name}, ${message}, "", mismatch.path);`];
  }
  const relaxed = rule.relaxed_under === undefined ? undefined : relaxedFlag(rule.relaxed_under);
  const message = predicateOf(ruleMessage(model, rule), ruleField(rule), path);
  const isLastWord = rule.id.split(".").at(-1) === ruleField(rule);
  const field = isLastWord ? "" : `, ${literal(ruleField(rule))}`;
  const result = `return failure(${name}, ${literal(message)}${field});`;
  return [`if (${failureCondition(model, type, rule, relaxed)}) {`, `  ${result}`, "}"];
}

/** ` is required` of `generation.model.name is required`: texts that begin with the path of their field need not repeat it. */
function predicateOf(message: string, field: string, path: string | undefined): string {
  const beginnings = ["{path}", ...(path === undefined ? [] : [path])].map((owner) =>
    [owner, field].filter((word) => word !== "").join("."),
  );
  const beginning = beginnings.find((text) => message.startsWith(`${text} `));
  return beginning === undefined ? message : message.slice(beginning.length);
}

function nestedLines(
  inner: ModelType,
  rules: readonly ValidationRule[],
  field: ModelField,
  check: string,
  isPresent: boolean,
): string[] {
  const role = rules.some((rule) => rule.check === "only_role" && ruleOwner(rule) === inner.name)
    ? ["value?.role"]
    : [];
  const rest = [...role, ...relaxations(rules).map(relaxedFlag)];
  const call = (argument: string): string => `${check}(${[argument, ...rest].join(", ")})`;
  if (isPresent) {
    const found = camelCase(field.name);
    return [
      `const ${found} = ${call(`value.${field.tsName}`)};`,
      `if (${found} !== undefined) return under(".${field.name}", ${found});`,
    ];
  }
  if (!field.repeated) {
    return [
      `if (isObject(value?.${field.tsName})) {`,
      `  const found = ${call(`value.${field.tsName}`)};`,
      `  if (found !== undefined) return under(".${field.name}", found);`,
      "}",
    ];
  }
  const list = camelCase(field.name);
  return [
    `const ${list} = listOf(value?.${field.tsName});`,
    `for (let index = 0; index < ${list}.length; index++) {`,
    `  const found = ${call(`${list}[index]`)};`,
    `  if (found !== undefined) return under(\`.${field.name}[\${index}]\`, found);`,
    "}",
  ];
}

/** Types whose values a rule of check `type` looks at. */
export function typesWithin(model: SpecModel, type: ModelType, seen: Set<string> = new Set()): readonly ModelType[] {
  if (seen.has(type.name)) return [];
  seen.add(type.name);
  return [
    type,
    ...allFields(type).flatMap((field) =>
      field.type.kind === "type" ? typesWithin(model, findType(model, field.type.name), seen) : [],
    ),
  ];
}
