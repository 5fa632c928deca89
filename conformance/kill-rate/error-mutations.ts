// SPDX-License-Identifier: Apache-2.0
import type { CapturedError, CapturedStep } from "../runner/capture.js";
import { type Members, type Mutation, mapSome, mapSomeMembers } from "./mutation.js";

/** An error of the SDK with this code, wherever it is told: by a recorder, a step, a report, a refused config. */
export function listErrorMutations(code: string): readonly Mutation[] {
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
