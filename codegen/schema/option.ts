// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { entry, scalar } from "./common.js";

/** What every option has, of the client and of the wrappers of providers. */
export const optionFields = {
  ...entry,
  type: z.enum(["string", "int", "boolean", "enum", "string_map", "function", "object"]),
  /** TypeScript type of options that are neither scalar nor enum; a type of models.yaml or of the runtime. */
  ts_type: z.string().optional(),
  values: z.array(z.strictObject({ value: z.string(), brief: z.string() })).optional(),
  default: z.union([scalar, z.null(), z.strictObject({})]).optional(),
  unit: z.enum(["ms", "bytes", "records", "characters", "items", "retries"]).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Why the default is what it is, and where it leaves the reference SDK. */
  rationale: z.string(),
} as const;

const option = z.strictObject(optionFields);
export type OptionEntry = z.infer<typeof option>;
