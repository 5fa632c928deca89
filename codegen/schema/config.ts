// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { defaults, entry, id, scalar } from "./common.js";
import { optionFields } from "./option.js";

const credential = z.enum(["set", "blank", "any"]);

export const configFile = z.strictObject({
  defaults,
  options: z.array(
    z.strictObject({
      // `id` is the option's path: generation_export.batch_size.
      ...optionFields,
      /** An endpoint whose origin is the default when it is reached over HTTP. */
      follows: id.optional(),
      /** Defaults that depend on the protocol, where they differ from `default`. */
      default_for: z.partialRecord(z.enum(["http", "grpc", "none"]), scalar).optional(),
      /** Suffix after the environment prefix; read by configFromEnv() only. */
      env: z.string().optional(),
      /** What the variable counts as when its word is none of the values; without it the variable is skipped. */
      env_unknown: z.string().optional(),
      /** `planned` options are part of the contract, but no emitter offers them to users before they work. */
      status: z.enum(["available", "planned"]).default("available"),
    }),
  ),
  /** Variables that configFromEnv() hands to something other than the client's options. */
  env_only: z
    .array(z.strictObject({ ...entry, env: z.string(), type: z.enum(["string", "boolean"]), target: z.string() }))
    .default([]),
  /** How the text of an environment variable is read; blank counts as unset. */
  env_format: z
    .strictObject({
      true_words: z.array(z.string()).min(1),
      false_words: z.array(z.string()).min(1),
      pair_separator: z.string(),
      key_separator: z.string(),
    })
    .optional(),
  /** Bounds that the server or the protocol sets; not options. */
  limits: z.array(
    z.strictObject({
      ...entry,
      value: z.number(),
      unit: z.enum(["ms", "bytes", "records", "characters", "items", "requests"]),
    }),
  ),
  /** Texts in place of what JSON cannot hold, or what is left out of it. */
  json_marks: z.array(z.strictObject({ ...entry, text: z.string().min(1) })),
  headers: z.array(z.strictObject({ ...entry, name: z.string() })),
  /** Headers, in lower case, that the connection needs for itself. */
  reserved_headers: z.array(z.string().regex(/^[a-z0-9-]+$/, "use lower case")),
  endpoints: z.array(
    z.strictObject({
      ...entry,
      protocol: z.enum(["http", "grpc"]),
      method: z.string(),
      path: z.string(),
      default_port: z.int().positive().optional(),
    }),
  ),
  /** Endpoint spellings and what they become: rows of the contract's wire.2.endpoint, used as test vectors. */
  endpoint_rows: z.array(
    z.strictObject({
      ...entry,
      protocol: z.enum(["http", "grpc"]),
      input: z.string(),
      insecure: z.boolean().optional(),
      result: z.string().optional(),
      plaintext: z.boolean().optional(),
      error: z.string().optional(),
    }),
  ),
  auth_modes: z.array(z.strictObject({ ...entry, mode: z.string(), fields: z.array(z.string()) })),
  /** First row that matches wins. */
  auth_rows: z.array(
    z.strictObject({
      ...entry,
      mode: z.string(),
      tenant_id: credential,
      bearer_token: credential,
      basic_user: credential,
      basic_password: credential,
      /** Header templates: `{tenant_id}`, `{bearer_token}`, `{base64:basic_user:basic_password}`. */
      headers: z.record(z.string(), z.string()).optional(),
      error: z.string().optional(),
    }),
  ),
});
export type ConfigFile = z.infer<typeof configFile>;
