// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, StructureKind } from "ts-morph";
import type { EmittedFile, ModelField, ModelType, SpecModel } from "../../model.js";
import { membersConstant } from "./enums.js";
import { findType } from "./field-type.js";
import { typeImport, valueImports } from "./imports.js";
import { doc, literal, tsFile } from "./ts-file.js";
import { fieldsName } from "./union-fields.js";
import { typesWithin } from "./validate-walk.js";

const INPUTS = ["spec/models.yaml", "spec/validation.yaml", "proto"];

/** `generated/ts/type-mismatch.ts`: for every type inside a validated record a function that finds the first wrong value. */
export function typeMismatchFile(model: SpecModel): EmittedFile {
  const roots = model.validation.rules
    .filter((rule) => rule.check === "type")
    .map((rule) => rule.field.slice(0, rule.field.indexOf(".")));
  const seen = new Set<string>();
  const types = roots.flatMap((root) => typesWithin(model, findType(model, root), seen));
  const functions = types.map(mismatchFunction);
  const text = functions.map((declaration) => String(declaration.statements)).join("\n");
  const used = (names: readonly string[]): string[] => names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const unions = types.filter((type) => type.union !== undefined).map(fieldsName);
  return tsFile(model, "emit/ts/validate-types.ts", INPUTS, "generated/ts/type-mismatch.ts", [
    ...valueImports("../../src/internal/type-mismatch.js", [...used(HELPERS), "type Mismatch"]),
    ...valueImports("../../src/internal/value-types.js", used(["isObject"])),
    ...valueImports("./enums.js", used(model.models.enums.map(membersConstant))),
    ...(types.length === 0
      ? []
      : [
          typeImport(
            "./models.js",
            types.map((type) => type.name),
          ),
        ]),
    ...(unions.length === 0 ? [] : [typeImport("./union-fields.js", unions)]),
    ...functions,
  ]);
}

const HELPERS = [
  "EXPECTED",
  "expectBoolean",
  "expectBytes",
  "expectCount",
  "expectDate",
  "expectInteger",
  "expectList",
  "expectMember",
  "expectNested",
  "expectNumber",
  "expectObject",
  "expectPresent",
  "expectStringMap",
  "expectText",
  "expectTextElement",
  "mismatch",
] as const;

function mismatchFunction(type: ModelType): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: `mismatchIn${type.name}`,
    parameters: [{ name: "value", type: `${type.name} | null | undefined` }],
    returnType: "Mismatch | undefined",
    statements: [
      'if (!isObject(value)) return mismatch("", EXPECTED.object);',
      ...(type.union === undefined
        ? chain(type.fields.flatMap((field) => tests(field, "value", field.required)))
        : unionLines(type)),
    ].join("\n"),
    docs: doc(`The first value in a {@link ${type.name}} that has not the type that the model declares.`),
  };
}

function unionLines(type: ModelType): string[] {
  const { discriminator, variants } = type.union ?? { discriminator: "kind", variants: [] };
  const cases = variants.flatMap((variant) => [
    `  case ${literal(variant.kind)}:`,
    ...chain([
      ...tests(variant.field, "fields", isDemanded(variant.field)),
      ...type.fields.flatMap((field) => tests(field, "fields", field.required)),
    ]).map((line) => `    ${line}`),
  ]);
  return [
    `const fields: ${fieldsName(type)} = value;`,
    `switch (fields.${discriminator}) {`,
    ...cases,
    "  default:",
    `    return mismatch(".${discriminator}", ${literal(`one of ${variants.map((variant) => variant.kind).join("|")}`)});`,
    "}",
  ];
}

/** The rules decide whether a text may be missing: a stripped one may. */
export function isDemanded(variant: ModelField): boolean {
  return variant.type.kind !== "string";
}

/** `return a ?? b ?? c;`, one term per line. */
function chain(terms: readonly string[]): string[] {
  if (terms.length === 0) return ["return undefined;"];
  if (terms.length === 1) return [`return ${terms[0]};`];
  return ["return (", ...terms.map((term, index) => `  ${term}${index === terms.length - 1 ? "" : " ??"}`), ");"];
}

function tests(field: ModelField, source: string, required: boolean): string[] {
  const path = literal(`.${field.name}`);
  const value = `${source}.${field.tsName}`;
  const present = required ? [`expectPresent(${path}, ${value}, ${expectedText(field)})`] : [];
  const test = field.repeated ? `expectList(${path}, ${value}, ${elementTest(field)})` : valueTest(field, path, value);
  return test === undefined ? present : [...present, test];
}

const EXPECT = {
  string: "expectText",
  int64: "expectInteger",
  double: "expectNumber",
  bool: "expectBoolean",
  bytes: "expectBytes",
  timestamp: "expectDate",
  struct: "expectObject",
  string_map: "expectStringMap",
} as const;

const EXPECTED_KEYS = {
  string: "text",
  int64: "integer",
  double: "number",
  bool: "boolean",
  bytes: "bytes",
  timestamp: "date",
  struct: "object",
  string_map: "stringMap",
  json: "object",
  type: "object",
} as const;

function expectedText(field: ModelField): string {
  if (field.repeated) return "EXPECTED.list";
  if (field.type.kind === "enum")
    return literal(`one of ${field.type.enum.values.map((member) => member.value).join("|")}`);
  return `EXPECTED.${field.count ? "count" : EXPECTED_KEYS[field.type.kind]}`;
}

function valueTest(field: ModelField, path: string, value: string): string | undefined {
  switch (field.type.kind) {
    case "json":
      return undefined;
    case "type":
      return `expectNested(${path}, ${value}, mismatchIn${field.type.name})`;
    case "enum":
      return `expectMember(${path}, ${value}, ${membersConstant(field.type.enum)})`;
    default:
      return `${field.count ? "expectCount" : EXPECT[field.type.kind]}(${path}, ${value})`;
  }
}

function elementTest(field: ModelField): string {
  if (field.type.kind === "type") return `mismatchIn${field.type.name}`;
  if (field.type.kind === "string") return "expectTextElement";
  const present = `expectPresent("", element, ${expectedText({ ...field, repeated: false })})`;
  const test = valueTest(field, '""', "element");
  return `(element) => ${[present, test].filter((term) => term !== undefined).join(" ?? ")}`;
}
