// SPDX-License-Identifier: Apache-2.0
import type { Attributes, Context, Histogram } from "@opentelemetry/api";

/** Adds a point to a histogram, unless there is no value for it. */
export type PointRecorder = (histogram: Histogram, value: number | undefined, attributes?: Attributes) => void;

/** Records points that have attributes in common, in the context of their span. */
export function pointRecorder(common: Attributes, context: Context): PointRecorder {
  return (histogram, value, attributes) => {
    if (value !== undefined) histogram.record(value, { ...common, ...attributes }, context);
  };
}
