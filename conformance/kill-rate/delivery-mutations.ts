// SPDX-License-Identifier: Apache-2.0
import type { Capture, CapturedError, CapturedRequest, CapturedStep } from "../runner/capture.js";
import {
  DAMAGES,
  damageMember,
  damagePath,
  isMembers,
  type Members,
  type Mutation,
  mapSome,
  mapSomeMembers,
} from "./mutation.js";
import { type DeclaredTables, listFieldPaths } from "./tables.js";

/** Requests and their headers, ratings and their answers, counters, reports, waits, errors, outcomes. */
export function listDeliveryMutations(tables: DeclaredTables): readonly Mutation[] {
  const headers = tables.connection.headers.filter(({ id }) => id !== "header.retry_after").map(({ name }) => name);
  return [
    ...["export", "rating"].flatMap((what) => requestMutations(what, headers)),
    ...listFieldPaths("ConversationRatingInput").flatMap((path) =>
      DAMAGES.map((damage) =>
        changeRequests("rating", `body ${path} ${damage}`, (request) => {
          const body = isMembers(request.body) ? damagePath(request.body, path, damage) : undefined;
          return body && { ...request, body };
        }),
      ),
    ),
    ...listFieldPaths("ConversationRatingResult").flatMap((path) =>
      DAMAGES.map((damage) =>
        changeSteps(`rating answer ${path} ${damage}`, (step) => {
          const result = isMembers(step.result) ? damagePath(step.result, path, damage) : undefined;
          return result && { ...step, result };
        }),
      ),
    ),
    ...countMutations(tables),
    ...REPORT_MEMBERS.map((member) => reportMutation(member)),
    ...tables.errors.codes.flatMap(({ code }) => errorMutations(code)),
    ...RUN_MUTATIONS,
  ];
}

function isRating({ path }: CapturedRequest): boolean {
  return path.includes("/ratings");
}

function changeRequests(
  what: string,
  how: string,
  change: (request: CapturedRequest) => CapturedRequest | undefined,
): Mutation {
  return {
    id: `${what} request ${how}`,
    apply: (capture) => {
      const requests = mapSome(capture.requests, (request) =>
        isRating(request) === (what === "rating") ? change(request) : undefined,
      );
      return requests && { ...capture, requests };
    },
  };
}

function requestMutations(what: string, headers: readonly string[]): readonly Mutation[] {
  const own = (capture: Capture): CapturedRequest | undefined =>
    capture.requests.findLast((request) => isRating(request) === (what === "rating"));
  return [
    changeRequests(what, "method altered", (request) => ({ ...request, method: "PUT" })),
    changeRequests(what, "path altered", (request) => ({ ...request, path: `${request.path}~` })),
    changeRequests(what, "with a header more", (request) => ({
      ...request,
      headers: { ...request.headers, "x-another": "~" },
    })),
    ...headers.flatMap((header) =>
      DAMAGES.map((damage) =>
        changeRequests(what, `${header} ${damage}`, (request) => {
          const changed = damageMember(request.headers, header.toLowerCase(), damage);
          return changed && { ...request, headers: changed };
        }),
      ),
    ),
    changeRequests(what, "body with a member more", (request) =>
      isMembers(request.body) ? { ...request, body: { ...request.body, another_member: "~" } } : undefined,
    ),
    ...(what === "rating"
      ? []
      : [changeRequests(what, "records counted wrong", (request) => ({ ...request, records: request.records + 1 }))]),
    {
      id: `${what} request the last dropped`,
      apply: (capture) => {
        const last = own(capture);
        return last && { ...capture, requests: capture.requests.filter((request) => request !== last) };
      },
    },
    {
      id: `${what} request sent twice`,
      apply: (capture) => {
        const last = own(capture);
        return last && { ...capture, requests: [...capture.requests, last] };
      },
    },
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

const REPORT_MEMBERS = ["delivered", "dropped", "left", "error"];

function reportMutation(member: string): Mutation {
  return changeSteps(`report ${member} altered`, (step) => {
    const reports =
      step.reports && mapSome(step.reports as readonly Members[], (report) => damagePath(report, member, "altered"));
    return reports && { ...step, reports };
  });
}

function changeSteps(id: string, change: (step: CapturedStep) => CapturedStep | undefined): Mutation {
  return {
    id,
    apply: (capture) => {
      const steps = mapSomeMembers(capture.steps, change);
      return steps && { ...capture, steps };
    },
  };
}

/** An error of the SDK with this code, wherever it is told: by a recorder, a step, a report, a refused config. */
function errorMutations(code: string): readonly Mutation[] {
  return [
    errorMutation(`error ${code} altered`, code, (error) => ({ ...error, code: `${error.code}~` })),
    errorMutation(`error ${code} text altered`, code, (error) =>
      error.message === undefined ? undefined : { ...error, message: `${error.message}~` },
    ),
    errorMutation(`error ${code} dropped`, code, () => null),
  ];
}

/** Reports have the code alone. */
interface ToldError {
  readonly code: string;
  readonly message?: string;
}

/** Undefined for what stays as it is. */
type ErrorChange = (error: ToldError) => ToldError | null | undefined;

function errorMutation(id: string, code: string, change: ErrorChange): Mutation {
  const changeOwn: ErrorChange = (error) => (error.code === code ? change(error) : undefined);
  return {
    id,
    apply: (capture) => {
      const steps = mapSomeMembers(capture.steps, (step) => changeStep(step, changeOwn));
      const errors = changeErrors(capture.errors, changeOwn);
      const { open_error: text } = capture;
      const refusal = text === null ? undefined : changeOwn({ code: "config", message: text });
      if (steps === undefined && errors === undefined && refusal === undefined) return undefined;
      return {
        ...capture,
        steps: steps ?? capture.steps,
        errors: errors ?? capture.errors,
        // A refusal is told by its text alone.
        open_error: refusal === undefined ? text : (refusal?.message ?? null),
      };
    },
  };
}

function changeStep(step: CapturedStep, change: ErrorChange): CapturedStep | undefined {
  const { error, errors: known, reports, ...rest } = step;
  const own = error && change(error);
  const checked = known && changeErrors(known, change);
  const reported = reports && mapSome(reports as readonly Members[], (report) => changeReport(report, change));
  if (own === undefined && checked === undefined && reported === undefined) return undefined;
  const left = own === undefined ? error : own;
  return {
    ...rest,
    ...(left ? { error: left as CapturedError } : {}),
    ...(known && { errors: checked ?? known }),
    ...(reports && { reports: reported ?? reports }),
  };
}

function changeReport(report: Members, change: ErrorChange): Members | undefined {
  const { error } = report;
  const changed = typeof error === "string" ? change({ code: error }) : undefined;
  return changed === undefined ? undefined : { ...report, error: changed?.code ?? null };
}

/** A recorder whose error is dropped has no entry. */
function changeErrors<Known extends CapturedError | null>(
  errors: Readonly<Record<string, Known>>,
  change: ErrorChange,
): Readonly<Record<string, Known>> | undefined {
  const entries = Object.entries(errors).map(([name, error]) => ({
    name,
    error,
    changed: error ? change(error) : undefined,
  }));
  if (!entries.some(({ changed }) => changed !== undefined)) return undefined;
  return Object.fromEntries(
    entries.flatMap(({ name, error, changed }) =>
      // An error with a text keeps one.
      changed === null ? [] : [[name, changed === undefined ? error : (changed as Known)]],
    ),
  );
}

/** Everything else that a run shows. */
const RUN_MUTATIONS: readonly Mutation[] = [
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
  changeSteps("call ended in the other way", (step) =>
    step.outcome === undefined ? undefined : { ...step, outcome: step.outcome === "threw" ? "returned" : "threw" },
  ),
  changeSteps("call gave another value", (step) => (step.same === undefined ? undefined : { ...step, same: false })),
  leak("an export", (text) => ({ generations: [{ system_prompt: text }] })),
  leak("a body", (text) => ({ requests: [{ method: "POST", path: "", headers: {}, records: 0, body: { text } }] })),
  leak("a header", (text) => ({ requests: [{ method: "POST", path: "", headers: { a: text }, records: 0 }] })),
  leak("a log", (text) => ({ logs: [{ level: "debug", message: text }] })),
  leak("an error", (text) => ({ errors: { it: { code: "internal", message: text } } })),
];

function changeWaits(capture: Capture, change: (waits: readonly number[]) => readonly number[]): Capture | undefined {
  return capture.waits_ms === null || capture.waits_ms.length === 0
    ? undefined
    : { ...capture, waits_ms: change(capture.waits_ms) };
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
