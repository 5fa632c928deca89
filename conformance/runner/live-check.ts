// SPDX-License-Identifier: Apache-2.0
import type { Capture, CapturedSpan } from "./capture.js";
import type { Difference } from "./diff-values.js";
import type { Lifecycle } from "./load-suites.js";
import { findIdentity, type Tables } from "./tables.js";

/** Kind of span by the step that starts its recording. */
const SPAN_KINDS: Readonly<Record<string, string>> = {
  generation: "generation",
  streaming_generation: "generation",
  tool_execution: "tool",
  embedding: "embedding",
};

/** Everything in a run that the spec does not declare, whatever the case expects. */
export function checkDeclared(
  scenario: Lifecycle,
  capture: Capture,
  tables: Tables,
  identity: string,
): readonly Difference[] {
  return [
    ...capture.spans.flatMap((span, index) => checkSpan(span, `spans[${index}]`, scenario, tables, identity)),
    ...checkMetrics(capture, tables),
    ...capture.generations.flatMap((generation, index) => {
      const metadata = (generation["metadata"] ?? {}) as Readonly<Record<string, unknown>>;
      return checkMetadata(Object.keys(metadata), `generations[${index}].metadata`, scenario, tables);
    }),
  ];
}

function checkSpan(
  { of, scope, attributes, at_start: atStart }: CapturedSpan,
  path: string,
  scenario: Lifecycle,
  tables: Tables,
  identity: string,
): readonly Difference[] {
  const kind = SPAN_KINDS[startOf(scenario, of) ?? ""];
  const kinds = tables.spans.kinds.filter(({ id }) => kind === undefined || id === kind);
  const declared = new Set(kinds.flatMap((entry) => entry.attributes.map(({ key }) => key)));
  const keys = new Set([...Object.keys(attributes), ...Object.keys(atStart?.attributes ?? {})]);
  const { scope_name: scopeName } = findIdentity(tables, identity);
  return [
    ...(scope === scopeName ? [] : [undeclared(`${path}.scope`, scope)]),
    ...[...keys].filter((key) => !isDeclared(declared, key)).map((key) => undeclared(`${path}.attributes`, key)),
  ];
}

/** The kind of recording that a name stands for. */
function startOf({ steps }: Lifecycle, name: string | null): string | undefined {
  const all = steps.flatMap((step) => (step.op === "at_once" ? step.tasks.flatMap((task) => task.steps) : [step]));
  const start = all.find((step) => "as" in step && step.as === name);
  return start?.op.replace(/^(start|call)_/, "");
}

function checkMetrics({ metrics, self_metrics: selfMetrics }: Capture, tables: Tables): readonly Difference[] {
  return [...metrics, ...selfMetrics].flatMap(({ name, unit, attributes }) => {
    const instrument = tables.metrics.instruments.find((candidate) => candidate.name === name);
    if (instrument === undefined) return [undeclared("metrics", name)];
    const declared = new Set(instrument.points.flatMap((point) => point.attributes.map(({ key }) => key)));
    return [
      ...(unit === instrument.unit ? [] : [undeclared(`metrics.${name}.unit`, unit)]),
      ...Object.keys(attributes)
        .filter((key) => !isDeclared(declared, key))
        .map((key) => undeclared(`metrics.${name}.attributes`, key)),
    ];
  });
}

/** Keys that are neither declared nor the case's own. */
function checkMetadata(
  keys: readonly string[],
  path: string,
  { steps, config }: Lifecycle,
  tables: Tables,
): readonly Difference[] {
  const declared = new Set(
    tables.attributes.keys.filter(({ on }) => on.includes("metadata")).map((attribute) => attribute.key),
  );
  const given = JSON.stringify([steps, config]);
  return keys
    .filter((key) => !isDeclared(declared, key) && !given.includes(JSON.stringify(key)) && !isRepaired(key))
    .map((key) => undeclared(path, key));
}

/** A key of the caller with half a character in it comes out with the replacement character. */
function isRepaired(key: string): boolean {
  return key.includes("\ufffd");
}

/** A key that ends in `<key>` stands for all that start in the same way. */
function isDeclared(declared: ReadonlySet<string>, key: string): boolean {
  if (declared.has(key)) return true;
  return [...declared].some((known) => known.endsWith("<key>") && key.startsWith(known.slice(0, -"<key>".length)));
}

function undeclared(path: string, name: string): Difference {
  return { path, expected: "only what the spec declares", actual: JSON.stringify(name) };
}
