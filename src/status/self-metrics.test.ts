// SPDX-License-Identifier: Apache-2.0
import { type Meter, metrics } from "@opentelemetry/api";
import {
  AggregationTemporality,
  DataPointType,
  InMemoryMetricExporter,
  MeterProvider,
  type MetricData,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { afterEach, describe, expect, it } from "vitest";
import { readSpecRows } from "../testing-support/spec-rows.js";
import { type SelfCounter, SelfMetrics } from "./self-metrics.js";

interface MetricRow {
  readonly id: string;
  readonly name: string;
  readonly brief: string;
  readonly group: string;
  readonly unit: string;
}

const rows = readSpecRows<MetricRow>("metrics", "metrics").filter((row) => row.group === "self");

function createProvider() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ readers: [reader] });
  const collect = async (): Promise<MetricData[]> => {
    exporter.reset();
    await reader.forceFlush();
    return exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  };
  /** `name{reason} = value` of every point. */
  const points = async (): Promise<string[]> => {
    const data = await collect();
    return data.flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(
        ({ attributes, value }) =>
          `${descriptor.name}${Object.values(attributes).map((text) => `{${text}}`)} = ${value}`,
      ),
    );
  };
  return { provider, collect, points, meter: provider.getMeter("test") };
}

const EMPTY = { records: 0, bytes: 0 };

describe("the SDK's own metrics", () => {
  afterEach(() => void metrics.disable());

  it("have the names, kinds, units and texts of the spec", async () => {
    const { meter, collect } = createProvider();
    const own = new SelfMetrics(meter, () => EMPTY);
    for (const row of rows.filter(({ name }) => name.includes(".generation."))) {
      const counter = row.id.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()) as SelfCounter;
      own.add(counter, 1);
    }
    const seen = (await collect()).map(({ descriptor: { name, unit, description }, dataPointType }) => ({
      name,
      unit,
      description,
      isSum: dataPointType === DataPointType.SUM,
    }));
    expect(seen).toEqual(
      rows.map(({ name, unit, brief }) => ({
        name: name.replace("{vendor}", "sigil"),
        unit,
        description: brief,
        isSum: name.includes(".generation."),
      })),
    );
  });

  it("add up, dropped records by reason, and tell the queue at the moment of collection", async () => {
    const { meter, points } = createProvider();
    const queue = { records: 2, bytes: 300 };
    const own = new SelfMetrics(meter, () => queue);
    own.add("generationsRecorded", 1);
    own.add("generationsRecorded", 2);
    own.add("generationsDropped", 4, "queue_full");
    own.add("generationsDropped", 1, "queue_full");
    own.add("generationsDropped", 1, "auth");
    queue.records = 5;
    expect(await points()).toEqual([
      "sigil.sdk.generation.recorded = 3",
      "sigil.sdk.generation.dropped{queue_full} = 5",
      "sigil.sdk.generation.dropped{auth} = 1",
      "sigil.sdk.queue.size = 5",
      "sigil.sdk.queue.bytes = 300",
    ]);
  });

  it("are not there before the first record", async () => {
    const { meter, collect } = createProvider();
    new SelfMetrics(meter, () => EMPTY).close();
    expect(await collect()).toEqual([]);
  });

  it("follow the global provider, one that comes late and one that replaces it", async () => {
    const [first, second] = [createProvider(), createProvider()];
    const own = new SelfMetrics(undefined, () => EMPTY);
    own.add("generationsRecorded", 1);
    metrics.setGlobalMeterProvider(first.provider);
    own.add("generationsRecorded", 2);
    metrics.disable();
    metrics.setGlobalMeterProvider(second.provider);
    own.add("generationsRecorded", 3);
    const gauges = ["sigil.sdk.queue.size = 0", "sigil.sdk.queue.bytes = 0"];
    expect([await first.points(), await second.points()]).toEqual([
      ["sigil.sdk.generation.recorded = 2"],
      ["sigil.sdk.generation.recorded = 3", ...gauges],
    ]);
  });

  it("let go of the queue when they are closed, and go on counting", async () => {
    const { meter, points } = createProvider();
    let reads = 0;
    const own = new SelfMetrics(meter, () => {
      reads += 1;
      return EMPTY;
    });
    own.add("generationsRecorded", 1);
    own.close();
    own.close();
    own.add("generationsDropped", 1, "shutdown");
    expect({ points: await points(), reads }).toEqual({
      points: ["sigil.sdk.generation.recorded = 1", "sigil.sdk.generation.dropped{shutdown} = 1"],
      reads: 0,
    });
  });

  it.each<[string, unknown]>([
    ["has no methods", {}],
    ["throws", { createCounter: () => expect.fail("createCounter") }],
    [
      "gives counters that throw",
      {
        createCounter: () => ({ add: () => expect.fail("add") }),
        createObservableGauge: () => ({
          addCallback: () => undefined,
          removeCallback: () => expect.fail("removeCallback"),
        }),
      },
    ],
    ["gives nothing", { createCounter: () => undefined, createObservableGauge: () => undefined }],
  ])("survive a meter that %s", (_, meter) => {
    const own = new SelfMetrics(meter as Meter, () => EMPTY);
    own.add("generationsRecorded", 1);
    own.add("generationsDropped", 1, "auth");
    own.close();
    expect(own).toBeInstanceOf(SelfMetrics);
  });

  it("cost the caller next to nothing without a provider", () => {
    const own = new SelfMetrics(undefined, () => EMPTY);
    const startedAt = performance.now();
    for (let index = 0; index < 100_000; index += 1) own.add("generationsRecorded", 1);
    // 100 ns each would be 10 ms; the ceiling leaves room for a busy machine.
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
