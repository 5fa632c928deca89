// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { defaults, entry, id } from "./common.js";

export const sdkFile = z.strictObject({
  /** Version of the spec itself; `codegen diff` checks that a change bumps it enough. */
  spec_version: z.string().regex(/^\d+\.\d+\.\d+$/),
  /** Prefix of every vendor-owned telemetry key; written `{vendor}` in keys. */
  vendor: z.string().regex(/^[a-z][a-z0-9]*$/),
  /** Fixed word in names of generated constants for vendor-owned keys; names of constants are API and do not follow the vendor. */
  constant_namespace: z.string().regex(/^[A-Z]+$/),
  proto_package: z.string(),
  env_prefix: z.string().regex(/^[A-Z][A-Z0-9]*_$/),
  defaults,
  /** One identity per SDK language: value of `{vendor}.sdk.name` and instrumentation scope name. */
  identities: z.array(
    z.strictObject({
      ...entry,
      language: z.string(),
      sdk_name: z.string(),
      scope_name: z.string(),
      user_agent: z.string(),
    }),
  ),
  targets: z.array(z.strictObject({ id, folder: z.string(), brief: z.string() })),
});
export type SdkFile = z.infer<typeof sdkFile>;
