// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { isRecord } from "./is-record.js";
import { elementSchema } from "./schema-shape.js";

/**
 * Copies a file's `defaults` block (stability, otel, contract) into every entry that has such a field and does not set
 * it. The schema says which lists have entries; the input is not changed.
 */
export function applyDefaults(value: unknown, schema: z.ZodObject): unknown {
  if (!isRecord(value) || !isRecord(value.defaults)) return value;
  const defaults = Object.entries(value.defaults);
  const filled: Record<string, unknown> = { ...value };
  for (const [key, member] of Object.entries(schema.shape)) {
    const list = value[key];
    const entry = elementSchema(member as z.ZodType);
    if (!(entry instanceof z.ZodObject) || !Array.isArray(list)) continue;
    const fitting = Object.fromEntries(defaults.filter(([name]) => name in entry.shape));
    filled[key] = list.map((item: unknown) => (isRecord(item) ? { ...fitting, ...item } : item));
  }
  return filled;
}
