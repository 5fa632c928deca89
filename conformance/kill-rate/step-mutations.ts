// SPDX-License-Identifier: Apache-2.0
import type { CapturedStep } from "../runner/capture.js";
import { DAMAGES, damagePath, isMembers, type Members, type Mutation, mapSome, mapSomeMembers } from "./mutation.js";
import { listFieldPaths } from "./tables.js";

/** What steps have answered: ratings, reports, calls, and the requests that a case waits for. */
export function listStepMutations(): readonly Mutation[] {
  return [
    ...listFieldPaths("ConversationRatingResult").flatMap((path) =>
      DAMAGES.map((damage) =>
        changeSteps(`rating answer ${path} ${damage}`, (step) => {
          const result = isMembers(step.result) ? damagePath(step.result, path, damage) : undefined;
          return result && { ...step, result };
        }),
      ),
    ),
    ...REPORT_MEMBERS.map((member) => reportMutation(member)),
    ...["flush", "shutdown"].map(callerMutation),
    LEFT_MUTATION,
    WAIT_MUTATION,
    changeSteps("flush or shutdown raised", (step) => (step.reports ? { ...step, raised: ["Error: ~"] } : undefined)),
    changeSteps("call ended in the other way", (step) =>
      step.outcome === undefined ? undefined : { ...step, outcome: step.outcome === "threw" ? "returned" : "threw" },
    ),
    changeSteps("call gave another value", (step) => (step.same === undefined ? undefined : { ...step, same: false })),
  ];
}

const REPORT_MEMBERS = ["delivered", "dropped", "left", "error"];

function reportMutation(member: string): Mutation {
  return changeSteps(`report ${member} altered`, (step) => {
    const reports =
      step.reports && mapSome(step.reports as readonly Members[], (report) => damagePath(report, member, "altered"));
    return reports && { ...step, reports };
  });
}

/** One of several callers gets no report. */
function callerMutation(op: string): Mutation {
  return {
    id: `report of ${op} missing`,
    apply: (capture, { steps }) => {
      const indices = steps.flatMap((step, index) => (step.op === op ? [String(index)] : []));
      const changed = mapSome(Object.entries(capture.steps), ([index, step]): [string, CapturedStep] | undefined =>
        indices.includes(index) && step.reports?.length
          ? [index, { ...step, reports: step.reports.slice(1) }]
          : undefined,
      );
      return changed && { ...capture, steps: Object.fromEntries(changed) };
    },
  };
}

/** The shutdown that the runner asks for at the end of a case. */
const LEFT_MUTATION: Mutation = {
  id: "left 1 after the shutdown at the end",
  apply: (capture) => {
    const { end } = capture.steps;
    const [report] = (end?.reports ?? []) as readonly Members[]; // as drivers answer
    return report && { ...capture, steps: { ...capture.steps, end: { reports: [{ ...report, left: 1 }] } } };
  },
};

/** Time is up, and a request that a case waits for has not come. */
const WAIT_MUTATION: Mutation = {
  id: "wait_for never met",
  apply: (capture, { steps }) => {
    const waits = steps.flatMap((step, index) =>
      step.op === "wait_for" ? [[String(index), step.requests] as const] : [],
    );
    if (waits.length === 0) return undefined;
    const unmet = waits.map(([index, requests]) => [index, { requests: requests - 1 }] as const);
    return { ...capture, steps: { ...capture.steps, ...Object.fromEntries(unmet) } };
  },
};

function changeSteps(id: string, change: (step: CapturedStep) => CapturedStep | undefined): Mutation {
  return {
    id,
    apply: (capture) => {
      const steps = mapSomeMembers(capture.steps, change);
      return steps && { ...capture, steps };
    },
  };
}
