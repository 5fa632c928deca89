// SPDX-License-Identifier: Apache-2.0
import { type Meter, type MeterProvider, metrics } from "@opentelemetry/api";
import { guard } from "./guard.js";

/**
 * Instruments of the given meter, or of the global provider's meter `scope`. The metrics API has no proxy meter, so the
 * provider's identity is compared at each use: one that is registered later is still followed. Undefined while `create`
 * throws; `onReplaced` gets the instruments of a provider that is no longer the global one.
 */
export function followMeter<Instruments>(
  meter: Meter | undefined,
  scope: string,
  create: (meter: Meter) => Instruments,
  onReplaced: (old: Instruments) => void = () => undefined,
): () => Instruments | undefined {
  let source: Meter | MeterProvider | undefined;
  let instruments: Instruments | undefined;
  return () => {
    const current = meter ?? guard(() => metrics.getMeterProvider());
    if (current === source) return instruments;
    const old = instruments;
    source = current;
    instruments = current && guard(() => create("getMeter" in current ? current.getMeter(scope) : current));
    if (old !== undefined) guard(() => onReplaced(old));
    return instruments;
  };
}
