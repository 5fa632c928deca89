// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const mutantsFile = z.strictObject({
  mutants: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z0-9-]+$/),
      /** What the SDK does wrong. */
      brief: z.string().min(1),
      /** A file below `dist/`. */
      file: z.string(),
      /** A text that is in the file once. */
      find: z.string().min(1),
      replace: z.string(),
      /** The case that must fail. */
      caughtBy: z.string(),
      /** Over this transport; default is the first of the case. */
      transport: z.enum(["http", "grpc", "none", "unset"]).optional(),
    }),
  ),
});

/** An SDK with one fault: one text of its built files is another one. */
export type Mutant = z.infer<typeof mutantsFile>["mutants"][number];

const TABLE = new URL("mutants.yaml", import.meta.url);
const BUILT = new URL("../../dist/", import.meta.url);

/** All mutants of the table. */
export function loadMutants(): readonly Mutant[] {
  return mutantsFile.parse(parse(readFileSync(TABLE, "utf8"))).mutants;
}

/** Why a mutant says nothing about the build that is there; undefined when it can run. */
export function findOutdated({ file, find }: Mutant): string | undefined {
  const path = new URL(file, BUILT);
  if (!existsSync(path)) return `there is no dist/${file}`;
  const count = readFileSync(path, "utf8").split(find).length - 1;
  return count === 1 ? undefined : `its text is ${count} times in dist/${file}`;
}
