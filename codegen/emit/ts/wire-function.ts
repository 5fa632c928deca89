// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, StructureKind } from "ts-morph";
import type { ModelType, SpecModel } from "../../model.js";
import { pascalCase } from "../../naming.js";
import { typeImport, valueImports } from "./imports.js";
import { doc, type Statement } from "./ts-file.js";
import { presence, type WireField, type WireMember, wireMembers } from "./wire-members.js";

/** What one encoder says about each kind of member; everything else about its functions is the same. */
export interface WireDialect {
  /** `measure` or `write`, the start of each function's name. */
  readonly verb: string;
  /** Second parameter, which the first statement may use. */
  readonly parameter: { readonly name: string; readonly type: string };
  readonly returnType: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Sentence about the function of a type. */
  describe(name: string): string;
  /** Statement for one value that is present. */
  single(field: WireField, value: string): string;
  /** Statement for a list or a map, which says itself what an absent one means. */
  many(field: WireField, value: string): string;
  /** Call for a message whose fields `functionName` takes from the same value. */
  lifted(wrapper: WireField["proto"], functionName: string): string;
}

/** Functions for the wire form of a type: one for itself and one for each message that its lifted fields travel in. */
export function wireFunctions(
  dialect: WireDialect,
  type: ModelType,
  isExported: boolean,
): readonly FunctionDeclarationStructure[] {
  const members = wireMembers(type);
  const wrappers = members.flatMap((member) => (member.kind === "lifted" ? [member] : []));
  return [
    ...wrappers.map((member) =>
      wireFunction(dialect, type, wrapperName(type, member), false, fieldStatements(dialect, member.fields)),
    ),
    wireFunction(
      dialect,
      type,
      type.name,
      isExported,
      members.flatMap((member) => memberStatements(dialect, type, member)),
    ),
  ];
}

/** Imports of what the text of the functions uses. */
export function wireImports(
  model: SpecModel,
  text: string,
  modules: Readonly<Record<string, readonly string[]>>,
): readonly Statement[] {
  const uses = (name: string): boolean => new RegExp(`\\b${name.replace(/^type /, "")}\\b`).test(text);
  const values = Object.entries(modules).flatMap(([module, names]) => importOf(module, names.filter(uses)));
  return [...values, typeImport("./models.js", model.models.types.map((type) => type.name).filter(uses))];
}

/** The text that imports are looked for in. */
export function textOf(functions: readonly FunctionDeclarationStructure[]): string {
  return functions
    .map(({ parameters, returnType, statements }) => JSON.stringify([parameters, returnType, statements]))
    .join("\n");
}

function importOf(module: string, names: readonly string[]): Statement[] {
  if (names.length > 0 && names.every((name) => name.startsWith("type "))) {
    return [
      typeImport(
        module,
        names.map((name) => name.slice("type ".length)),
      ),
    ];
  }
  return valueImports(module, names);
}

function wireFunction(
  dialect: WireDialect,
  type: ModelType,
  name: string,
  isExported: boolean,
  statements: readonly string[],
): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    isExported,
    name: `${dialect.verb}${name}`,
    parameters: [{ name: "value", type: type.name }, dialect.parameter],
    returnType: dialect.returnType,
    docs: doc(dialect.describe(name)),
    statements: [...dialect.before, ...statements, ...dialect.after],
  };
}

function memberStatements(dialect: WireDialect, type: ModelType, member: WireMember): readonly string[] {
  if (member.kind === "field") return fieldStatements(dialect, [member.field]);
  if (member.kind === "lifted") {
    const condition = member.fields.map((field) => presence(field, access(field)) ?? "true").join(" || ");
    return [`if (${condition}) ${dialect.lifted(member.wrapper, `${dialect.verb}${wrapperName(type, member)}`)}`];
  }
  const cases = member.variants.flatMap(({ kind, field }) => [
    `  case ${JSON.stringify(kind)}:`,
    ...fieldStatements(dialect, [field]).map((statement) => `    ${statement}`),
    "    break;",
  ]);
  return [`switch (value.${member.discriminator}) {`, ...cases, "}"];
}

function fieldStatements(dialect: WireDialect, fields: readonly WireField[]): readonly string[] {
  return fields.map((field) => {
    const value = access(field);
    if (field.repeated || field.type.kind === "string_map") return dialect.many(field, value);
    const statement = dialect.single(field, value);
    // An enum finds out whether it is present by asking for its number or name.
    const condition = field.type.kind === "enum" ? undefined : presence(field, value);
    return condition === undefined ? statement : `if (${condition}) ${statement}`;
  });
}

function access(field: WireField): string {
  return `value.${field.tsName}`;
}

function wrapperName(type: ModelType, member: Extract<WireMember, { kind: "lifted" }>): string {
  return `${type.name}${pascalCase(member.wrapper.name)}`;
}
