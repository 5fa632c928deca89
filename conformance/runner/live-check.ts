// SPDX-License-Identifier: Apache-2.0
import type { Attributes, Capture, CapturedEvent, CapturedSpan } from "./capture.js";
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

/** What OpenTelemetry writes for an exception; there are no other events. */
const EXCEPTION = {
  name: "exception",
  attributes: ["exception.type", "exception.message", "exception.stacktrace", "exception.escaped"],
} as const;

/** How an instrument of the spec arrives. */
const ARRIVES_AS: Readonly<Record<string, string>> = {
  histogram: "histogram",
  observable_counter: "sum",
  observable_gauge: "gauge",
};

/** What a check looks at, and the tables that it goes by. */
interface Inspection {
  readonly scenario: Lifecycle;
  readonly tables: Tables;
  /** Name of tracer and meter. */
  readonly scopeName: string;
}

/** Everything in a run that the spec does not declare, whatever the case expects. */
export function checkDeclared(
  scenario: Lifecycle,
  capture: Capture,
  tables: Tables,
  identity: string,
): readonly Difference[] {
  const inspection = { scenario, tables, scopeName: findIdentity(tables, identity).scope_name };
  const histograms = capture.metrics.map((point) => ({ ...point, kind: "histogram" }));
  return [
    ...capture.spans.flatMap((span, index) => checkSpan(span, `spans[${index}]`, inspection)),
    ...[...histograms, ...capture.self_metrics].flatMap((point) => checkPoint(point, inspection)),
    ...capture.requests.flatMap(({ unknown_fields: fields }, index) =>
      fields.map((field) => undeclared(`requests[${index}]`, `field ${field}`)),
    ),
    ...capture.generations.flatMap((generation, index) => {
      const metadata = (generation["metadata"] ?? {}) as Readonly<Record<string, unknown>>;
      return checkMetadata(metadata, `generations[${index}].metadata`, inspection);
    }),
  ];
}

function checkSpan(span: CapturedSpan, path: string, inspection: Inspection): readonly Difference[] {
  const { of, scope, attributes, at_start: atStart, events, links } = span;
  const { scenario, tables, scopeName } = inspection;
  const kind = SPAN_KINDS[startOf(scenario, of) ?? ""];
  const kinds = tables.spans.kinds.filter(({ id }) => kind === undefined || id === kind);
  const declared = new Set(kinds.flatMap((entry) => entry.attributes.map(({ key }) => key)));
  const entries = [...Object.entries(attributes), ...Object.entries(atStart?.attributes ?? {})];
  return [
    ...(scope === scopeName ? [] : [undeclared(`${path}.scope`, scope)]),
    ...checkAttributes(entries, declared, `${path}.attributes`, tables),
    ...events.flatMap((event) => checkEvent(event, `${path}.events`)),
    ...links.map((id) => undeclared(`${path}.links`, id)),
  ];
}

function checkEvent({ name, attributes }: CapturedEvent, path: string): readonly Difference[] {
  if (name !== EXCEPTION.name) return [undeclared(path, name)];
  const known: readonly string[] = EXCEPTION.attributes;
  const others = Object.keys(attributes).filter((key) => !known.includes(key));
  return others.map((key) => undeclared(`${path}.${name}.attributes`, key));
}

/** The kind of recording that a name stands for. */
function startOf({ steps }: Lifecycle, name: string | null): string | undefined {
  const start = flattenSteps(steps).find((step) => "as" in step && step.as === name);
  return start?.op.replace(/^(start|call)_/, "");
}

function flattenSteps(steps: Lifecycle["steps"]): Lifecycle["steps"] {
  return steps.flatMap((step) => (step.op === "at_once" ? step.tasks.flatMap((task) => task.steps) : [step]));
}

interface Point {
  readonly name: string;
  readonly unit: string;
  readonly attributes: Attributes;
  readonly scope: string;
  readonly kind: string;
}

function checkPoint(point: Point, { tables, scopeName }: Inspection): readonly Difference[] {
  const { name, unit, attributes, scope, kind } = point;
  const instrument = tables.metrics.instruments.find((candidate) => candidate.name === name);
  if (instrument === undefined) return [undeclared("metrics", name)];
  const declared = new Set(instrument.points.flatMap((entry) => entry.attributes.map(({ key }) => key)));
  // The application chooses the meter for what the SDK counts about itself.
  const isScopeKnown = scope === scopeName || instrument.group === "self";
  return [
    ...(unit === instrument.unit ? [] : [undeclared(`metrics.${name}.unit`, unit)]),
    ...(kind === ARRIVES_AS[instrument.instrument] ? [] : [undeclared(`metrics.${name}.kind`, kind)]),
    ...(isScopeKnown ? [] : [undeclared(`metrics.${name}.scope`, scope)]),
    // A point says that it has no value with an empty text.
    ...checkAttributes(
      Object.entries(attributes).filter(([key, value]) => !isDeclared(declared, key) || value !== ""),
      declared,
      `metrics.${name}.attributes`,
      tables,
    ),
  ];
}

/** Keys that are neither declared nor the case's own, and values that are not those of a closed set. */
function checkMetadata(
  metadata: Readonly<Record<string, unknown>>,
  path: string,
  { scenario, tables }: Inspection,
): readonly Difference[] {
  const declared = tables.attributes.keys.filter(({ on }) => on.includes("metadata")).map(({ key }) => key);
  const given = givenKeys(scenario);
  const entries = Object.entries(metadata);
  return checkAttributes(
    entries.filter(([key]) => !given.has(key)),
    new Set(declared),
    path,
    tables,
  );
}

/** The keys of all metadata that a case hands over, as they are and as they can be sent. */
function givenKeys({ steps }: Lifecycle): ReadonlySet<string> {
  const keys = flattenSteps(steps).flatMap((step) => [
    ...Object.entries(step).flatMap(([, member]: [string, unknown]) => keysOfMetadata(member)),
    ...(step.op === "mutate" && step.path[0] === "metadata" ? step.path.slice(1, 2).map(String) : []),
  ]);
  return new Set(keys.flatMap((key) => [key, key.toWellFormed()]));
}

function keysOfMetadata(record: unknown): readonly string[] {
  if (typeof record !== "object" || record === null || !("metadata" in record)) return [];
  const { metadata } = record;
  return typeof metadata === "object" && metadata !== null ? Object.keys(metadata) : [];
}

function checkAttributes(
  entries: readonly (readonly [key: string, value: unknown])[],
  declared: ReadonlySet<string>,
  path: string,
  { attributes }: Tables,
): readonly Difference[] {
  const found = entries.flatMap(([key, value]) => {
    if (!isDeclared(declared, key)) return [undeclared(path, key)];
    const values = attributes.keys.find((candidate) => candidate.key === key)?.values;
    if (values === undefined || values.open || values.members.some((member) => member.value === value)) return [];
    return [undeclared(`${path}[${JSON.stringify(key)}]`, String(value))];
  });
  // An attribute is there at the start and at the end; it is one finding.
  return [...new Map(found.map((difference) => [JSON.stringify(difference), difference])).values()];
}

/** A key that ends in `<key>` stands for all that start in the same way. */
function isDeclared(declared: ReadonlySet<string>, key: string): boolean {
  if (declared.has(key)) return true;
  return [...declared].some((known) => known.endsWith("<key>") && key.startsWith(known.slice(0, -"<key>".length)));
}

function undeclared(path: string, name: string): Difference {
  return { path, expected: "only what the spec declares", actual: JSON.stringify(name) };
}
