// SPDX-License-Identifier: Apache-2.0
import { type Histogram, type Meter, ValueType } from "@opentelemetry/api";
import { INSTRUMENTATION_SCOPE_NAME } from "../../generated/ts/attributes.js";
import { type HistogramDefinition, OPERATION_INSTRUMENTS } from "../../generated/ts/instruments.js";
import type { OperationHistograms } from "../../generated/ts/record-metrics.js";
import { followMeter } from "../internal/follow-meter.js";

/** The four histograms of the given meter, or of the global meter provider, made when they are first needed. */
export function followHistograms(meter: Meter | undefined): () => OperationHistograms | undefined {
  return followMeter(meter, INSTRUMENTATION_SCOPE_NAME, createHistograms);
}

function createHistograms(meter: Meter): OperationHistograms {
  const entries = Object.entries(OPERATION_INSTRUMENTS).map(
    ([name, definition]) => [name, createHistogram(meter, definition)] as const,
  );
  // The table's keys are the fields of OperationHistograms: both are generated from the same metrics.
  return Object.fromEntries(entries) as unknown as OperationHistograms;
}

function createHistogram(meter: Meter, definition: HistogramDefinition): Histogram {
  return meter.createHistogram(definition.name, {
    unit: definition.unit,
    valueType: definition.valueType === "int" ? ValueType.INT : ValueType.DOUBLE,
    ...(definition.boundaries && { advice: { explicitBucketBoundaries: [...definition.boundaries] } }),
  });
}
