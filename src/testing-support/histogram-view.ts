// SPDX-License-Identifier: Apache-2.0
import type { Attributes } from "@opentelemetry/api";
import { DataPointType, type HistogramMetricData, type ResourceMetrics } from "@opentelemetry/sdk-metrics";

/** A histogram with its points, in a form to compare whole. */
export interface HistogramView {
  readonly unit: string;
  readonly description: string;
  readonly points: readonly PointView[];
}

export interface PointView {
  readonly attributes: Attributes;
  readonly count: number;
  readonly sum: number;
  /** Bucket boundaries; the OpenTelemetry SDK's own when the instrument names none. */
  readonly boundaries: readonly number[];
}

/** The histograms that have points, by name. */
export function toHistogramViews(resources: readonly ResourceMetrics[]): Record<string, HistogramView> {
  const metrics = resources.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  const histograms = metrics.filter((metric) => metric.dataPointType === DataPointType.HISTOGRAM);
  return Object.fromEntries(histograms.map((metric) => [metric.descriptor.name, toHistogramView(metric)]));
}

function toHistogramView({ descriptor, dataPoints }: HistogramMetricData): HistogramView {
  const points = dataPoints.map(({ attributes, value }) => ({
    attributes,
    count: value.count,
    sum: value.sum ?? Number.NaN,
    boundaries: value.buckets.boundaries,
  }));
  return { unit: descriptor.unit, description: descriptor.description, points };
}
