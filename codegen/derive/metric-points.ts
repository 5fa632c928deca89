// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { type Json, MODEL } from "./case-parts.js";
import type { SpanExtras } from "./span-attributes.js";

type PointAttributes = SpecModel["metrics"][number]["points"][number]["attributes"];

/** A point of zero that a recording leaves, by the rows of metrics.yaml; undefined when the spec has no such instrument. */
export function zeroPoint(
  model: SpecModel,
  instrument: string,
  recording: string,
  record: Json = { operation_name: "generateText", model: MODEL },
  extras: SpanExtras = {},
): Json | undefined {
  const metric = model.metrics.find(({ id }) => id === instrument);
  const point = metric?.points.find((candidate) => candidate.recording === recording);
  if (metric === undefined || point === undefined) return undefined;
  const { name, unit } = metric;
  return { name, unit, sum: 0, attributes: pointAttributes(point.attributes, record, extras) };
}

/** Attributes of a point; what the record does not have is an empty text. */
export function pointAttributes(attributes: PointAttributes, record: Json, extras: SpanExtras = {}): Json {
  return Object.fromEntries(
    attributes.map(({ attribute, source }) => {
      switch (source.kind) {
        case "value":
          return [attribute.key, source.value];
        case "field":
          return [attribute.key, readPath(record, source.path) ?? ""];
        case "computed":
          return [attribute.key, extras[source.name as keyof SpanExtras] ?? ""];
        default:
          return [attribute.key, ""];
      }
    }),
  );
}

function readPath(record: Json, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, name) => (value === undefined ? undefined : (value as Json)[name]), record);
}
