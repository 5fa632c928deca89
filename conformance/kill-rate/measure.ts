// SPDX-License-Identifier: Apache-2.0
import type { Capture } from "../runner/capture.js";
import { compareCase, type Observes } from "../runner/compare-case.js";
import type { PlannedCase } from "../runner/run-case.js";
import type { Mutation } from "./mutation.js";

/** What became of a mutation. */
export interface Verdict {
  readonly mutation: string;
  /** `unreached`: no capture has anything that it could change. */
  readonly outcome: "noticed" | "unnoticed" | "unreached";
  /** A case that notices it. */
  readonly noticedBy?: string;
}

/** A passing run. */
export interface PassingRun {
  readonly planned: PlannedCase;
  readonly capture: Capture;
}

/** Applies every mutation to the captures of passing runs and looks for a case that fails with it. */
export function measureKillRate(
  runs: readonly PassingRun[],
  mutations: readonly Mutation[],
  observes: Observes,
): readonly Verdict[] {
  return mutations.map((mutation): Verdict => {
    let isReached = false;
    for (const { planned, capture } of runs) {
      const mutated = mutation.apply(capture);
      if (mutated === undefined) continue;
      isReached = true;
      if (compareCase(planned.scenario, mutated, observes).length > 0) {
        return { mutation: mutation.id, outcome: "noticed", noticedBy: planned.scenario.id };
      }
    }
    return { mutation: mutation.id, outcome: isReached ? "unnoticed" : "unreached" };
  });
}
