// SPDX-License-Identifier: Apache-2.0
import type { FieldType, ModelField, ModelType, SpecModel } from "../../model.js";

const SCALAR_TYPES = {
  string: "string",
  int64: "number",
  double: "number",
  bool: "boolean",
  bytes: "string | Uint8Array",
  timestamp: "Date",
  json: "unknown",
  struct: "Record<string, unknown>",
  string_map: "Record<string, string>",
} as const;

/** TypeScript type of one value, without list and optionality. */
export function valueType(type: FieldType): string {
  if (type.kind === "enum") return type.enum.name;
  return type.kind === "type" ? type.name : SCALAR_TYPES[type.kind];
}

/** TypeScript type of a field's value when it is set. */
export function fieldValueType(field: ModelField): string {
  const type = valueType(field.type);
  if (!field.repeated) return type;
  return type.includes("|") ? `readonly (${type})[]` : `readonly ${type}[]`;
}

/** `T`, or `T | undefined` for a field that may be absent. */
export function fieldType(field: ModelField): string {
  const type = fieldValueType(field);
  return field.required || type === "unknown" ? type : `${type} | undefined`;
}

/** All fields of a type, those of union variants included, in the order in which generated code visits them. */
export function allFields(type: ModelType): readonly ModelField[] {
  return [...(type.union?.variants.map((variant) => variant.field) ?? []), ...type.fields];
}

/** The type that a field holds; undefined for scalars and enums. */
export function nestedType(model: SpecModel, field: ModelField): ModelType | undefined {
  return field.type.kind === "type" ? findType(model, field.type.name) : undefined;
}

/** Types that are the value of another type's field. */
export function nestedTypeNames(model: SpecModel): ReadonlySet<string> {
  return new Set(
    model.models.types.flatMap(allFields).flatMap((field) => (field.type.kind === "type" ? [field.type.name] : [])),
  );
}

export function findType(model: SpecModel, name: string): ModelType {
  const type = model.models.types.find((candidate) => candidate.name === name);
  if (type === undefined) throw new Error(`spec/models.yaml has no type ${name}`);
  return type;
}
