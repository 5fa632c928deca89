// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";

/** Dotted lower-case identifier. Vendor-owned attribute ids start with `vendor.`; ids never carry the vendor prefix. */
export const id: z.ZodString = z
  .string()
  .regex(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/, "use dotted lower_snake_case, for example gen_ai.request.model");

export const stability = z.enum(["stable", "development", "deprecated"]);

/** How an entry relates to the OpenTelemetry GenAI conventions. */
export const otelLink = z.discriminatedUnion("link", [
  z.strictObject({ link: z.literal("same"), note: z.string().optional() }),
  z.strictObject({ link: z.literal("renamed_to"), key: z.string(), note: z.string().optional() }),
  z.strictObject({ link: z.literal("diverges"), key: z.string().optional(), note: z.string() }),
  z.strictObject({ link: z.literal("none"), note: z.string().optional() }),
]);

export const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** Id of a section or row of the contract: `behaviour.7`, `behaviour.7.queue-full`, `F-N1`. */
export const contractId: z.ZodString = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/,
    "use the id of a section or row of spec/contract/, for example behaviour.7",
  );

/** Sections or rows of the contract that an entry restates. */
export const citations = z.union([contractId, z.array(contractId).min(2)]);

/** Fields that every entry of every file has. A file's `defaults` block fills stability and otel. */
export const entry = {
  id,
  brief: z.string().min(1),
  note: z.string().optional(),
  stability,
  examples: z.array(z.unknown()).min(1),
  otel: otelLink,
  contract: citations,
} as const;

/** Values that a file sets once for all of its entries. */
export const defaults = z
  .strictObject({ stability: stability.optional(), otel: otelLink.optional(), contract: citations.optional() })
  .optional();

/** Path to a field: `Type.field`, snake_case, with `[]` for list elements: `Generation.input[].parts[].text`. */
export const fieldPath: z.ZodString = z
  .string()
  .regex(/^[A-Z][A-Za-z]*(\.[a-z][a-z0-9_]*(\[\])?)+$/, "use Type.field, for example Generation.input[].parts[].text");
