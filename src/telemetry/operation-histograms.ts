// SPDX-License-Identifier: Apache-2.0
import { type Histogram, type Meter, type MeterProvider, metrics, ValueType } from "@opentelemetry/api";
import { INSTRUMENTATION_SCOPE_NAME } from "../../generated/ts/attributes.js";
import { type InstrumentDefinition, OPERATION_INSTRUMENTS } from "../../generated/ts/instruments.js";
import type { OperationHistograms } from "../../generated/ts/record-metrics.js";
import { guard } from "../internal/guard.js";

/**
 * The four histograms, made when they are first needed. The metrics API has no proxy meter, so the global provider's
 * identity is compared per recording: a provider that is registered after the client is still used.
 */
export class LazyHistograms {
  readonly #meter: Meter | undefined;
  #provider: MeterProvider | undefined;
  #histograms: OperationHistograms | undefined;

  constructor(meter: Meter | undefined) {
    this.#meter = meter;
  }

  current(): OperationHistograms | undefined {
    if (this.#meter !== undefined) {
      this.#histograms ??= guard(() => createHistograms(this.#meter as Meter));
      return this.#histograms;
    }
    const provider = guard(() => metrics.getMeterProvider());
    if (provider !== this.#provider) {
      this.#provider = provider;
      this.#histograms = provider && guard(() => createHistograms(provider.getMeter(INSTRUMENTATION_SCOPE_NAME)));
    }
    return this.#histograms;
  }
}

function createHistograms(meter: Meter): OperationHistograms {
  const entries = Object.entries(OPERATION_INSTRUMENTS).map(
    ([name, definition]) => [name, createHistogram(meter, definition)] as const,
  );
  // The table's keys are the fields of OperationHistograms: both are generated from the same metrics.
  return Object.fromEntries(entries) as unknown as OperationHistograms;
}

function createHistogram(meter: Meter, definition: InstrumentDefinition): Histogram {
  return meter.createHistogram(definition.name, {
    unit: definition.unit,
    ...(definition.description === undefined ? {} : { description: definition.description }),
    valueType: definition.valueType === "int" ? ValueType.INT : ValueType.DOUBLE,
    ...(definition.boundaries === undefined
      ? {}
      : { advice: { explicitBucketBoundaries: [...definition.boundaries] } }),
  });
}
