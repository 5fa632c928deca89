// SPDX-License-Identifier: Apache-2.0
import { type Counter, type Meter, type ObservableGauge, type ObservableResult, ValueType } from "@opentelemetry/api";
import type { DropReason } from "../../generated/ts/answers.js";
import { ATTR_SIGIL_SDK_DROP_REASON, INSTRUMENTATION_SCOPE_NAME } from "../../generated/ts/attributes.js";
import { type InstrumentDefinition, SELF_INSTRUMENTS } from "../../generated/ts/instruments.js";
import { followMeter } from "../internal/follow-meter.js";
import { guard } from "../internal/guard.js";

/** A counter of the SDK, by its name in SELF_INSTRUMENTS. */
export type SelfCounter = Exclude<keyof typeof SELF_INSTRUMENTS, "queueRecords" | "queueBytes">;

export interface QueueState {
  readonly records: number;
  readonly bytes: number;
}

interface Instruments {
  readonly counters: Readonly<Record<SelfCounter, Counter>>;
  readonly release: () => void;
}

/**
 * The SDK's own counters and gauges on the application's meter. They are made with the first record; a meter that throws
 * costs its points and nothing else.
 */
export class SelfMetrics {
  readonly #instruments: () => Instruments | undefined;
  #isClosed = false;

  constructor(meter: Meter | undefined, queue: () => QueueState) {
    const create = (current: Meter): Instruments => createInstruments(current, queue);
    this.#instruments = followMeter(meter, INSTRUMENTATION_SCOPE_NAME, create, (old) => old.release());
  }

  add(counter: SelfCounter, count: number, dropReason?: DropReason): void {
    const instruments = this.#instruments();
    if (this.#isClosed) instruments?.release();
    const attributes = dropReason === undefined ? undefined : { [ATTR_SIGIL_SDK_DROP_REASON]: dropReason };
    guard(() => instruments?.counters[counter].add(count, attributes));
  }

  /** Stops the gauges, whose callbacks would keep the client in memory; counters go on counting. */
  close(): void {
    this.#isClosed = true;
    this.#instruments()?.release();
  }
}

function createInstruments(meter: Meter, queue: () => QueueState): Instruments {
  const { queueRecords, queueBytes, ...counterDefinitions } = SELF_INSTRUMENTS;
  const counters = Object.entries(counterDefinitions).map(([key, definition]) => [
    key,
    meter.createCounter(definition.name, optionsOf(definition)),
  ]);
  const gauges = [observe(meter, queueRecords, () => queue().records), observe(meter, queueBytes, () => queue().bytes)];
  return {
    counters: Object.fromEntries(counters) as Record<SelfCounter, Counter>,
    release: () => {
      for (const stop of gauges) guard(stop);
    },
  };
}

function observe(meter: Meter, definition: InstrumentDefinition, read: () => number): () => void {
  const gauge: ObservableGauge = meter.createObservableGauge(definition.name, optionsOf(definition));
  const callback = (result: ObservableResult): void => result.observe(read());
  gauge.addCallback(callback);
  return () => gauge.removeCallback(callback);
}

function optionsOf(definition: InstrumentDefinition): { unit: string; description: string; valueType: ValueType } {
  const { unit, description = "", valueType } = definition;
  return { unit, description, valueType: valueType === "int" ? ValueType.INT : ValueType.DOUBLE };
}
