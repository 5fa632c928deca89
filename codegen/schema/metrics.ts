// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { defaults, entry, id } from "./common.js";
import { source } from "./spans.js";

export const metricsFile = z.strictObject({
  defaults,
  /** Bucket boundary lists, given to the meter as advice. */
  buckets: z.array(z.strictObject({ id, boundaries: z.array(z.number()).min(1) })),
  metrics: z.array(
    z.strictObject({
      ...entry,
      name: z.string(),
      instrument: z.enum(["histogram", "observable_counter", "observable_gauge"]),
      unit: z.string(),
      value_type: z.enum(["int", "double"]),
      buckets: id.optional(),
      /** `operation`: the four GenAI histograms. `self`: the SDK's own counters. */
      group: z.enum(["operation", "self"]),
      /** One row per recording kind that feeds the instrument. Empty values are written as "" unless the attribute is in `omit_empty`. */
      recorded_for: z.array(
        z.strictObject({
          /** Span id whose record is the source, or `client` for self-telemetry. */
          recording: z.enum(["generation", "embedding", "tool", "client"]),
          when: z.string().regex(/^(always|present|non_zero|computed:[a-z][a-z0-9_]*)$/),
          /** The measured value: `field:usage.input_tokens`, `computed:duration_seconds`, `value:1`. */
          value: source,
          attributes: z.array(z.strictObject({ ref: id, source, form: z.enum(["as_is", "trimmed"]).default("as_is") })),
        }),
      ),
    }),
  ),
});
export type MetricsFile = z.infer<typeof metricsFile>;
