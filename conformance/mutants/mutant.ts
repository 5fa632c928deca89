// SPDX-License-Identifier: Apache-2.0
import type { Capture, CapturedSpan } from "../runner/capture.js";
import type { Lifecycle } from "../runner/load-suites.js";

/** A driver whose SDK does one thing wrong: what the TypeScript driver has shown, as it would look with the fault. */
export interface Mutant {
  readonly name: string;
  /** What the SDK does wrong. */
  readonly brief: string;
  /** The case that must fail. */
  readonly caughtBy: string;
  /** The capture with the fault; the same one where it does not show. */
  apply(capture: Capture, scenario: Lifecycle): Capture;
}

export type Members = Readonly<Record<string, unknown>>;

/** The records that a case gives at the starts of its recordings. */
function startsOf({ steps }: Lifecycle): readonly Members[] {
  return steps.flatMap((step) => ("start" in step ? [step.start] : []));
}

/** The record that a case gives at its first start. */
export function firstStart(scenario: Lifecycle): Members {
  return startsOf(scenario)[0] ?? {};
}

/** Every generation changed. */
export function withGenerations(capture: Capture, change: (generation: Members) => Members): Capture {
  return { ...capture, generations: capture.generations.map(change) };
}

/** Metadata of every generation changed. */
export function withMetadata(capture: Capture, change: (metadata: Members) => Members): Capture {
  return withGenerations(capture, (generation) => ({
    ...generation,
    metadata: change((generation["metadata"] ?? {}) as Members),
  }));
}

/** Every span changed. */
export function withSpans(capture: Capture, change: (span: CapturedSpan) => CapturedSpan): Capture {
  return { ...capture, spans: capture.spans.map(change) };
}

/** Members without some. */
export function omit(members: Members, isLeftOut: (key: string, value: unknown) => boolean): Members {
  return Object.fromEntries(Object.entries(members).filter(([key, value]) => !isLeftOut(key, value)));
}
