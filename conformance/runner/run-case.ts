// SPDX-License-Identifier: Apache-2.0

import type { Bench } from "./bench.js";
import type { Capture } from "./capture.js";
import { compareCase, listUnobserved } from "./compare-case.js";
import type { Difference } from "./diff-values.js";
import { executeCase } from "./execute-case.js";
import { checkDeclared } from "./live-check.js";
import type { Lifecycle, Transport } from "./load-suites.js";
import { SkipCase } from "./skip-case.js";

/** What came of a case over one transport. */
export interface CaseResult {
  readonly suite: string;
  readonly case: string;
  readonly transport: Transport;
  readonly outcome: "passed" | "failed" | "skipped";
  /** Why it failed or was skipped, when there is more to say than differences. */
  readonly reason?: string;
  /** Whether it failed because its driver was silent, dead, or spoke something else. */
  readonly isLost?: boolean;
  readonly differences: readonly Difference[];
  /** Expectations that the driver cannot observe. */
  readonly unobserved: readonly string[];
  readonly milliseconds: number;
  /** Absent for a case that did not get to its end. */
  readonly capture?: Capture;
}

/** A case with the suite that it belongs to, over one transport. */
export interface PlannedCase {
  readonly suite: string;
  readonly scenario: Lifecycle;
  readonly transport: Transport;
}

/** Runs one case and compares. A lost driver or an unexpected error is a failure of the case; {@link DriverLost} is passed on. */
export async function runCase(planned: PlannedCase, bench: Bench): Promise<CaseResult> {
  const startedAt = performance.now();
  try {
    const capture = await executeCase(planned.scenario, planned.transport, bench);
    return { ...judgeCapture(planned, capture, bench), milliseconds: performance.now() - startedAt };
  } catch (error) {
    if (!(error instanceof SkipCase)) throw error;
    return { ...describePlanned(planned), outcome: "skipped", reason: error.message, ...NOTHING };
  }
}

const NOTHING = { differences: [], unobserved: [], milliseconds: 0 } as const;

/** The verdict on a run that was captured, now or earlier. */
export function judgeCapture(
  planned: PlannedCase,
  capture: Capture,
  { hello, tables }: Pick<Bench, "hello" | "tables">,
): CaseResult {
  const { scenario } = planned;
  const differences = [
    ...compareCase(scenario, capture, hello.observes),
    ...checkDeclared(scenario, capture, tables, hello.identity),
  ];
  const unobserved = listUnobserved(scenario, hello.observes);
  const outcome = differences.length === 0 ? "passed" : "failed";
  return { ...describePlanned(planned), outcome, differences, unobserved, milliseconds: 0, capture };
}

/** A case that failed before there was anything to compare. */
export function failedResult(planned: PlannedCase, reason: string): CaseResult {
  return { ...describePlanned(planned), outcome: "failed", reason, ...NOTHING };
}

function describePlanned({
  suite,
  scenario,
  transport,
}: PlannedCase): Pick<CaseResult, "suite" | "case" | "transport"> {
  return { suite, case: scenario.id, transport };
}
