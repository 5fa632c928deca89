// SPDX-License-Identifier: Apache-2.0
import {
  AggregationTemporality,
  type HistogramDataPoint,
  type Metric,
  MetricsDataSchema,
  type NumberDataPoint,
} from "../../../generated/proto/opentelemetry/proto/metrics/v1/metrics_pb.js";
import type {
  OtlpAttributes,
  OtlpHistogramPoint,
  OtlpMetric,
  OtlpNumberPoint,
  OtlpScope,
  OtlpTemporality,
} from "./otlp-types.js";
import { type OtlpEncoding, parseMessage } from "./parse-message.js";
import { readAttributes, readScope } from "./read-attributes.js";

const TEMPORALITIES: Readonly<Record<AggregationTemporality, OtlpTemporality>> = {
  [AggregationTemporality.UNSPECIFIED]: "unspecified",
  [AggregationTemporality.DELTA]: "delta",
  [AggregationTemporality.CUMULATIVE]: "cumulative",
};

/** Metrics of a request to the metrics endpoint, in the order of the request. Throws when the body is no such request. */
export function decodeMetrics(body: Uint8Array, encoding: OtlpEncoding): readonly OtlpMetric[] {
  const { resourceMetrics } = parseMessage(MetricsDataSchema, body, encoding);
  return resourceMetrics.flatMap(({ resource, scopeMetrics }) => {
    const attributes = readAttributes(resource?.attributes ?? []);
    return scopeMetrics.flatMap(({ scope, metrics }) =>
      metrics.flatMap((metric) => readMetric(metric, readScope(scope), attributes)),
    );
  });
}

/** Nothing for a kind that the descriptor does not declare. */
function readMetric(metric: Metric, scope: OtlpScope, resource: OtlpAttributes): readonly OtlpMetric[] {
  const { name, description, unit, data } = metric;
  const instrument = { scope, resource, name, description, unit };
  switch (data.case) {
    case "gauge":
      return [{ ...instrument, kind: "gauge", points: data.value.dataPoints.map(readNumberPoint) }];
    case "sum": {
      const { aggregationTemporality, isMonotonic, dataPoints } = data.value;
      const temporality = readTemporality(aggregationTemporality);
      return [{ ...instrument, kind: "sum", temporality, isMonotonic, points: dataPoints.map(readNumberPoint) }];
    }
    case "histogram": {
      const { aggregationTemporality, dataPoints } = data.value;
      const temporality = readTemporality(aggregationTemporality);
      return [{ ...instrument, kind: "histogram", temporality, points: dataPoints.map(readHistogramPoint) }];
    }
    case undefined:
      return [];
    default:
      return data satisfies never;
  }
}

function readTemporality(temporality: AggregationTemporality): OtlpTemporality {
  return TEMPORALITIES[temporality] ?? "unspecified";
}

function readNumberPoint({ attributes, value }: NumberDataPoint): OtlpNumberPoint {
  return { attributes: readAttributes(attributes), value: Number(value.value ?? 0) };
}

function readHistogramPoint(point: HistogramDataPoint): OtlpHistogramPoint {
  return {
    attributes: readAttributes(point.attributes),
    count: Number(point.count),
    sum: point.sum,
    bucketCounts: point.bucketCounts.map(Number),
    explicitBounds: point.explicitBounds,
  };
}
