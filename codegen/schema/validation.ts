// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { defaults, entry, fieldPath, id } from "./common.js";

/** The small fixed set of checks; `arg` fields are only allowed with the checks that read them (the resolver verifies it). */
export const check = z.enum([
  "one_of", // values (default: the members of the field's enum)
  "non_blank",
  "non_empty", // list with at least one element
  "one_payload", // exactly one member of the union is set
  "only_role", // parent message's role is in `values`
  "present",
  "any_non_blank", // at least one of `fields` is non-blank
  "any_present", // at least one of `fields` is present (bytes: non-empty; strings: non-blank)
  "positive",
  "non_negative",
  "max_chars", // limit
  "max_utf8_bytes", // limit
  "max_json_bytes", // limit
  "no_slash",
  "no_dot_segment", // not `.` or `..`, which URLs resolve
  "type", // the value has the field's type
]);

/** `Generation.*`. */
export const everyField: z.ZodString = z.string().regex(/^[A-Z][A-Za-z]*\.\*$/, "use Type.*");

export const validationFile = z.strictObject({
  defaults,
  /** Prefix of the error text per subject: `sigil: generation validation failed: `. */
  subjects: z.array(
    z.strictObject({
      id,
      type: z.string(),
      prefix: z.string(),
      /** First word of every `{path}`; empty: paths begin with the name of a field. */
      path: z.string(),
      brief: z.string(),
    }),
  ),
  rules: z.array(
    z.strictObject({
      ...entry,
      subject: id,
      order: z.number().positive(),
      /**
       * One level: `Type.field` names the type that owns the field; the validator walks to every value of that type.
       * `Type.*` stands for every field of the type and of the types inside it (check `type` only).
       */
      field: z.union([fieldPath, everyField]),
      check,
      values: z.array(z.string()).optional(),
      fields: z.array(z.string()).optional(),
      limit: id.optional(),
      /** The rule only applies when the part has this kind. */
      when_kind: z.string().optional(),
      /** The rule only applies when the value is present. */
      if_present: z.boolean().default(false),
      /** Not checked when the record carries the marker of this capture mode. */
      relaxed_under: id.optional(),
      /** `{path}` is the path of the object that owns the field, with indexes (`generation.input[0].parts[1]`); `{limit}` the limit. `{type}`: what is expected (check `type`, where `{path}` is the value's own path). */
      message: z.string(),
    }),
  ),
});
export type ValidationFile = z.infer<typeof validationFile>;
export type ValidationRule = ValidationFile["rules"][number];
