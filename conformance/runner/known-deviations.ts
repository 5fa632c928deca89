// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { CaseResult } from "./run-case.js";
import { UsageError } from "./usage-error.js";

const fileSchema = z.strictObject({
  /** One sentence each: what the SDK does differently. */
  reasons: z.record(z.string().regex(/^[a-z0-9-]+$/), z.string().min(1)),
  /** Reasons of every case that fails; over one transport alone as `case@transport`. */
  cases: z.record(z.string(), z.array(z.string()).min(1)),
});

/** How an SDK is known to differ from the spec. */
export type KnownDeviations = z.infer<typeof fileSchema>;

/** Reads the deviations of a driver; one without a file has none. */
export function loadDeviations(folder: URL, driver: string): KnownDeviations {
  const file = new URL(`${driver}.yaml`, folder);
  if (!existsSync(file)) return { reasons: {}, cases: {} };
  const parsed = fileSchema.safeParse(parse(readFileSync(file, "utf8")));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`known-deviations/${driver}.yaml: ${issue?.path.join(".")} ${issue?.message}`);
}

/** Ids of the reasons for a failing case; undefined when there are none. */
export function findReasons(
  { cases }: KnownDeviations,
  result: Pick<CaseResult, "case" | "transport">,
): readonly string[] | undefined {
  return cases[`${result.case}@${result.transport}`] ?? cases[result.case];
}

/** What is wrong with results in the light of the known deviations: one line each. */
export function judgeResults(results: readonly CaseResult[], known: KnownDeviations): readonly string[] {
  const failed = results.filter(({ outcome }) => outcome === "failed");
  const unexplained = failed.filter((result) => findReasons(known, result) === undefined);
  return [
    ...unexplained.map((result) => `${result.case} (${result.transport}) fails without a known reason`),
    ...staleEntries(results, known),
    ...unknownReasons(known),
  ];
}

/** Entries of cases that ran and did not fail: an unexpected pass is an error too. */
function staleEntries(results: readonly CaseResult[], { cases }: KnownDeviations): readonly string[] {
  return Object.keys(cases).flatMap((entry) => {
    const [id, transport] = entry.split("@");
    const runs = results.filter(
      (result) => result.case === id && (transport === undefined || result.transport === transport),
    );
    if (runs.length === 0 || runs.some(({ outcome }) => outcome === "failed")) return [];
    return [`${entry} is listed as a deviation but ${runs[0]?.outcome}`];
  });
}

function unknownReasons({ reasons, cases }: KnownDeviations): readonly string[] {
  const used = new Set(Object.values(cases).flat());
  return [
    ...[...used].filter((id) => reasons[id] === undefined).map((id) => `the reason ${id} is not explained`),
    ...Object.keys(reasons)
      .filter((id) => !used.has(id))
      .map((id) => `the reason ${id} is not used`),
  ];
}
