// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { Difference } from "./diff-values.js";
import type { CaseResult } from "./run-case.js";
import { toPattern } from "./to-pattern.js";
import { UsageError } from "./usage-error.js";

const patterns = z.array(z.string().min(1)).min(1);

const reasonSchema = z
  .strictObject({
    /** One sentence: what the SDK does differently. */
    text: z.string().min(1),
    /** Where runs differ for this reason, as reports write it; `*` stands for any text. */
    paths: patterns.optional(),
    /** What the driver answers in place of a result, for cases that end with an error. */
    errors: patterns.optional(),
    /** For what shows in some runs only, as it depends on which of two things is faster. */
    sometimes: z.boolean().default(false),
  })
  .refine(({ paths, errors }) => paths !== undefined || errors !== undefined, "give paths or errors");

const fileSchema = z.strictObject({
  reasons: z.record(z.string().regex(/^[a-z0-9-]+$/), reasonSchema).default({}),
  /** Reasons of every case that fails, on each transport; over one alone as `case@transport`. */
  cases: z.record(z.string(), z.array(z.string()).min(1)).default({}),
  /** By the text with which the driver skips a case, where `*` stands for any text: why it has to. */
  skips: z.record(z.string(), z.string().min(1)).default({}),
});

type File = z.infer<typeof fileSchema>;
type Reason = File["reasons"][string];

/** How an SDK is known to differ from the spec. */
export interface KnownDeviations extends Omit<File, "skips"> {
  /** Absent for a driver without a file, which may skip what it likes. */
  readonly skips: File["skips"] | undefined;
}

function parseYaml(text: string, driver: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new UsageError(`known-deviations/${driver}.yaml: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What the known deviations say of a failed case. */
export interface Explanation {
  /** Ids of the reasons of the case. */
  readonly reasons: readonly string[];
  /** Whether they cover everything in which it fails. */
  readonly isComplete: boolean;
  /** The differences that they do not cover. */
  readonly uncovered: readonly Difference[];
}

/** Reads the deviations of a driver; one without a file has none. */
export function loadDeviations(folder: URL, driver: string): KnownDeviations {
  const file = new URL(`${driver}.yaml`, folder);
  if (!existsSync(file)) return { reasons: {}, cases: {}, skips: undefined };
  const parsed = fileSchema.safeParse(parseYaml(readFileSync(file, "utf8"), driver));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`known-deviations/${driver}.yaml: ${issue?.path.join(".")}: ${issue?.message}`);
}

/** How far a failed case is known. A case that was lost with its driver never is. */
export function explainFailure(known: KnownDeviations, result: CaseResult): Explanation {
  const { differences, reason: error, isLost = false } = result;
  const reasons = known.cases[`${result.case}@${result.transport}`] ?? known.cases[result.case] ?? [];
  const found = reasons.flatMap((id) => known.reasons[id] ?? []);
  const uncovered = differences.filter((difference) => !found.some((reason) => coversDifference(reason, difference)));
  const isErrorCovered = error === undefined || found.some((reason) => coversError(reason, error));
  return { reasons, uncovered, isComplete: found.length > 0 && !isLost && isErrorCovered && uncovered.length === 0 };
}

/** The sentence about a skipped case; undefined when there is none. */
export function explainSkip({ skips = {} }: KnownDeviations, { reason = "" }: CaseResult): string | undefined {
  return Object.entries(skips).find(([text]) => toPattern(text).test(reason))?.[1];
}

/** Whether a reason has to do with a failed case at all. */
export function hasPartIn(reason: Reason, { differences, reason: error }: CaseResult): boolean {
  return (
    differences.some((difference) => coversDifference(reason, difference)) ||
    (error !== undefined && coversError(reason, error))
  );
}

function coversDifference({ paths = [] }: Reason, { path }: Difference): boolean {
  return paths.some((text) => toPattern(text).test(path));
}

function coversError({ errors = [] }: Reason, error: string): boolean {
  return errors.some((text) => toPattern(text).test(error));
}

/** The reasons of a run that show sometimes only. */
export function sometimesReasons(known: KnownDeviations, run: CaseResult): readonly string[] {
  return explainFailure(known, run).reasons.filter((id) => known.reasons[id]?.sometimes === true);
}
