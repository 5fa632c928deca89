// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { attributeType } from "./attributes.js";
import { defaults, entry, id } from "./common.js";

/** When an attribute is written. Closed on purpose: anything else is a named function (`computed:`). */
export const when = z.enum(["always", "present", "non_blank", "non_zero", "non_empty"]);

/**
 * Where a value comes from:
 * `field:model.name` (path in the span's record), `value:execute_tool` (literal), `sdk_name`,
 * `metadata` (the record's metadata under the attribute's own key), `computed:error_type` (handwritten function),
 * `status:queue.records` (the client's own counters; as an attribute's source: what tells the counts apart).
 */
export const source = z
  .string()
  .regex(/^(field:[a-z][a-z0-9_.]*|value:.+|sdk_name|metadata|computed:[a-z][a-z0-9_]*|status:[a-z][a-z0-9_.]*)$/);

/** How a value is turned into an attribute value: as it is, trimmed, a one-element list, coerced to int, or as JSON text. */
export const form = z.enum(["as_is", "trimmed", "single_item_list", "int", "json_text", "truncated_list"]);

export const spansFile = z.strictObject({
  defaults,
  spans: z.array(
    z.strictObject({
      ...entry,
      kind: z.enum(["client", "internal"]),
      /** Friendly type (models.yaml) that `field:` paths refer to. Adapter spans have none. */
      record: z.string().optional(),
      /** Parts of the span name, joined by a space; blank parts are left out. `value:` and `field:` sources. */
      name: z.array(source).min(1),
      /** Used when all name parts are blank. */
      name_fallback: z.string().optional(),
      emitted_by: z.enum(["core", "adapter"]),
      attributes: z.array(
        z.strictObject({ ref: id, source, when, phase: z.enum(["start", "end", "both"]), form: form.default("as_is") }),
      ),
    }),
  ),
  /** Named handwritten functions that `computed:` refers to. More than ten is a sign that the vocabulary is wrong. */
  computed: z.array(z.strictObject({ ...entry, type: attributeType })),
});
export type SpansFile = z.infer<typeof spansFile>;
export type SpanEntry = SpansFile["spans"][number];
