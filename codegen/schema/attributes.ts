// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { defaults, entry, scalar } from "./common.js";

export const attributeType = z.enum(["string", "int", "double", "boolean", "string[]"]);

export const attributesFile = z.strictObject({
  defaults,
  attributes: z.array(
    z.strictObject({
      ...entry,
      /** The name on the wire; `{vendor}` is replaced by the vendor prefix. */
      key: z.string().regex(/^(\{vendor\}\.)?[a-z][a-z0-9_]*(\.[a-z0-9_]+)*(\.<key>)?$/),
      type: attributeType,
      unit: z.string().optional(),
      /** Where the key may appear. */
      on: z.array(z.enum(["span", "metric", "metadata", "tag"])).min(1),
      /** Closed sets reject other values; open sets accept any and list the known ones. */
      values: z
        .strictObject({
          open: z.boolean(),
          members: z.array(z.strictObject({ value: scalar, brief: z.string() })).min(1),
        })
        .optional(),
      /** Metrics may only carry low-cardinality attributes (contract F-O4). */
      cardinality: z.enum(["low", "high"]),
    }),
  ),
});
export type AttributesFile = z.infer<typeof attributesFile>;
export type AttributeEntry = AttributesFile["attributes"][number];
