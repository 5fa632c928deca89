// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { id } from "./common.js";

const typeName = z.string().regex(/^[A-Z][A-Za-z]*$/);
const fieldName = z.string().regex(/^[a-z][a-z0-9_]*$/);

/**
 * Type of a local field (one that the proto does not have):
 * scalars, `timestamp`, `json` (any JSON-safe value), `struct` (JSON object), `string_map`,
 * `enum:Name`, `type:Name`, each optionally followed by `[]`.
 */
export const localType = z
  .string()
  .regex(
    /^(string|int64|double|bool|bytes|timestamp|json|struct|string_map|enum:[A-Z][A-Za-z]*|type:[A-Z][A-Za-z]*)(\[\])?$/,
  );

/** What the proto cannot say about one of its fields, or a whole local field. */
const field = z.strictObject({
  /** Proto field that this entry refines. Exactly one of `proto` and `local` is given. */
  proto: fieldName.optional(),
  local: fieldName.optional(),
  /** Name in the friendly model, snake_case (emitters change the case); default: the proto name. */
  name: fieldName.optional(),
  type: localType.optional(),
  /** The friendly type demands the field. */
  required: z.boolean().default(false),
  /** int64 that counts something: a value that is not a safe non-negative integer is unset with a debug line. */
  count: z.boolean().default(false),
  /** A message field that is on the wire even when it is absent or empty. */
  always: z.boolean().default(false),
  brief: z.string().optional(),
  /** Attribute id under which a local field travels in `Generation.metadata`. */
  metadata: id.optional(),
  /** Of a record's field that no input type picks: where the value comes from, since callers cannot set it. */
  derived: z.string().min(1).optional(),
});

export const modelsFile = z.strictObject({
  enums: z.array(
    z.strictObject({
      name: typeName,
      brief: z.string(),
      /** Proto enum; the UNSPECIFIED value is left out, the common prefix is cut. */
      proto: z.string().optional(),
      case: z.enum(["upper", "lower"]).default("lower"),
      /** Values of a local enum. */
      values: z.array(z.strictObject({ value: z.string(), brief: z.string() })).optional(),
    }),
  ),
  types: z.array(
    z.strictObject({
      name: typeName,
      brief: z.string(),
      /**
       * `input`: handed in by the caller. `record`: what recorders finish and sinks consume. `both`. `output`: handed back to
       * the caller, never copied, checked or sent.
       */
      role: z.enum(["input", "record", "both", "output"]).default("both"),
      /** Proto message whose fields are all taken over, in field order. */
      proto: z.string().optional(),
      /** A view of another type: only the picked fields. */
      subset_of: typeName.optional(),
      pick: z.array(fieldName).optional(),
      /** A oneof becomes a union that is discriminated on this field. */
      union: z.strictObject({ oneof: fieldName, discriminator: fieldName }).optional(),
      /** Lifts one field of a nested message into this type: Part.metadata.provider_type -> provider_type. */
      lift: z.array(z.strictObject({ from: z.string().regex(/^[a-z_]+\.[a-z_]+$/), name: fieldName })).default([]),
      fields: z.array(field).default([]),
    }),
  ),
  /** Fields that later versions of the protocol have: their numbers are taken, although the proto does not declare them. */
  later_fields: z
    .array(
      z.strictObject({
        message: typeName,
        number: z.int().positive(),
        name: fieldName,
        /** As the later proto declares it. */
        type: z.string(),
      }),
    )
    .default([]),
});
export type ModelsFile = z.infer<typeof modelsFile>;
