// SPDX-License-Identifier: Apache-2.0
import { type Meter, type MeterProvider, metrics } from "@opentelemetry/api";
import { afterEach, describe, expect, it } from "vitest";
import { followMeter } from "./follow-meter.js";

/** A provider whose meters are known by a name; only their identity matters here. */
function createProvider(name: string): MeterProvider {
  return { getMeter: (scope) => ({ id: `${name}/${scope}` }) as unknown as Meter };
}

const idOf = (meter: Meter): string => (meter as unknown as { id?: string }).id ?? "none";

describe("followMeter", () => {
  afterEach(() => void metrics.disable());

  it("makes the instruments of a given meter once, when they are needed", () => {
    let made = 0;
    const current = followMeter({ id: "own" } as unknown as Meter, "scope", (meter) => {
      made += 1;
      return idOf(meter);
    });
    metrics.setGlobalMeterProvider(createProvider("global"));
    expect([made, current(), current(), made]).toEqual([0, "own", "own", 1]);
  });

  it("follows the global provider, also one that is registered late or replaced", () => {
    const replaced: string[] = [];
    const current = followMeter(undefined, "scope", idOf, (old) => void replaced.push(old));
    const seen = [current()];
    for (const name of ["first", "second"]) {
      metrics.disable();
      metrics.setGlobalMeterProvider(createProvider(name));
      seen.push(current(), current());
    }
    expect({ seen, replaced }).toEqual({
      seen: ["none", "first/scope", "first/scope", "second/scope", "second/scope"],
      replaced: ["none", "first/scope"],
    });
  });

  it("gives nothing, and asks no more, when a meter throws", () => {
    let calls = 0;
    const current = followMeter({} as Meter, "scope", () => {
      calls += 1;
      throw new Error("no meter");
    });
    expect([current(), current(), calls]).toEqual([undefined, undefined, 1]);
  });

  it("swallows what the release of old instruments throws", () => {
    metrics.setGlobalMeterProvider(createProvider("first"));
    const current = followMeter(undefined, "scope", idOf, () => expect.fail("release"));
    current();
    metrics.disable();
    expect(current()).toBe("none");
  });
});
