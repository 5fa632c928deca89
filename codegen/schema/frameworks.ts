// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { defaults, entry, id } from "./common.js";

export const frameworksFile = z.strictObject({
  defaults,
  frameworks: z.array(z.strictObject({ ...entry, name: z.string(), in_seed: z.boolean() })),
  /** Tags that every handler sets; refs to attributes with `on: [tag]`. */
  tags: z.array(z.strictObject({ ...entry, ref: id, value: z.string().optional() })),
  /** Metadata keys that handlers set; `copied_to_span` names those that appear on the generation span too. */
  metadata_keys: z.array(
    z.strictObject({
      ...entry,
      ref: id,
      present: z.enum(["always", "when_known"]),
      copied_to_span: z.boolean(),
      frameworks: z.array(id).default([]),
    }),
  ),
  run_types: z.array(z.strictObject({ ...entry, value: z.string() })),
  /** Order in which a conversation id is looked for. */
  conversation_sources: z.array(z.strictObject({ ...entry, order: z.int().positive() })),
  /** `{vendor}:framework:{framework}:{run_id}`. */
  fallback_conversation_id: z.string(),
});
export type FrameworksFile = z.infer<typeof frameworksFile>;
