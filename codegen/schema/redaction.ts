// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { defaults, entry, id } from "./common.js";

/** How closely text is searched: for formats that are unmistakable, or also by the names of values. */
export const redactionTier = z.enum(["light", "full"]);

/**
 * A part of a pattern: a regular expression that takes linear time in every engine. It may hold characters, classes,
 * `(?:groups)`, alternatives, `\b`, `^`, `?` and `{n,m}`; `{n,}` on one character or class only. No look-around, no
 * references, no lazy repeats.
 */
const expression = z.string().min(1);

export const redactionFile = z.strictObject({
  defaults,
  /** What takes the place of a secret; `{label}` is the pattern's. */
  replacement: z.string().includes("{label}"),
  /** Formats of secrets in the order in which they are looked for. */
  patterns: z.array(
    z.strictObject({
      ...entry,
      /** Word in the replacement; patterns of one kind of secret may share it. */
      label: z.string().regex(/^[a-z][a-z0-9-]*$/),
      kind: z.enum([
        "cloud",
        "vcs",
        "llm",
        "payment",
        "service",
        "package",
        "token",
        "private_key",
        "connection_string",
        "personal",
        "named_value",
      ]),
      tier: redactionTier,
      /** Switch of the caller without which the pattern is not used. */
      only_with: z.enum(["emails"]).optional(),
      /** Texts of which every match holds one, so that most texts need no search; for patterns that heed case. */
      literals: z.array(z.string().min(1)).default([]),
      ignore_case: z.boolean().default(false),
      /** Kept: what stands before the secret. */
      before: expression.optional(),
      secret: expression,
      /** Kept: what stands after the secret. */
      after: expression.optional(),
      /**
       * Texts and what becomes of them. A text is given in pieces, which are joined: a made-up token that is written as a whole
       * looks like a real one to those who scan for leaks.
       */
      vectors: z.array(z.strictObject({ text: z.array(z.string()).min(1), expect: z.string() })).min(2),
    }),
  ),
  /** How content is searched, one entry per class of capture.yaml that is exported. */
  content: z.array(
    z.strictObject({
      ...entry,
      class: id,
      tier: redactionTier.optional(),
      /** Instead of `tier`, by the role of the message; `input` is light, and only with the caller's switch for it. */
      by_role: z.record(id, z.enum(["light", "full", "input"])).optional(),
    }),
  ),
});
export type RedactionFile = z.infer<typeof redactionFile>;
export type RedactionPatternEntry = RedactionFile["patterns"][number];
