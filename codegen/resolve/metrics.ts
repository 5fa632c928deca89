// SPDX-License-Identifier: Apache-2.0
import type { ModelType, ResolvedAttribute, ResolvedMetric, ResolvedMetricPoint } from "../model.js";
import { camelCase } from "../naming.js";
import { type Place, placeIn, type ResolveContext, within } from "./context.js";
import { resolveSource, type SourceScope } from "./sources.js";

type MetricEntry = ResolveContext["spec"]["files"]["metrics"]["metrics"][number];
type PointEntry = MetricEntry["recorded_for"][number];

/** Instruments with their bucket boundaries and, per recording, where value and attributes come from. */
export function resolveMetrics(
  context: ResolveContext,
  scope: SourceScope,
  attributes: ReadonlyMap<string, ResolvedAttribute>,
): readonly ResolvedMetric[] {
  const { buckets, metrics } = context.spec.files.metrics;
  const boundaries = new Map(buckets.map((bucket) => [bucket.id, bucket.boundaries]));
  return metrics.map((entry, index) => {
    const place = placeIn("metrics", "metrics", index);
    const { buckets: bucketId, recorded_for, ...head } = entry;
    const list = bucketId === undefined ? undefined : boundaries.get(bucketId);
    if (bucketId !== undefined && list === undefined) {
      context.reportUnknown(within(place, "buckets"), "bucket list", bucketId, boundaries.keys());
    }
    return {
      ...head,
      ...(list === undefined ? {} : { boundaries: list }),
      points: recorded_for.flatMap((point, position) => {
        const at = within(place, "recorded_for", position);
        return resolvePoint(context, scope, attributes, point, at) ?? [];
      }),
    };
  });
}

function resolvePoint(
  context: ResolveContext,
  scope: SourceScope,
  attributes: ReadonlyMap<string, ResolvedAttribute>,
  point: PointEntry,
  place: Place,
): ResolvedMetricPoint | undefined {
  const record = recordOf(context, scope, point, place);
  // Without its record a point's field paths cannot be judged: one finding is enough.
  if (record === undefined && point.recording !== "client") return undefined;
  const value = resolveSource(context, scope, record, point.value, within(place, "value"));
  const when = resolveWhen(context, scope, point.when, within(place, "when"));
  const resolved = point.attributes.flatMap((entry, index) => {
    const at = within(place, "attributes", index);
    const attribute = attributes.get(entry.ref);
    if (attribute === undefined) context.reportUnknown(within(at, "ref"), "attribute", entry.ref, attributes.keys());
    const source = resolveSource(context, scope, record, entry.source, within(at, "source"));
    return attribute === undefined || source === undefined ? [] : [{ attribute, source, form: entry.form }];
  });
  if (value === undefined || when === undefined) return undefined;
  return { recording: point.recording, when, value, attributes: resolved };
}

/** The record of the span with the recording's id. */
function recordOf(context: ResolveContext, scope: SourceScope, point: PointEntry, place: Place): ModelType | undefined {
  if (point.recording === "client") return undefined;
  const spans = context.spec.files.spans.spans;
  const span = spans.find((candidate) => candidate.id === point.recording);
  if (span === undefined) {
    context.reportUnknown(
      within(place, "recording"),
      "span",
      point.recording,
      spans.map((candidate) => candidate.id),
    );
  }
  return span?.record === undefined ? undefined : scope.types.get(span.record);
}

function resolveWhen(
  context: ResolveContext,
  scope: SourceScope,
  text: string,
  place: Place,
): ResolvedMetricPoint["when"] | undefined {
  if (text === "always" || text === "present" || text === "non_zero") return { kind: text };
  const name = text.slice("computed:".length);
  if (scope.computed.has(name)) return { kind: "computed", tsName: camelCase(name) };
  context.reportUnknown(place, "computed function", name, scope.computed);
  return undefined;
}
