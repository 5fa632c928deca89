// SPDX-License-Identifier: Apache-2.0
import { type Context, type Meter, metrics, trace, ValueType } from "@opentelemetry/api";
import { MeterProvider } from "@opentelemetry/sdk-metrics";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createTestClient } from "../testing-support/create-test-client.js";
import { GENERATION_START } from "../testing-support/recording-inputs.js";
import { followHistograms } from "./operation-histograms.js";

afterEach(() => {
  metrics.disable();
  vi.restoreAllMocks();
});

function boom(): never {
  throw new Error("hostile");
}

/** A meter that notes what it is asked for. */
function notingMeter(): { meter: Meter; created: [string, unknown][]; recorded: [unknown, Context | undefined][] } {
  const created: [string, unknown][] = [];
  const recorded: [unknown, Context | undefined][] = [];
  const meter: Pick<Meter, "createHistogram"> = {
    createHistogram: (name, options) => {
      created.push([name, options]);
      return { record: (value, _attributes, context) => void recorded.push([value, context]) };
    },
  };
  return { meter: meter as Meter, created, recorded };
}

const DURATIONS = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
const TOKENS = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];

describe("the histograms", () => {
  it("are four, with unit, value type and advice on buckets, made once and only when they are needed", () => {
    const { meter, created } = notingMeter();
    const histograms = followHistograms(meter);
    expect(created).toEqual([]);
    expect(histograms()).toBe(histograms());
    const seconds = { unit: "s", valueType: ValueType.DOUBLE, advice: { explicitBucketBoundaries: DURATIONS } };
    expect(created).toEqual([
      ["gen_ai.client.operation.duration", seconds],
      [
        "gen_ai.client.token.usage",
        { unit: "token", valueType: ValueType.INT, advice: { explicitBucketBoundaries: TOKENS } },
      ],
      ["gen_ai.client.time_to_first_token", seconds],
      ["gen_ai.client.tool_calls_per_operation", { unit: "count", valueType: ValueType.INT }],
    ]);
  });

  it("follow the global provider, from none to the first and from one to the next", () => {
    const histograms = followHistograms(undefined);
    const none = histograms();
    expect(histograms()).toBe(none);
    metrics.setGlobalMeterProvider(new MeterProvider());
    const first = histograms();
    expect(histograms()).toBe(first);
    metrics.disable();
    metrics.setGlobalMeterProvider(new MeterProvider());
    const second = histograms();
    expect(new Set([none, first, second]).size).toBe(3);
  });

  it("come from the meter of the SDK's own scope", () => {
    const provider = new MeterProvider();
    const getMeter = vi.spyOn(provider, "getMeter");
    metrics.setGlobalMeterProvider(provider);
    followHistograms(undefined)();
    expect(getMeter.mock.calls).toEqual([["github.com/grafana/sigil/sdks/js"]]);
  });

  it("are missing when the meter throws, which is not asked again by every recording", () => {
    const { meter } = notingMeter();
    const createHistogram = vi.spyOn(meter, "createHistogram").mockImplementationOnce(boom);
    const histograms = followHistograms(meter);
    expect(histograms()).toBeUndefined();
    expect(histograms()).toBeUndefined();
    expect(createHistogram).toHaveBeenCalledTimes(1);
  });

  it("are missing when the global provider throws", () => {
    vi.spyOn(metrics, "getMeterProvider").mockImplementation(boom);
    expect(followHistograms(undefined)()).toBeUndefined();
  });
});

describe("a recording", () => {
  it("records its points in the context of its span, for exemplars", async () => {
    const { meter, recorded } = notingMeter();
    await using test = createTestClient({ meter });
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.setResult({ usage: { inputTokens: 3 } });
    recorder.end();
    const [span] = test.rawSpans();
    expect(recorded.map(([value]) => value)).toEqual([0, 3, 0]);
    for (const [, context] of recorded) {
      expect(context && trace.getSpanContext(context)?.spanId).toBe(span?.spanContext().spanId);
    }
  });

  it.each<[name: string, meter: Meter]>([
    ["a meter", new Proxy({} as Meter, { get: boom })],
    ["a histogram", { createHistogram: () => ({ record: boom }) } as unknown as Meter],
    ["a meter that gives nothing", { createHistogram: () => undefined } as unknown as Meter],
  ])("survives %s that throws", async (_name, meter) => {
    await using test = createTestClient({ meter });
    const recorder = test.client.startGeneration(GENERATION_START);
    recorder.end();
    expect(recorder.err()).toBeNull();
    expect(await test.records()).toHaveLength(1);
    expect(test.spans()).toMatchObject([{ status: { code: "OK" } }]);
  });
});
