// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { citations, defaults, entry, fieldPath, id } from "./common.js";

/** What a sink does with a content class in a mode. The last two keep the content only when the caller's flag is set. */
export const decision = z.enum(["keep", "strip", "include_content", "capture_input"]);

/** What stripping does to a field: "" / empty bytes with the case kept, removed, list emptied, or replaced by the error category. */
export const onStrip = z.enum(["empty", "drop", "delete", "error_category"]);

/** Who can name a mode. `inherited`: the mode of the enclosing generation. */
export const captureLayer = z.enum(["recording", "resolver", "context", "inherited", "client", "default"]);

export const captureFile = z.strictObject({
  defaults,
  modes: z.array(
    z.strictObject({
      ...entry,
      /** Value of the marker and of the option. */
      value: z.string(),
      /** Higher is stricter; `inherit` has none: it asks the next layer. */
      strictness: z.int().nonnegative().optional(),
      is_default: z.boolean().default(false),
    }),
  ),
  /** Places that content can reach. */
  sinks: z.array(z.strictObject({ id, brief: z.string() })),
  classes: z.array(
    z.strictObject({
      ...entry,
      /** sink id -> mode id -> decision. A sink that is left out never receives the class. */
      matrix: z.record(id, z.record(id, decision)),
    }),
  ),
  /** Reasons why a field that could hold text is not content. */
  safe_reasons: z.array(z.strictObject({ id, brief: z.string() })),
  /** Every string, bytes, Struct and map field of every model: content class or safe reason. */
  fields: z.array(
    z.strictObject({
      id,
      field: fieldPath,
      /** A metadata key (attribute id) inside a Struct field that has a rule of its own. */
      metadata_key: id.optional(),
      /** Ids of `classes` and `safe_reasons`; any text is let through, so that the lint can list those that there are. */
      class: z.string().optional(),
      on_strip: onStrip.optional(),
      safe: z.string().optional(),
      note: z.string().optional(),
      contract: citations.optional(),
    }),
  ),
  /** Span attributes and status text that carry content (attribute id or `span.status`, `span.exception`, `embedding.input_texts`). */
  span_content: z.array(
    z.strictObject({
      id,
      attribute: id.optional(),
      text: z.enum(["status_message", "exception_event", "local_error_event"]).optional(),
      spans: z.array(id).min(1),
      class: id,
    }),
  ),
  /** Layers in order; the first that names a mode wins. */
  precedence: z.array(
    z.strictObject({
      ...entry,
      layer: captureLayer,
      /** Kinds of recording that consult the layer. */
      recordings: z.array(z.string()).min(1),
      /** Layers before this one whose mode may be looser than this layer's; the mode of any other is raised to this layer's. */
      loosened_by: z.array(captureLayer).optional(),
    }),
  ),
  /** Outcomes of the resolver that fail closed. */
  fail_closed: z.array(z.strictObject({ ...entry, outcome: z.enum(["throws", "promise", "not_a_mode"]), mode: id })),
});
export type CaptureFile = z.infer<typeof captureFile>;
