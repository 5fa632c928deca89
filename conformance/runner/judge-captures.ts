// SPDX-License-Identifier: Apache-2.0
import type { CaptureFile } from "./captures.js";
import { type CaseResult, failedResult, judgeCapture, type PlannedCase } from "./run-case.js";
import type { Tables } from "./tables.js";

/** Results of cases from what was captured earlier. A case that the captures do not have is a failure: they are outdated. */
export function judgeCaptures(
  { hello, captures, others }: CaptureFile,
  cases: readonly PlannedCase[],
  tables: Tables,
): readonly CaseResult[] {
  const key = (item: { readonly case: string; readonly transport: string }): string => `${item.case}@${item.transport}`;
  const byCase = new Map(captures.map((capture) => [key(capture), capture]));
  const otherByCase = new Map(others.map((other) => [key(other), other]));
  return cases.map((planned) => {
    const id = key({ case: planned.scenario.id, transport: planned.transport });
    const capture = byCase.get(id);
    if (capture !== undefined) return judgeCapture(planned, capture, { hello, tables });
    const other = otherByCase.get(id);
    if (other === undefined) return { ...failedResult(planned, "the captures do not have the case"), isLost: true };
    const { outcome, reason, isLost = false } = other;
    return { ...failedResult(planned, reason), outcome, isLost };
  });
}
