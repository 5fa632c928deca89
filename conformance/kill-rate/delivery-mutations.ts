// SPDX-License-Identifier: Apache-2.0
import type { Capture, CapturedEvent, CapturedSpan } from "../runner/capture.js";
import { listErrorMutations } from "./error-mutations.js";
import { damagePath, type Mutation } from "./mutation.js";
import { listRequestMutations } from "./request-mutations.js";
import { listStepMutations } from "./step-mutations.js";
import type { DeclaredTables } from "./tables.js";

/** What becomes of records: requests, answers to steps, counters, errors, waits and logs. */
export function listDeliveryMutations(tables: DeclaredTables): readonly Mutation[] {
  return [
    ...listRequestMutations(tables),
    ...listStepMutations(),
    ...countMutations(tables),
    ...tables.errors.codes.flatMap(({ code }) => listErrorMutations(code)),
    ...RUN_MUTATIONS,
  ];
}

const COUNTERS = ["recorded", "delivered", "duplicates", "not_exported", "retried"] as const;

function countMutations(tables: DeclaredTables): readonly Mutation[] {
  return [
    ...COUNTERS.map((name) => countMutation(name, name)),
    ...tables.errors.drop_reasons.map(({ value }) => countMutation(`dropped ${value}`, `dropped.${value}`)),
  ];
}

function countMutation(what: string, path: string): Mutation {
  return {
    id: `counter ${what} altered`,
    apply: (capture) => {
      const counts = capture.counts === null ? undefined : damagePath(capture.counts, path, "altered");
      return counts && { ...capture, counts };
    },
  };
}

/** Everything else that a run shows. */
const RUN_MUTATIONS: readonly Mutation[] = [
  {
    id: "open refused",
    apply: (capture) => (capture.open_error === null ? { ...capture, open_error: "no" } : undefined),
  },
  {
    id: "error where there was none",
    apply: (capture) => ({ ...capture, errors: { ...capture.errors, another: { code: "internal", message: "~" } } }),
  },
  { id: "wait longer", apply: (capture) => changeWaits(capture, (waits) => waits.map((wait) => wait + 1)) },
  { id: "wait dropped", apply: (capture) => changeWaits(capture, (waits) => waits.slice(1)) },
  {
    id: "warning dropped",
    apply: ({ logs, ...capture }) =>
      logs?.some(({ level }) => level === "warn")
        ? { ...capture, logs: logs.filter(({ level }) => level !== "warn") }
        : undefined,
  },
  {
    id: "warning more",
    apply: ({ logs, ...capture }) =>
      logs === null ? undefined : { ...capture, logs: [...logs, { level: "warn", message: "another" }] },
  },
  leak("a stack", (text) => ({ spans: [foreignSpan([stackWith(text)])] })),
  leak("bytes", (text) => ({ generations: [{ input: [{ payload: Buffer.from(text).toString("base64") }] }] })),
  leak("an export", (text) => ({ generations: [{ system_prompt: text }] })),
  leak("a body", (text) => ({
    requests: [{ method: "POST", path: "", headers: {}, records: 0, body: { text }, unknown_fields: [] }],
  })),
  leak("a header", (text) => ({
    requests: [{ method: "POST", path: "", headers: { a: text }, records: 0, unknown_fields: [] }],
  })),
  leak("a log", (text) => ({ logs: [{ level: "debug", message: text }] })),
  leak("an error", (text) => ({ errors: { it: { code: "internal", message: text } } })),
];

function changeWaits(capture: Capture, change: (waits: readonly number[]) => readonly number[]): Capture | undefined {
  return capture.waits_ms === null || capture.waits_ms.length === 0
    ? undefined
    : { ...capture, waits_ms: change(capture.waits_ms) };
}

/** A span that no step has started. */
function foreignSpan(events: readonly CapturedEvent[]): CapturedSpan {
  const times = { started_at: "+0s", ended_at: "never" };
  const rest = { of: null, scope: "", parent: null, at_start: null, attributes: {}, links: [] };
  return { ...rest, ...times, name: "", kind: "internal", status: { code: "unset" }, events };
}

function stackWith(text: string): CapturedEvent {
  return { name: "exception", at: "+0s", attributes: { "exception.stacktrace": `Error: ${text}\n    at` } };
}

/** A text of the case that must be nowhere, at a place that the case does not compare otherwise. */
function leak(where: string, at: (text: string) => Partial<Capture>): Mutation {
  return {
    id: `secret in ${where}`,
    apply: (capture, { expect }) => {
      const [text] = expect.nowhere;
      if (text === undefined) return undefined;
      const added = at(text);
      const joined = Object.fromEntries(
        Object.entries(added).map(([name, value]) => {
          const before = capture[name as keyof Capture];
          return [name, Array.isArray(value) ? [...((before as readonly unknown[] | null) ?? []), ...value] : value];
        }),
      );
      return { ...capture, ...joined };
    },
  };
}
