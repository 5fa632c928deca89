// SPDX-License-Identifier: Apache-2.0
import type { Emitter, ModelField, ModelType, SpecModel } from "../../model.js";
import { constantCase } from "../../naming.js";
import { membersConstant } from "./enums.js";
import { allFields, findType } from "./field-type.js";
import { typeImport, valueImports } from "./imports.js";
import { docComment, literal, propertyKey, type Statement, tsFile } from "./ts-file.js";
import { unsupported, type WireField, wireMembers } from "./wire-members.js";

const INPUTS = ["spec/models.yaml", "spec/validation.yaml", "proto"];

/**
 * One table per type of the model: what is copied from a caller, which types the values must have, and what they take on the
 * wire. A table rather than code, since code for each of the three is most of what an application would load at its start.
 */
export const tsRecordShapesEmitter: Emitter = {
  id: "ts/record-shapes",
  target: "ts",
  emit: (model) => {
    const types = inDependencyOrder(
      model,
      model.models.types.filter((type) => type.role !== "output"),
    );
    const tables = types.map((type) => shapeTable(model, type));
    const text = tables.join("\n");
    const used = (names: readonly string[]): string[] => names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
    const statements: Statement[] = [
      ...valueImports("../../src/internal/record-shape.js", [...used(VOCABULARY), "type RecordShape"]),
      ...valueImports("./enums.js", used(model.models.enums.map(membersConstant))),
      typeImport(
        "./models.js",
        types.map((type) => type.name),
      ),
      ...tables,
    ];
    return [tsFile(model, "emit/ts/record-shapes.ts", INPUTS, "generated/ts/record-shapes.ts", statements)];
  },
};

const VOCABULARY = [
  "ALWAYS",
  "BOOLEAN",
  "BYTES",
  "COUNT",
  "DATE",
  "DEMANDED",
  "DISCRIMINATOR",
  "DOUBLE",
  "EXPLICIT",
  "FREE_MEMBER",
  "INTEGER",
  "JSON_VALUE",
  "LIFTED",
  "LIST",
  "MEMBER",
  "NESTED",
  "STRING_MAP",
  "STRUCT",
  "TEXT",
  "VARIANT",
] as const;
type Word = (typeof VOCABULARY)[number];

/** `GenerationStart` -> `GENERATION_START_SHAPE`. */
export function shapeName(type: Pick<ModelType, "name">): string {
  return `${constantCase(type.name)}_SHAPE`;
}

/** A table refers to those of the types inside it. */
function inDependencyOrder(model: SpecModel, types: readonly ModelType[]): readonly ModelType[] {
  const ordered = new Set<ModelType>();
  const visit = (type: ModelType): void => {
    if (ordered.has(type)) return;
    for (const field of allFields(type)) if (field.type.kind === "type") visit(findType(model, field.type.name));
    ordered.add(type);
  };
  types.forEach(visit);
  return [...ordered];
}

function shapeTable(model: SpecModel, type: ModelType): string {
  const onWire = wireMembers(type).flatMap((member): readonly WireField[] => {
    switch (member.kind) {
      case "field":
        return [member.field];
      case "lifted":
        if (member.fields.length !== 1)
          throw new Error(`${type.name}: copies know no two fields in one ${member.wrapper.name}`);
        return member.fields;
      case "union":
        return member.variants.map((variant) => variant.field);
      default:
        return member satisfies never;
    }
  });
  const others = allFields(type).filter((field) => !onWire.some((member) => member.name === field.name));
  const rows = [
    ...(type.union === undefined ? [] : [discriminatorRow(type.union)]),
    ...[...onWire, ...others].map((field) => fieldRow(model, type, field)),
  ];
  return `${docComment("", `What {@link ${type.name}} holds.`)}export const ${shapeName(type)}: RecordShape<${type.name}> = [\n${rows
    .map((row) => `  ${row},\n`)
    .join("")}];\n`;
}

function discriminatorRow({ discriminator, variants }: NonNullable<ModelType["union"]>): string {
  const fields = variants.map(({ kind, field }) => `${propertyKey(kind)}: ${literal(field.tsName)}`);
  return `[${literal(discriminator)}, DISCRIMINATOR, undefined, { ${fields.join(", ")} }]`;
}

function fieldRow(model: SpecModel, type: ModelType, field: ModelField): string {
  const kind = kindOf(model, type, field);
  const words: Word[] = [kind];
  if (field.repeated) words.push("LIST");
  if (type.union?.variants.some((variant) => variant.field === field)) words.push("VARIANT");
  else if (field.proto?.presence === "explicit") words.push("EXPLICIT");
  if (field.always) words.push("ALWAYS");
  if (field.lift !== undefined) words.push("LIFTED");
  if (isDemanded(model, type, field)) words.push("DEMANDED");
  if (field.proto !== undefined) checkSupport(field as WireField, kind);
  const cells = [
    literal(field.tsName),
    words.join(" | "),
    numberCell(field),
    field.lift === undefined ? detailOf(field, kind) : String(field.proto?.number),
  ];
  while (cells.at(-1) === undefined) cells.pop();
  return `[${cells.map((cell) => cell ?? "undefined").join(", ")}]`;
}

function numberCell({ lift, proto }: ModelField): string | undefined {
  const number = lift?.number ?? proto?.number;
  return number === undefined ? undefined : String(number);
}

const KINDS = {
  string: "TEXT",
  double: "DOUBLE",
  bool: "BOOLEAN",
  bytes: "BYTES",
  timestamp: "DATE",
  struct: "STRUCT",
  string_map: "STRING_MAP",
  json: "JSON_VALUE",
  type: "NESTED",
} as const;

function kindOf(model: SpecModel, type: ModelType, field: ModelField): Word {
  if (field.type.kind === "enum") return isReadElsewhere(model, type, field) ? "FREE_MEMBER" : "MEMBER";
  if (field.type.kind === "int64") return field.count ? "COUNT" : "INTEGER";
  return KINDS[field.type.kind];
}

function detailOf(field: ModelField, kind: Word): string | undefined {
  if (field.type.kind === "type") return shapeName({ name: field.type.name });
  return field.type.kind === "enum" && kind === "MEMBER" ? membersConstant(field.type.enum) : undefined;
}

/** Refuses what the interpreters of the tables do not know, so that a new proto field cannot be left out silently. */
function checkSupport(field: WireField, kind: Word): void {
  const isListOfKnown = kind === "TEXT" || kind === "NESTED";
  const isMessage = kind === "NESTED" || kind === "DATE" || kind === "STRUCT";
  const isSupported =
    (!field.repeated || isListOfKnown) &&
    (field.lift === undefined || kind === "TEXT") &&
    (isMessage || field.proto.presence !== "message");
  if (!isSupported) throw unsupported(field);
  if (field.type.kind !== "enum") return;
  const isCounted = field.type.enum.values.every((value, index) => value.number === index + 1);
  if (!isCounted || field.type.enum.values.length > 127)
    throw new Error(`${field.path}: numbers of ${field.type.enum.name} must count from 1 to at most 127`);
}

/** A field that no record has, in a type that is validated neither itself nor as a part: whoever reads it decides about wrong words. */
function isReadElsewhere(model: SpecModel, type: ModelType, field: ModelField): boolean {
  const isPart = model.models.types.some((whole) =>
    allFields(whole).some((member) => member.type.kind === "type" && member.type.name === type.name),
  );
  return (
    field.proto === undefined && !isPart && !model.validation.subjects.some(({ type: name }) => name === type.name)
  );
}

const PRESENCE_CHECKS: ReadonlySet<string> = new Set(["present", "non_blank", "one_of", "non_empty"]);

/** A required field of a validated type whose absence no rule reports. */
function isDemanded(model: SpecModel, type: ModelType, field: ModelField): boolean {
  const { rules, subjects } = model.validation;
  if (!field.required || !subjects.some((subject) => subject.type === type.name)) return false;
  return !rules.some((rule) => rule.field === `${type.name}.${field.name}` && PRESENCE_CHECKS.has(rule.check));
}
