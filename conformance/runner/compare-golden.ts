// SPDX-License-Identifier: Apache-2.0
import type { Problem } from "./judge-results.js";
import { type KnownDeviations, sometimesReasons } from "./known-deviations.js";
import type { CaseResult } from "./run-case.js";

/**
 * Runs whose result is another one than that of the committed captures. Ids and times differ from run to run, so that only
 * outcome, reason and the places of differences count. A case with a reason that shows sometimes only may differ.
 */
export function compareGolden(
  results: readonly CaseResult[],
  golden: readonly CaseResult[],
  known: KnownDeviations,
): readonly Problem[] {
  const committed = new Map(golden.map((result) => [keyOf(result), result]));
  return results.flatMap((run) => {
    const earlier = committed.get(keyOf(run));
    if (earlier !== undefined && describe(earlier) === describe(run)) return [];
    if (sometimesReasons(known, run).length > 0) return [];
    return [
      { text: `${run.case} (${run.transport}) gives another result than the committed captures; save them again`, run },
    ];
  });
}

function keyOf({ case: id, transport }: CaseResult): string {
  return `${id}@${transport}`;
}

function describe({ outcome, reason, differences }: CaseResult): string {
  return JSON.stringify([outcome, reason, differences.map(({ path }) => path).sort()]);
}
