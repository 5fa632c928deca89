// SPDX-License-Identifier: Apache-2.0
import type { FieldType, ModelField, ModelType, SpecModel } from "../model.js";
import type { Json } from "./case-parts.js";

/**
 * A record of a scenario as proto-JSON with proto field names: what an ingest stores. Values that JSON cannot hold keep their
 * notation. Implicit fields with their default value are left out, as proto-JSON has it; members of a oneof and optional fields
 * stay.
 */
export function toProtoJson(model: SpecModel, typeName: string, record: Json): Json {
  const type = findType(model, typeName);
  const discriminator = type.union?.discriminator;
  const entries = Object.entries(record).flatMap(([name, value]): readonly (readonly [string, unknown])[] => {
    if (name === discriminator) return [];
    const field = findField(type, name);
    if (field.metadata !== undefined) return [];
    const converted = convert(model, field.type, value, field.repeated);
    if (isLeftOut(field, converted)) return [];
    if (field.lift !== undefined) return [[field.lift.name, { [field.proto?.name ?? name]: converted }]];
    return [[field.proto?.name ?? name, converted]];
  });
  const always = type.fields.filter((field) => field.always === true && record[field.name] === undefined);
  const metadata = metadataOf(type, record);
  return {
    ...Object.fromEntries(entries),
    ...Object.fromEntries(always.map((field) => [field.proto?.name ?? field.name, {}])),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

/** The metadata with the local fields that travel in it; undefined when there is nothing. */
function metadataOf(type: ModelType, record: Json): Json | undefined {
  const local = type.fields.flatMap(({ metadata, name }) =>
    metadata === undefined || record[name] === undefined ? [] : [[metadata.key, record[name]] as const],
  );
  const own = record["metadata"] as Json | undefined;
  return own === undefined && local.length === 0 ? undefined : { ...own, ...Object.fromEntries(local) };
}

function convert(model: SpecModel, type: FieldType, value: unknown, repeated: boolean): unknown {
  if (repeated && Array.isArray(value)) return value.map((item: unknown) => convert(model, type, item, false));
  switch (type.kind) {
    case "type":
      return toProtoJson(model, type.name, value as Json);
    case "enum":
      return type.enum.values.find((candidate) => candidate.value === value)?.protoName ?? value;
    case "int64":
      return String(value);
    case "bytes":
      return typeof value === "string" ? { $bytes: value } : value;
    default:
      return value;
  }
}

function isLeftOut({ proto, always, type, repeated }: ModelField, value: unknown): boolean {
  if (always === true) return false;
  if (repeated || type.kind === "string_map") return Object.keys(value as object).length === 0;
  if (proto === undefined || proto.presence !== "implicit") return false;
  return value === "" || value === false || value === 0 || value === "0" || isEmptyBytes(value);
}

function isEmptyBytes(value: unknown): boolean {
  return typeof value === "object" && value !== null && ("$bytes" in value ? value.$bytes === "" : false);
}

function findType(model: SpecModel, name: string): ModelType {
  const type = model.models.types.find((candidate) => candidate.name === name);
  if (type === undefined) throw new Error(`the model has no type ${name}`);
  return type;
}

function findField(type: ModelType, name: string): ModelField {
  const fields = [...type.fields, ...(type.union?.variants.map((variant) => variant.field) ?? [])];
  const field = fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`${type.name} has no field ${name}`);
  return field;
}
