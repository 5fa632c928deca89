// SPDX-License-Identifier: Apache-2.0
import type { Capture, CapturedNumber, CapturedPoint } from "../runner/capture.js";
import { alter, DAMAGES, damageMember, type Mutation, mapSome } from "./mutation.js";
import { closedValues, type DeclaredTables } from "./tables.js";

/** Every attribute of every instrument, every closed value, and the points themselves. */
export function listMetricMutations(tables: DeclaredTables): readonly Mutation[] {
  return tables.metrics.instruments.flatMap(({ name, points, boundaries }) => {
    const keys = [...new Set(points.flatMap((point) => point.attributes.map(({ key }) => key)))];
    const recordings = points.map(({ recording }) => recording);
    return [
      ...keys.flatMap((key) => [
        ...DAMAGES.map((damage) =>
          pointMutation(name, `${key} ${damage}`, (point) => {
            const attributes = damageMember(point.attributes, key, damage);
            return attributes && { ...point, attributes };
          }),
        ),
        ...closedValues(tables, key, recordings).map((value) =>
          pointMutation(name, `${key} = ${value} altered`, (point) =>
            point.attributes[key] === value
              ? { ...point, attributes: { ...point.attributes, [key]: alter(value) } }
              : undefined,
          ),
        ),
      ]),
      ...instrumentMutations(name),
      ...(boundaries === undefined ? [] : [boundsMutation(name)]),
    ];
  });
}

type Point = CapturedPoint | CapturedNumber;

/** The instrument itself: its unit, and what was measured. */
function instrumentMutations(instrument: string): readonly Mutation[] {
  return [
    pointMutation(instrument, "unit altered", (point) => ({ ...point, unit: `${point.unit}~` })),
    pointMutation(instrument, "value altered", (point) =>
      "sum" in point ? { ...point, sum: point.sum + 1 } : { ...point, value: point.value + 1 },
    ),
    pointMutation(instrument, "counted twice", (point) =>
      "count" in point ? { ...point, count: point.count + 1 } : { ...point, value: point.value * 2 || 2 },
    ),
    {
      id: `metric ${instrument} dropped`,
      apply: (capture) => changeLists(capture, instrument, (own) => (own.length === 0 ? undefined : [])),
    },
    {
      id: `metric ${instrument} another point`,
      apply: (capture) =>
        changeLists(capture, instrument, ([first, ...others]) => {
          if (first === undefined) return undefined;
          const another = { ...first, attributes: { ...first.attributes, another: "~" } };
          return [first, ...others, another];
        }),
    },
  ];
}

/** Only where the spec advises buckets; other bounds are those of the OpenTelemetry SDK. */
function boundsMutation(instrument: string): Mutation {
  return pointMutation(instrument, "bounds altered", (point) =>
    "bounds" in point ? { ...point, bounds: [0, 5, 10] } : undefined,
  );
}

function pointMutation(instrument: string, what: string, change: (point: Point) => Point | undefined): Mutation {
  return {
    id: `metric ${instrument} ${what}`,
    apply: (capture) => changeLists(capture, instrument, (own) => mapSome(own, change)),
  };
}

/** The points of one instrument replaced in every list of a capture: at its end, and what steps have read. */
function changeLists(
  capture: Capture,
  instrument: string,
  change: (own: readonly Point[]) => readonly Point[] | undefined,
): Capture | undefined {
  let isChanged = false;
  const changeList = <List extends readonly Point[]>(list: List): List => {
    const own = list.filter(({ name }) => name === instrument);
    const changed = change(own);
    if (changed === undefined) return list;
    isChanged = true;
    // A change keeps the kind of a point.
    return [...list.filter(({ name }) => name !== instrument), ...changed] as unknown as List;
  };
  const steps = Object.fromEntries(
    Object.entries(capture.steps).map(([index, step]) => [
      index,
      step.self_metrics === undefined ? step : { ...step, self_metrics: changeList(step.self_metrics) },
    ]),
  );
  const metrics = changeList(capture.metrics);
  const selfMetrics = changeList(capture.self_metrics);
  return isChanged ? { ...capture, steps, metrics, self_metrics: selfMetrics } : undefined;
}
