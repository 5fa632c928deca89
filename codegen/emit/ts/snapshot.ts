// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, StructureKind } from "ts-morph";
import type { EmittedFile, Emitter, ModelField, ModelType, SpecModel } from "../../model.js";
import { allFields } from "./field-type.js";
import { typeImport, valueImports } from "./imports.js";
import { doc, type Statement, tsFile } from "./ts-file.js";
import { fieldsName } from "./union-fields.js";

const INPUTS = ["spec/models.yaml", "proto"];

/** Deep-copy functions: what a caller hands in is copied once, field by field, into an object that only the SDK holds. */
export const tsSnapshotEmitter: Emitter = {
  id: "ts/snapshot",
  target: "ts",
  emit: (model) => {
    const nested = nestedTypeNames(model);
    const copied = model.models.types.filter((type) => type.role !== "output");
    const parts = copied.filter((type) => nested.has(type.name));
    const roots = copied.filter((type) => !nested.has(type.name));
    return [snapshotFile(model, "snapshot-parts", parts, roots), snapshotFile(model, "snapshot", roots, parts)];
  },
};

/** Types that are the value of another type's field. */
export function nestedTypeNames(model: SpecModel): ReadonlySet<string> {
  return new Set(
    model.models.types.flatMap(allFields).flatMap((field) => (field.type.kind === "type" ? [field.type.name] : [])),
  );
}

function snapshotFile(
  model: SpecModel,
  name: string,
  types: readonly ModelType[],
  others: readonly ModelType[],
): EmittedFile {
  const functions = types.map((type) => snapshotFunction(type));
  const text = functions.map((declaration) => String(declaration.statements)).join("\n");
  const used = (candidates: readonly string[]): string[] =>
    candidates.filter((candidate) => new RegExp(`\\b${candidate}\\b`).test(text));
  const imports: Statement[] = [
    ...valueImports(
      "../../src/internal/copy-values.js",
      used(["copyBytes", "copyDate", "copyList", "copyStringMap", "copyStruct", "wellFormed"]),
    ),
    ...valueImports("../../src/internal/snapshot-context.js", [
      ...used(["NOT_A_COUNT", "UNREADABLE"]),
      "type SnapshotContext",
    ]),
    ...valueImports("../../src/internal/value-types.js", used(["isCount", "isObject"])),
    typeImport(
      "./models.js",
      types.map((type) => type.name),
    ),
    ...valueImports("./snapshot-parts.js", used(others.map(snapshotName))),
    ...(types.some((type) => type.union)
      ? [typeImport("./union-fields.js", types.filter((type) => type.union).map(fieldsName))]
      : []),
  ];
  return tsFile(model, "emit/ts/snapshot.ts", INPUTS, `generated/ts/${name}.ts`, [...imports, ...functions]);
}

/** `Message` -> `snapshotMessage`. */
export function snapshotName(type: Pick<ModelType, "name">): string {
  return `snapshot${type.name}`;
}

function snapshotFunction(type: ModelType): FunctionDeclarationStructure {
  const shape = type.union === undefined ? type.name : fieldsName(type);
  const source = type.union === undefined ? "value" : "fields";
  const lines = [
    "if (!isObject(value)) return value;",
    ...(type.union === undefined ? [] : [`const fields: ${shape} = value;`]),
    `const copy: Partial<${shape}> = {};`,
    "try {",
    ...(type.union === undefined
      ? []
      : [
          `  const ${type.union.discriminator} = ${source}.${type.union.discriminator};`,
          `  if (${type.union.discriminator} != null) copy.${type.union.discriminator} = ${type.union.discriminator};`,
        ]),
    ...allFields(type).flatMap((field) => copyLines(type, source, field).map((line) => `  ${line}`)),
    "} catch {",
    `  context.note("${type.name}", UNREADABLE);`,
    "}",
    `return copy as ${type.name};`,
  ];
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: snapshotName(type),
    parameters: [
      { name: "value", type: type.name },
      { name: "context", type: "SnapshotContext" },
    ],
    returnType: type.name,
    statements: lines.join("\n"),
    docs: doc(
      `Copies a value of type {@link ${type.name}} deeply: reads every field once, never throws, leaves null fields unset.`,
    ),
  };
}

/** Names that a local variable of a generated function cannot have. */
const TAKEN_NAMES: ReadonlySet<string> = new Set([
  "arguments",
  "context",
  "copy",
  "default",
  "delete",
  "fields",
  "function",
  "new",
  "value",
]);

/** Each field in a block of its own, so that minified code repeats itself and compresses well. */
function copyLines(type: ModelType, source: string, field: ModelField): string[] {
  const name = TAKEN_NAMES.has(field.tsName) ? `${field.tsName}_` : field.tsName;
  const read = `const ${name} = ${source}.${field.tsName};`;
  if (field.type.kind === "json" && !field.repeated) {
    return [`{ ${read} if (${name} !== undefined) copy.${field.tsName} = context.toJsonValue(${name}); }`];
  }
  if (!field.count) return [`{ ${read} if (${name} != null) copy.${field.tsName} = ${copyExpression(field, name)}; }`];
  return [
    "{",
    `  ${read}`,
    `  if (isCount(${name})) copy.${field.tsName} = ${name};`,
    `  else if (${name} != null) context.note("${type.name}.${field.name}", NOT_A_COUNT);`,
    "}",
  ];
}

function copyExpression(field: ModelField, name: string): string {
  const copy = elementCopy(field);
  if (field.repeated) return `copyList(${name}, context, ${copy ?? "(element) => element"})`;
  if (copy === undefined) return name;
  return field.type.kind === "type" || field.type.kind === "struct" ? `${copy}(${name}, context)` : `${copy}(${name})`;
}

/** Function that copies one value of the field; undefined when the value is immutable. */
function elementCopy(field: ModelField): string | undefined {
  switch (field.type.kind) {
    case "string":
      return "wellFormed";
    case "bytes":
      return "copyBytes";
    case "timestamp":
      return "copyDate";
    case "string_map":
      return "copyStringMap";
    case "struct":
      return "copyStruct";
    case "type":
      return snapshotName({ name: field.type.name });
    case "json":
      return "(element, { toJsonValue }) => toJsonValue(element)";
    case "int64":
    case "double":
    case "bool":
    case "enum":
      return undefined;
  }
}
