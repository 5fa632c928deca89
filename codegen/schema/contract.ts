// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { contractId } from "./common.js";

/** A path of a file of the tests, relative to the repository. */
const testFile = z.string().regex(/^[a-z][\w./-]*\.test\.ts$/, "use the path of a *.test.ts file");

/** Titles as they stand in the file; a distinctive part is enough. */
const titles = z.union([z.string().min(1), z.array(z.string().min(1)).min(2)]);

/** One statement of the contract, and what proves that it holds. A row needs at least one kind of evidence. */
const row = z.strictObject({
  /** The id of its section, followed by `.name`, or by a number where the section's rows are counted (`F-N` and `F-N1`). */
  id: contractId,
  /** What holds, in a sentence. Where this SDK does something else than the reference SDK, it says what this SDK does. */
  fact: z.string().min(1),
  /** Ids of cases of spec/scenarios/. */
  scenarios: z.array(z.string()).min(1).optional(),
  tests: z.record(testFile, titles).optional(),
  /** Checks beside the tests, by their names in scripts/checks/list.mjs. */
  checks: z.array(z.string()).min(1).optional(),
  /** First cells of rows of docs/deviations.md: what the reference SDK does there, and why. */
  deviations: z.array(z.string()).min(1).optional(),
  /** Lists of the spec that state the fact entry by entry: `errors.http_answers`, `proto.Generation`. */
  spec: z.array(z.string()).min(1).optional(),
  /** Why the row is about somebody else's software, and has no evidence here. */
  out_of_scope: z.string().min(1).optional(),
});
export type ContractRow = z.infer<typeof row>;

/** A chapter of the contract: sections of rows. One file each, below spec/contract/. */
export const contractFile = z.strictObject({
  chapter: z.string().regex(/^[a-z]+$/),
  title: z.string().min(1),
  brief: z.string().min(1),
  sections: z.array(
    z.strictObject({
      id: contractId,
      title: z.string().min(1),
      brief: z.string().min(1).optional(),
      rows: z.array(row).min(1),
    }),
  ),
});
export type ContractFile = z.infer<typeof contractFile>;
export type ContractSection = ContractFile["sections"][number];
