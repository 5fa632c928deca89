// SPDX-License-Identifier: Apache-2.0
import {
  GEN_AI_OPERATION_NAME_VALUE_EMBEDDINGS,
  GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL,
} from "../../generated/ts/attribute-values.js";
import { ATTR_GEN_AI_OPERATION_NAME } from "../../generated/ts/attributes.js";
import type { Capture, CapturedNumber, CapturedPoint, CapturedSpan } from "../runner/capture.js";
import type { Tables } from "../runner/tables.js";
import { alter, DAMAGES, type Damage, damageMember, type Mutation, mapSome } from "./mutation.js";

/** Every key of metadata, of spans and of points that the tables declare for what the core emits, dropped and altered. */
export function listTelemetryMutations(tables: Tables): readonly Mutation[] {
  return [
    ...keysOn(tables, "metadata").flatMap((key) => DAMAGES.map((damage) => metadataMutation(key, damage))),
    ...tables.spans.kinds
      .filter(({ emitted_by: emittedBy }) => emittedBy === "core")
      .flatMap(({ id, attributes }) =>
        attributes.flatMap(({ key }) => DAMAGES.map((damage) => spanAttributeMutation(id, key, damage))),
      ),
    ...SPAN_MEMBERS.map(spanMutation),
    ...tables.metrics.instruments.flatMap(({ name, points }) => [
      ...[...new Set(points.flatMap((point) => point.attributes.map(({ key }) => key)))].flatMap((key) =>
        DAMAGES.map((damage) => pointAttributeMutation(name, key, damage)),
      ),
      ...instrumentMutations(name),
    ]),
  ];
}

function keysOn({ attributes }: Tables, place: string): readonly string[] {
  return attributes.keys.filter(({ on }) => on.includes(place)).map(({ key }) => key);
}

function metadataMutation(key: string, damage: Damage): Mutation {
  return {
    id: `metadata ${key} ${damage}`,
    apply: (capture) => {
      const generations = mapSome(capture.generations, (generation) => {
        const metadata = damageMember((generation["metadata"] ?? {}) as object, key, damage);
        return metadata && { ...generation, metadata };
      });
      return generations && { ...capture, generations };
    },
  };
}

/** What the kinds of span are called on the spans themselves. */
const OPERATIONS: Readonly<Record<string, string>> = {
  embedding: GEN_AI_OPERATION_NAME_VALUE_EMBEDDINGS,
  tool: GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL,
};

function isOfKind({ attributes }: CapturedSpan, kind: string): boolean {
  const operation = attributes[ATTR_GEN_AI_OPERATION_NAME];
  const known = Object.values(OPERATIONS);
  return OPERATIONS[kind] === undefined ? !known.includes(String(operation)) : operation === OPERATIONS[kind];
}

function spanAttributeMutation(kind: string, key: string, damage: Damage): Mutation {
  return changeSpans(`span ${kind} ${key} ${damage}`, (span) => {
    const attributes = isOfKind(span, kind) ? damageMember(span.attributes, key, damage) : undefined;
    return attributes && { ...span, attributes };
  });
}

const SPAN_MEMBERS: readonly (keyof CapturedSpan)[] = [
  "name",
  "kind",
  "parent",
  "started_at",
  "ended_at",
  "exceptions",
];

function spanMutation(member: keyof CapturedSpan): Mutation {
  return changeSpans(`span ${member} altered`, (span) => ({ ...span, [member]: alter(span[member]) }));
}

function changeSpans(id: string, change: (span: CapturedSpan) => CapturedSpan | undefined): Mutation {
  return {
    id,
    apply: (capture) => {
      const spans = mapSome(capture.spans, change);
      return spans && { ...capture, spans };
    },
  };
}

function pointAttributeMutation(instrument: string, key: string, damage: Damage): Mutation {
  return changePoints(`metric ${instrument} ${key} ${damage}`, instrument, (point) => {
    const attributes = damageMember(point.attributes, key, damage);
    return attributes && { ...point, attributes };
  });
}

/** The instrument itself: its unit, and what was measured. */
function instrumentMutations(instrument: string): readonly Mutation[] {
  return [
    changePoints(`metric ${instrument} unit altered`, instrument, (point) => ({ ...point, unit: `${point.unit}~` })),
    changePoints(`metric ${instrument} value altered`, instrument, (point) =>
      "sum" in point ? { ...point, sum: point.sum + 1 } : { ...point, value: -point.value },
    ),
    {
      id: `metric ${instrument} dropped`,
      apply: (capture) => filterPoints(capture, (point) => point.name !== instrument),
    },
  ];
}

type Point = CapturedPoint | CapturedNumber;

function changePoints(id: string, instrument: string, change: (point: Point) => Point | undefined): Mutation {
  const changeOwn = (point: Point): Point | undefined => (point.name === instrument ? change(point) : undefined);
  return {
    id,
    apply: (capture) => {
      // A change keeps the kind of a point.
      const metrics = mapSome<Point>(capture.metrics, changeOwn) as Capture["metrics"] | undefined;
      const numbers = mapSome<Point>(capture.self_metrics, changeOwn) as Capture["self_metrics"] | undefined;
      const steps = changeSteps(capture, (points) => mapSome<Point>(points, changeOwn));
      if (metrics === undefined && numbers === undefined && steps === undefined) return undefined;
      return {
        ...capture,
        metrics: metrics ?? capture.metrics,
        self_metrics: numbers ?? capture.self_metrics,
        steps: steps ?? capture.steps,
      };
    },
  };
}

function filterPoints(capture: Capture, isKept: (point: Point) => boolean): Capture | undefined {
  const metrics = capture.metrics.filter(isKept);
  const numbers = capture.self_metrics.filter(isKept);
  const steps = changeSteps(capture, (points) => (points.every(isKept) ? undefined : points.filter(isKept)));
  const isSame = metrics.length === capture.metrics.length && numbers.length === capture.self_metrics.length;
  if (isSame && steps === undefined) return undefined;
  return { ...capture, metrics, self_metrics: numbers, steps: steps ?? capture.steps };
}

/** Instruments of the SDK itself that a step has read. */
function changeSteps(
  { steps }: Capture,
  change: (points: readonly Point[]) => readonly Point[] | undefined,
): Capture["steps"] | undefined {
  const entries = Object.entries(steps).map(([index, step]) => {
    const points = step.self_metrics && change(step.self_metrics);
    return {
      index,
      step: points === undefined ? step : { ...step, self_metrics: points as Capture["self_metrics"] },
      isChanged: points !== undefined,
    };
  });
  if (!entries.some(({ isChanged }) => isChanged)) return undefined;
  return Object.fromEntries(entries.map(({ index, step }) => [index, step]));
}
