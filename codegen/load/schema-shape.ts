// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { isRecord } from "./is-record.js";

/** The schema without `optional` and `default` around it. */
export function unwrapSchema(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? unwrapSchema(schema.unwrap() as z.ZodType)
    : schema;
}

/** The schema of a list's elements, or undefined when the schema is no list. */
export function elementSchema(schema: z.ZodType): z.ZodType | undefined {
  const list = unwrapSchema(schema);
  return list instanceof z.ZodArray ? unwrapSchema(list.element as z.ZodType) : undefined;
}

/** Names of the fields that the schema knows at a path of a value; empty when it knows none. */
export function fieldNamesAt(schema: z.ZodType, value: unknown, path: readonly PropertyKey[]): readonly string[] {
  let current: z.ZodType | undefined = pickOption(unwrapSchema(schema), value);
  let data = value;
  for (const part of path) {
    if (current === undefined) return [];
    data = isRecord(data) || Array.isArray(data) ? (data as Record<PropertyKey, unknown>)[part] : undefined;
    current = pickOption(memberSchema(current, part), data);
  }
  return current instanceof z.ZodObject ? Object.keys(current.shape) : [];
}

function memberSchema(schema: z.ZodType, part: PropertyKey): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return optionalUnwrap(schema.shape[String(part)] as z.ZodType | undefined);
  if (schema instanceof z.ZodArray) return unwrapSchema(schema.element as z.ZodType);
  if (schema instanceof z.ZodRecord) return unwrapSchema(schema.valueType as z.ZodType);
  return undefined;
}

function optionalUnwrap(schema: z.ZodType | undefined): z.ZodType | undefined {
  return schema === undefined ? undefined : unwrapSchema(schema);
}

/** Of a discriminated union, the option that the value's discriminator names. */
function pickOption(schema: z.ZodType | undefined, value: unknown): z.ZodType | undefined {
  if (!(schema instanceof z.ZodDiscriminatedUnion) || !isRecord(value)) return schema;
  const discriminator = schema.def.discriminator;
  return (schema.options as readonly z.ZodType[]).find(
    (option) => option instanceof z.ZodObject && isLiteral(option.shape[discriminator], value[discriminator]),
  );
}

function isLiteral(schema: unknown, value: unknown): boolean {
  return schema instanceof z.ZodLiteral && schema.values.has(value as z.core.util.Literal);
}
