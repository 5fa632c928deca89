// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { unwrapSchema } from "../load/schema-shape.js";

/** The words of an enum of the meta-schema, so that a new word reaches every target by itself. */
export function wordsOf<T extends string>(schema: z.ZodType<T | undefined>): readonly T[] {
  const inner = unwrapSchema(schema);
  if (!(inner instanceof z.ZodEnum)) throw new Error("not an enum of the meta-schema");
  const options: readonly unknown[] = inner.options;
  // The caller's type says which words the enum has.
  return options as readonly T[];
}
