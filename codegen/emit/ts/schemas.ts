// SPDX-License-Identifier: Apache-2.0
import type { EmittedFile, Emitter, FieldType, ModelField, ModelType, SpecModel } from "../../model.js";
import { camelCase } from "../../naming.js";
import type { ValidationRule } from "../../schema/validation.js";
import { modeValue } from "./capture.js";
import { membersConstant } from "./enums.js";
import { allFields, findType } from "./field-type.js";
import { typeImport, valueImports } from "./imports.js";
import { constStatement } from "./plain-statements.js";
import { docComment, literal, propertyKey, type Statement, tsFile } from "./ts-file.js";
import { limitValue, ruleField, ruleMessage, ruleOwner } from "./validate-condition.js";
import { orderedRules, typesWithin } from "./validate-walk.js";

const INPUTS = ["spec/models.yaml", "spec/validation.yaml", "spec/config.yaml", "proto"];
const MARKER = "vendor.sdk.content_capture_mode";

/** zod schemas: one per model type, and the validation rules as tables that the schemas of validated records run. */
export const tsSchemasEmitter: Emitter = {
  id: "ts/schemas",
  target: "ts",
  emit: (model) => [typeTables(model), ruleTables(model), schemaFile(model)],
};

const FIELD_KINDS = {
  string: "string",
  enum: "enum",
  int64: "number",
  double: "number",
  bool: "boolean",
  bytes: "bytes",
  timestamp: "date",
  json: "any",
  struct: "dictionary",
  string_map: "dictionary",
  type: "object",
} as const;

function typeTables(model: SpecModel): EmittedFile {
  const seen = new Set<string>();
  const types = model.validation.subjects.flatMap((subject) => typesWithin(model, findType(model, subject.type), seen));
  const table = Object.fromEntries(types.map((type) => [type.name, typeTable(type)]));
  return tsFile(model, "emit/ts/schemas.ts", INPUTS, "generated/ts/schema-types.ts", [
    typeImport("../../src/internal/schema-rules.js", ["SchemaType"]),
    constStatement(
      "SCHEMA_TYPES",
      "Readonly<Record<string, SchemaType>>",
      table,
      "The types inside validated records, by property name.",
    ),
  ]);
}

function ruleTables(model: SpecModel): EmittedFile {
  return tsFile(model, "emit/ts/schemas.ts", INPUTS, "generated/ts/schema-rules.ts", [
    typeImport("../../src/internal/schema-rules.js", ["SchemaSubject"]),
    ...valueImports("./schema-types.js", ["SCHEMA_TYPES"]),
    ...model.validation.subjects.map((subject) => subjectStatement(model, subject)),
  ]);
}

function typeTable(type: ModelType): unknown {
  const fields = Object.fromEntries(
    allFields(type).map((field) => [
      field.tsName,
      {
        name: field.name,
        kind: FIELD_KINDS[field.type.kind],
        list: field.repeated || undefined,
        type: field.type.kind === "type" ? field.type.name : undefined,
      },
    ]),
  );
  if (type.union === undefined) return { fields };
  return {
    discriminator: type.union.discriminator,
    payloads: type.union.variants.map((variant) => variant.field.tsName),
    fields,
  };
}

/** The table of one subject; written as text because it refers to SCHEMA_TYPES. */
function subjectStatement(model: SpecModel, subject: SpecModel["validation"]["subjects"][number]): string {
  const rules = orderedRules(model, subject.id);
  const typeRule = rules.find((rule) => rule.check === "type");
  const marker = model.attributes.find((attribute) => attribute.id === MARKER)?.key ?? "";
  const members = [
    `root: ${literal(subject.path)}`,
    `type: ${literal(subject.type)}`,
    "types: SCHEMA_TYPES",
    `marker: ${literal(marker)}`,
    ...(typeRule === undefined ? [] : [`typeRule: ${literal({ id: typeRule.id, message: typeRule.message })}`]),
    `rules: ${literal(
      rules.filter((rule) => rule.check !== "type").map((rule) => ruleTable(model, rule)),
      "  ",
    )}`,
  ];
  const name = rulesName(subject.id);
  return `\n${docComment("", `Rules of the subject \`${subject.id}\`, in order.`)}export const ${name}: SchemaSubject = {\n${members.map((member) => `  ${member},\n`).join("")}};`;
}

function rulesName(subject: string): string {
  return `${subject.toUpperCase()}_RULES`;
}

function ruleTable(model: SpecModel, rule: ValidationRule): unknown {
  const type = findType(model, ruleOwner(rule));
  const field = allFields(type).find((candidate) => candidate.name === ruleField(rule));
  const enumValues =
    field?.type.kind === "enum"
      ? field.type.enum.values.map((member) => member.value)
      : type.union?.variants.map((variant) => variant.kind);
  return {
    id: rule.id,
    type: type.name,
    property: camelCase(ruleField(rule)),
    check: rule.check,
    values: rule.values ?? (rule.check === "one_of" ? enumValues : undefined),
    properties: rule.fields?.map(camelCase),
    limit: rule.limit === undefined ? undefined : limitValue(model, rule),
    whenKind: rule.when_kind,
    ifPresent: rule.if_present || undefined,
    relaxedUnder: rule.relaxed_under === undefined ? undefined : modeValue(model.capture, rule.relaxed_under),
    message: ruleMessage(model, rule),
  };
}

function schemaFile(model: SpecModel): EmittedFile {
  const types = inDependencyOrder(model);
  const statements = types.flatMap((type) => schemaStatements(model, type));
  const text = statements.join("\n");
  const used = (names: readonly string[]): string[] => names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const calls = (names: readonly string[]): string[] =>
    names.filter((name) => new RegExp(`\\b${name}(<\\w+>)?\\(`).test(text));
  const imports: Statement[] = [
    typeImport("zod", ["z"]),
    ...valueImports("zod", []),
    ...valueImports("../../src/internal/schema-rules.js", calls(["withRules"])),
    ...valueImports(
      "../../src/internal/schema-values.js",
      calls([
        "anyValue",
        "boolean",
        "bytes",
        "count",
        "date",
        "dictionary",
        "fields",
        "integer",
        "list",
        "member",
        "number",
        "stringMap",
        "text",
        "textOrEmpty",
        "unset",
        "variants",
      ]),
    ),
    ...valueImports("./enums.js", used(model.models.enums.map(membersConstant))),
    typeImport(
      "./models.js",
      types.map((type) => type.name),
    ),
    ...valueImports("./schema-rules.js", used(model.validation.subjects.map((subject) => rulesName(subject.id)))),
  ];
  return tsFile(model, "emit/ts/schemas.ts", INPUTS, "generated/ts/schemas.ts", [...imports, ...statements]);
}

/** `Generation` -> `generationSchema`. */
function schemaName(type: Pick<ModelType, "name">): string {
  return `${type.name.charAt(0).toLowerCase()}${type.name.slice(1)}Schema`;
}

function inDependencyOrder(model: SpecModel): readonly ModelType[] {
  const done = new Map<string, ModelType>();
  const add = (type: ModelType): void => {
    for (const field of allFields(type))
      if (field.type.kind === "type" && !done.has(field.type.name)) add(findType(model, field.type.name));
    done.set(type.name, type);
  };
  for (const type of model.models.types) if (type.role !== "output" && !done.has(type.name)) add(type);
  return [...done.values()];
}

function schemaStatements(model: SpecModel, type: ModelType): string[] {
  const subject = model.validation.subjects.find((candidate) => candidate.type === type.name);
  const shape = type.union === undefined ? objectShape(type.name, type.fields) : unionShape(type);
  if (subject === undefined) return [schema(type, shape, `Schema of {@link ${type.name}}.`)];
  const shapeName = schemaName(type).replace(/Schema$/, "Shape");
  return [
    `\nconst ${shapeName}: z.ZodType<${type.name}> = /* @__PURE__ */ ${shape};`,
    schema(
      type,
      `withRules(${shapeName}, ${rulesName(subject.id)})`,
      `Schema of {@link ${type.name}} with every rule of the subject \`${subject.id}\`. An issue carries the id of its rule in \`params.rule\`.`,
    ),
  ];
}

function schema(type: ModelType, expression: string, brief: string): string {
  return `\n${docComment("", brief)}export const ${schemaName(type)}: z.ZodType<${type.name}> = /* @__PURE__ */ ${expression};`;
}

function objectShape(
  typeArgument: string,
  fields: readonly ModelField[],
  extra: readonly string[] = [],
  indent = "",
): string {
  const members = [...extra, ...fields.map((field) => `${propertyKey(field.tsName)}: ${fieldSchema(field)}`)];
  return `fields<${typeArgument}>({\n${members.map((member) => `${indent}  ${member},\n`).join("")}${indent}})`;
}

function unionShape(type: ModelType): string {
  const { discriminator, variants } = type.union ?? { discriminator: "kind", variants: [] };
  const options = variants.map((variant) => {
    // The rules decide whether a text may be missing: a stripped one may.
    const payload =
      variant.field.type.kind !== "string" ? fieldSchema({ ...variant.field, required: true }) : "textOrEmpty()";
    const own = [
      `${discriminator}: member([${literal(variant.kind)}])`,
      `${propertyKey(variant.field.tsName)}: ${payload}`,
    ];
    return `  ${objectShape(`Extract<${type.name}, { ${discriminator}: ${literal(variant.kind)} }>`, type.fields, own, "  ")},\n`;
  });
  return `variants<${type.name}>(${literal(discriminator)}, ${literal(variants.map((variant) => variant.kind))}, [\n${options.join("")}])`;
}

function fieldSchema(field: ModelField): string {
  const element = valueSchema(field.type, field.count);
  const value = field.repeated ? `list(${element})` : element;
  return field.required ? value : `unset(${value})`;
}

const VALUE_SCHEMAS = {
  string: "text()",
  double: "number()",
  bool: "boolean()",
  bytes: "bytes()",
  timestamp: "date()",
  json: "anyValue()",
  struct: "dictionary()",
  string_map: "stringMap()",
} as const;

function valueSchema(type: FieldType, count: boolean): string {
  if (type.kind === "enum") return `member(${membersConstant(type.enum)})`;
  if (type.kind === "type") return schemaName(type);
  if (type.kind === "int64") return count ? "count()" : "integer()";
  return VALUE_SCHEMAS[type.kind];
}
