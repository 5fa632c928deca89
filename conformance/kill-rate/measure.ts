// SPDX-License-Identifier: Apache-2.0
import type { Capture } from "../runner/capture.js";
import { compareCase, type Observes } from "../runner/compare-case.js";
import type { PlannedCase } from "../runner/run-case.js";
import type { Mutation } from "./mutation.js";
import { UNREACHABLE } from "./unreachable.js";

/** What became of a mutation. */
export interface Verdict {
  readonly mutation: string;
  /** `unreached`: no capture has anything that it could change. `unreachable`: as is known, with a reason. */
  readonly outcome: "noticed" | "unnoticed" | "unreached" | "unreachable";
  /** A case that notices it. */
  readonly noticedBy?: string;
  /** Why no case can. */
  readonly why?: string;
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
    const { why } = UNREACHABLE.find(({ mutations: pattern }) => pattern.test(mutation.id)) ?? {};
    let isReached = false;
    for (const { planned, capture } of runs) {
      const mutated = mutation.apply(capture, planned.scenario);
      if (mutated === undefined) continue;
      isReached = true;
      if (compareCase(planned.scenario, mutated, observes).length > 0) {
        return { mutation: mutation.id, outcome: "noticed", noticedBy: planned.scenario.id, ...(why && { why }) };
      }
    }
    if (why !== undefined) return { mutation: mutation.id, outcome: "unreachable", why };
    return { mutation: mutation.id, outcome: isReached ? "unnoticed" : "unreached" };
  });
}

/** What the verdicts say together. */
export interface KillRate {
  readonly noticed: number;
  /** Mutations that a case could notice. */
  readonly reachable: number;
  /** Number of mutations that none can, by reason. */
  readonly unreachable: ReadonlyMap<string, number>;
  /** What is not as it should be: one line each. */
  readonly problems: readonly string[];
}

/** Counts verdicts. */
export function summarize(verdicts: readonly Verdict[]): KillRate {
  const unreachable = new Map<string, number>();
  for (const { outcome, why = "" } of verdicts) {
    if (outcome === "unreachable") unreachable.set(why, (unreachable.get(why) ?? 0) + 1);
  }
  return {
    noticed: verdicts.filter(({ outcome }) => outcome === "noticed").length,
    reachable: verdicts.filter(({ outcome }) => outcome !== "unreachable").length,
    unreachable,
    problems: [
      ...verdicts
        .filter(({ outcome }) => outcome === "unnoticed" || outcome === "unreached")
        .map(({ mutation, outcome }) => `${outcome} ${mutation}`),
      ...verdicts
        .filter(({ outcome, why }) => outcome === "noticed" && why !== undefined)
        .map(({ mutation, noticedBy }) => `noticed by ${noticedBy}, although it is listed as unreachable: ${mutation}`),
    ],
  };
}
