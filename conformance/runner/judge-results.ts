// SPDX-License-Identifier: Apache-2.0
import { explainFailure, explainSkip, hasPartIn, type KnownDeviations } from "./known-deviations.js";
import type { CaseResult } from "./run-case.js";
import { toPattern } from "./to-pattern.js";

/** Something that is not as expected. */
export interface Problem {
  readonly text: string;
  /** The run that it is about; absent when it is about the list of deviations or all runs. */
  readonly run?: CaseResult;
}

/** What is wrong with results in the light of the known deviations. `isWhole` says that no case was left out. */
export function judgeResults(
  results: readonly CaseResult[],
  known: KnownDeviations,
  { isWhole }: { readonly isWhole: boolean },
): readonly Problem[] {
  const isCompared = results.some(({ outcome }) => outcome !== "skipped");
  const listed = Object.keys(known.cases).flatMap((entry) => judgeEntry(entry, results, known, isWhole));
  return [
    ...(isCompared ? [] : [{ text: "nothing was compared" }]),
    ...results.flatMap((run) => describeRun(run, known).map((text) => ({ text, run }))),
    ...[...listed, ...unknownReasons(known), ...(isWhole ? listIdle(results, known) : [])].map((text) => ({ text })),
  ];
}

function describeRun(run: CaseResult, known: KnownDeviations): readonly string[] {
  const title = `${run.case} (${run.transport})`;
  if (run.outcome === "skipped") {
    const isKnown = known.skips === undefined || explainSkip(known, run) !== undefined;
    return isKnown ? [] : [`${title} is skipped without a known reason: ${run.reason}`];
  }
  if (run.outcome === "passed") return [];
  const { isComplete, reasons, uncovered } = explainFailure(known, run);
  if (isComplete) return [];
  if (run.isLost === true) return [`${title} is lost: ${run.reason}`];
  const [first] = uncovered;
  if (reasons.length === 0) return [`${title} fails without a known reason`];
  return [
    first === undefined
      ? `${title} fails with an error that none of its reasons covers: ${run.reason}`
      : `${title} differs in ${uncovered.length} places that none of its reasons covers, first ${first.path}`,
  ];
}

/** An entry must name runs that there are; each of them must fail, and each reason must have a part in it. */
function judgeEntry(
  entry: string,
  results: readonly CaseResult[],
  { cases, reasons }: KnownDeviations,
  isWhole: boolean,
): readonly string[] {
  const [id, transport] = entry.split("@");
  const runs = results.filter(
    (run) =>
      run.case === id && (transport === undefined ? !(`${id}@${run.transport}` in cases) : run.transport === transport),
  );
  if (runs.length === 0) return isWhole ? [`${entry} is listed as a deviation, but there is no such run`] : [];
  const steady = (cases[entry] ?? []).filter((name) => reasons[name]?.sometimes !== true);
  const others = runs.filter(({ outcome }) => outcome !== "failed" && steady.length > 0);
  const failed = runs.filter(({ outcome }) => outcome === "failed");
  // What shows sometimes may take the place of what shows else.
  const isSure = failed.length > 0 && steady.length === cases[entry]?.length;
  const idle = steady.filter((name) => {
    const reason = reasons[name];
    return isSure && reason !== undefined && !failed.some((run) => hasPartIn(reason, run));
  });
  return [
    ...others.map((run) => `${entry} is listed as a deviation, but ${run.outcome} over ${run.transport}`),
    ...idle.map((name) => `${entry} names the reason ${name}, which covers nothing of it`),
  ];
}

function unknownReasons({ reasons, cases }: KnownDeviations): readonly string[] {
  const used = new Set(Object.values(cases).flat());
  return [
    ...[...used].filter((id) => reasons[id] === undefined).map((id) => `the reason ${id} is not explained`),
    ...Object.keys(reasons)
      .filter((id) => !used.has(id))
      .map((id) => `the reason ${id} is not used`),
  ];
}

/** Patterns that no run of all needs: the list should say no more than is so. */
function listIdle(results: readonly CaseResult[], known: KnownDeviations): readonly string[] {
  const { reasons, skips = {} } = known;
  const failed = results.filter(({ outcome }) => outcome === "failed");
  const idle = Object.entries(reasons).flatMap(([id, { paths = [], errors = [], ...reason }]) => {
    if (reason.sometimes) return [];
    const own = failed.filter((run) => explainFailure(known, run).reasons.includes(id));
    const needs = (part: { paths?: string[]; errors?: string[] }): boolean =>
      own.length === 0 || own.some((run) => hasPartIn({ ...reason, ...part }, run));
    return [
      ...paths.filter((path) => !needs({ paths: [path] })),
      ...errors.filter((error) => !needs({ errors: [error] })),
    ].map((pattern) => `the reason ${id} names ${pattern}, where nothing differs`);
  });
  const texts = results.flatMap(({ outcome, reason = "" }) => (outcome === "skipped" ? [reason] : []));
  const unused = Object.keys(skips).filter((pattern) => !texts.some((text) => toPattern(pattern).test(text)));
  return [...idle, ...unused.map((pattern) => `no case is skipped for "${pattern}"`)];
}
