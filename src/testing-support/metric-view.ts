// SPDX-License-Identifier: Apache-2.0
import type { Attributes } from "@opentelemetry/api";
import { DataPointType, type MetricData, type ResourceMetrics } from "@opentelemetry/sdk-metrics";

/** An instrument with its points, in a form to compare whole. */
export interface MetricView {
  readonly unit: string;
  readonly description: string;
  readonly points: readonly PointView[];
}

export interface PointView {
  readonly attributes: Attributes;
  readonly count: number;
  readonly sum: number;
  /** Bucket boundaries; the SDK's own when the instrument names none. */
  readonly boundaries: readonly number[];
}

/** The histograms by name; instruments without a point do not appear. */
export function toMetricViews(resources: readonly ResourceMetrics[]): Record<string, MetricView> {
  const metrics = resources.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  return Object.fromEntries(metrics.map((metric) => [metric.descriptor.name, toMetricView(metric)]));
}

function toMetricView(metric: MetricData): MetricView {
  const { unit, description } = metric.descriptor;
  if (metric.dataPointType !== DataPointType.HISTOGRAM)
    throw new TypeError(`${metric.descriptor.name} is no histogram`);
  const points = metric.dataPoints.map(({ attributes, value }) => ({
    attributes,
    count: value.count,
    sum: value.sum ?? Number.NaN,
    boundaries: value.buckets.boundaries,
  }));
  return { unit, description, points };
}
