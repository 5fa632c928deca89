// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { defaults, entry, id } from "./common.js";

export const errorsFile = z.strictObject({
  defaults,
  /** Closed union of SigilError.code. `message` is a template: `sigil: generation queue is full`. */
  codes: z.array(
    z.strictObject({
      ...entry,
      code: z.string(),
      message: z.string(),
      seed_class: z.string(),
      /** What raises it: recording, sending, ratings, or adapters of providers and frameworks. */
      area: z.enum(["core", "export", "rating", "adapter"]).default("core"),
    }),
  ),
  /** Values of the error.type attribute, by priority per recording. */
  types: z.array(
    z.strictObject({
      ...entry,
      value: z.string(),
      priority: z.int().positive(),
      recordings: z.array(z.enum(["generation", "embedding", "tool", "adapter"])),
      category: z.union([z.literal("classified"), id]),
    }),
  ),
  categories: z.array(z.strictObject({ ...entry, value: z.string() })),
  /** Classification of provider errors; the first step that matches wins. */
  classification: z.array(
    z.strictObject({
      ...entry,
      order: z.int().positive(),
      /** `timeout_type`, `abort`: typed errors. `status`: number from the error. `code`: provider's code word. `text`: words in the message. `otherwise`. */
      by: z.enum(["timeout_type", "abort", "status", "code", "text", "otherwise"]),
      names: z.array(z.string()).optional(),
      statuses: z.array(z.union([z.int(), z.tuple([z.int(), z.int()])])).optional(),
      category: id,
    }),
  ),
  /** Where a status number is looked for, in order. */
  status_lookup: z.array(z.string()),
  /** Where a class name or system code is looked for (steps `timeout_type` and `abort`), and a provider's code word (step `code`). */
  name_lookup: z.array(z.string()).optional(),
  code_lookup: z.array(z.string()).optional(),
  /** What the exporter does with an answer. */
  retry_classes: z.array(z.strictObject({ ...entry, drop_reason: id.optional() })),
  /** The first row that has the status. */
  http_answers: z.array(
    z.strictObject({
      ...entry,
      statuses: z.array(z.union([z.int(), z.tuple([z.int(), z.int()])])).min(1),
      class: id,
      hint: z.enum(["retry_after", "none"]).default("none"),
    }),
  ),
  /** Per status, the first row whose condition holds. */
  grpc_answers: z.array(
    z.strictObject({
      ...entry,
      status: z.string(),
      number: z.int(),
      /** `own_limit`: our own response limit fired. `http_413`: HTTP status 413 without a `grpc-status`. */
      condition: z
        .enum(["own_limit", "http_413", "retry_info", "size_text", "unmarshal_text", "no_server_status", "always"])
        .default("always"),
      /** Words that the `_text` conditions look for in the status message, in any case. */
      text: z.array(z.string()).optional(),
      class: id,
      hint: z.enum(["retry_info", "none"]).default("none"),
    }),
  ),
  /** gRPC status that an HTTP status stands for when the server has sent none. */
  grpc_of_http: z.array(z.strictObject({ ...entry, http_status: z.int(), number: z.int() })),
  transport_faults: z.array(z.strictObject({ ...entry, fault: z.string(), class: id })),
  /** Text of a rejected item, in any case; matched in order. An unknown text is permanent. */
  item_patterns: z.array(
    z.strictObject({
      ...entry,
      match: z.enum(["contains", "starts_with", "any"]),
      text: z.array(z.string()),
      class: id,
    }),
  ),
  drop_reasons: z.array(z.strictObject({ ...entry, value: z.string() })),
});
export type ErrorsFile = z.infer<typeof errorsFile>;
