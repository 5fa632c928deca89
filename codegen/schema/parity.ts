// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";

/** Every public name of the reference SDK's README and where a TypeScript user finds it. */
export const parityFile = z.strictObject({
  names: z.array(
    z.strictObject({
      seed: z.string(),
      kind: z.enum(["class", "method", "function", "type", "field", "enum", "config", "package"]),
      /** Entry point of the package: `.`, `./schemas`, `./openai`. */
      entry: z.string(),
      /** Dotted path from the entry's exports: `SigilClient.startGeneration`. Types are checked by the compiler. */
      export: z.string(),
      /** `planned` names are not exported yet; a test fails when one appears without being marked `available`. */
      status: z.enum(["available", "planned"]),
      note: z.string().optional(),
    }),
  ),
});
export type ParityFile = z.infer<typeof parityFile>;
