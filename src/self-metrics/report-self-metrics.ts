// SPDX-License-Identifier: Apache-2.0
import {
  type Attributes,
  type BatchObservableResult,
  type Meter,
  metrics,
  type Observable,
  ValueType,
} from "@opentelemetry/api";
import { INSTRUMENTATION_SCOPE_NAME } from "../../generated/ts/attributes.js";
import { SELF_INSTRUMENTS, type SelfInstrument } from "../../generated/ts/self-instruments.js";
import type { ClientStatus } from "../client/delivery.js";
import { guard } from "../internal/guard.js";

export interface SelfMetricsOptions {
  /** Meter of the instruments; default is the one of the global meter provider, which must be registered before. */
  readonly meter?: Meter | undefined;
  /** Attributes of every point; they tell several clients of one process apart. */
  readonly attributes?: Attributes | undefined;
}

/**
 * Reports what `client.status()` counts as OpenTelemetry metrics: read whenever metrics are collected, never on the way of a
 * record. Lasts until it is disposed, also after the client's shutdown, so that the last losses are still collected. Never
 * throws: a meter that fails costs its points.
 *
 * @example
 * const report = reportSelfMetrics(client, { attributes: { "service.part": "chat" } });
 * await client.shutdown();
 * report[Symbol.dispose]();
 */
export function reportSelfMetrics(client: { status(): ClientStatus }, options: SelfMetricsOptions = {}): Disposable {
  const stop = guard(() => {
    const meter = options.meter ?? metrics.getMeter(INSTRUMENTATION_SCOPE_NAME);
    return observe(meter, () => client.status(), options.attributes ?? {});
  });
  return { [Symbol.dispose]: () => void guard(() => stop?.()) };
}

function observe(meter: Meter, status: () => ClientStatus, common: Attributes): () => void {
  const instruments = SELF_INSTRUMENTS.map((definition) => ({ definition, observable: create(meter, definition) }));
  const observables = instruments.map(({ observable }) => observable);
  // One look at the client for all instruments, so that the points of a collection add up.
  const collect = (result: BatchObservableResult): void => {
    const now = status();
    for (const { definition, observable } of instruments)
      for (const [value, attributes] of pointsOf(definition, now))
        result.observe(observable, value, { ...common, ...attributes });
  };
  meter.addBatchObservableCallback(collect, observables);
  return () => meter.removeBatchObservableCallback(collect, observables);
}

function create(meter: Meter, { instrument, name, unit, description }: SelfInstrument): Observable {
  const options = { unit, description, valueType: ValueType.INT };
  return instrument === "observable_counter"
    ? meter.createObservableCounter(name, options)
    : meter.createObservableGauge(name, options);
}

function pointsOf({ read, attribute = "" }: SelfInstrument, status: ClientStatus): [value: number, Attributes][] {
  const values = read(status);
  return typeof values === "number"
    ? [[values, {}]]
    : Object.entries(values).map(([key, value]) => [value, { [attribute]: key }]);
}
