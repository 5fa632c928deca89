// SPDX-License-Identifier: Apache-2.0
import { type Attributes, type Meter, metrics } from "@opentelemetry/api";
import {
  AggregationTemporality,
  DataPointType,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { afterEach, describe, expect, it } from "vitest";
import type { ClientStatus } from "../client/delivery.js";
import { SigilClient } from "../client/sigil-client.js";
import { createMemoryExporter } from "../testing/memory-exporter.js";
import { readSpecRows } from "../testing-support/spec-rows.js";
import { reportSelfMetrics } from "./report-self-metrics.js";

interface MetricRow {
  readonly name: string;
  readonly brief: string;
  readonly group: string;
  readonly unit: string;
}

interface Point {
  readonly name: string;
  readonly attributes: Attributes;
  readonly value: unknown;
}

function createProvider() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ readers: [reader] });
  const collect = async () => {
    exporter.reset();
    await reader.forceFlush();
    return exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  };
  const points = async (): Promise<Point[]> =>
    (await collect()).flatMap(({ descriptor: { name }, dataPoints }) =>
      dataPoints.map(({ attributes, value }) => ({ name, attributes, value })),
    );
  return { provider, collect, points, meter: provider.getMeter("test") };
}

function statusOf(values: Partial<ClientStatus> = {}): ClientStatus {
  return { ...new SigilClient({ generationExport: { protocol: "none" } }).status(), ...values };
}

describe("reportSelfMetrics", () => {
  afterEach(() => void metrics.disable());

  it("makes the instruments of the spec, with their kinds, units and texts", async () => {
    const { meter, collect } = createProvider();
    using _ = reportSelfMetrics({ status: () => statusOf() }, { meter });
    const rows = readSpecRows<MetricRow>("metrics", "metrics").filter((row) => row.group === "self");
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

  it("reads a real client at each collection, until it is disposed", async () => {
    const { meter, points } = createProvider();
    const exporter = createMemoryExporter();
    const client = new SigilClient({ generationExporter: exporter, generationExport: { queueSize: 1 } });
    let reads = 0;
    const source = {
      status: () => {
        reads += 1;
        return client.status();
      },
    };
    const report = reportSelfMetrics(source, { meter, attributes: { part: "chat" } });
    const start = { model: { provider: "openai", name: "gpt-5" } };
    client.startGeneration(start).end();
    client.startGeneration(start).end();
    const before = await points();
    await client.shutdown();
    const after = await points();
    report[Symbol.dispose]();
    await points();
    const reasons = Object.keys(client.status().dropped);
    const expected = (delivered: number, records: number, bytes: unknown): Point[] => [
      { name: "sigil.sdk.generation.recorded", attributes: { part: "chat" }, value: 2 },
      { name: "sigil.sdk.generation.delivered", attributes: { part: "chat" }, value: delivered },
      { name: "sigil.sdk.generation.not_exported", attributes: { part: "chat" }, value: 0 },
      ...reasons.map((reason) => ({
        name: "sigil.sdk.generation.dropped",
        attributes: { part: "chat", "sigil.sdk.drop.reason": reason },
        value: reason === "queue_full" ? 1 : 0,
      })),
      { name: "sigil.sdk.generation.retried", attributes: { part: "chat" }, value: 0 },
      { name: "sigil.sdk.generation.duplicate", attributes: { part: "chat" }, value: 0 },
      { name: "sigil.sdk.queue.size", attributes: { part: "chat" }, value: records },
      { name: "sigil.sdk.queue.bytes", attributes: { part: "chat" }, value: bytes },
    ];
    expect({ before, after }).toEqual({
      before: expected(0, 1, expect.any(Number)),
      after: expected(1, 0, 0),
    });
    // One look per collection, and none after the end.
    expect(reads).toBe(2);
  });

  it("tells several clients apart by their attributes", async () => {
    const { meter, points } = createProvider();
    for (const [client, recorded] of [
      ["a", 3],
      ["b", 5],
    ] as const)
      reportSelfMetrics({ status: () => statusOf({ recorded }) }, { meter, attributes: { client } });
    const recorded = (await points()).filter(({ name }) => name === "sigil.sdk.generation.recorded");
    expect(recorded.map(({ attributes, value }) => ({ attributes, value }))).toEqual([
      { attributes: { client: "a" }, value: 3 },
      { attributes: { client: "b" }, value: 5 },
    ]);
  });

  it("uses the global provider's meter by default", async () => {
    const { provider, points } = createProvider();
    metrics.setGlobalMeterProvider(provider);
    using _ = reportSelfMetrics({ status: () => statusOf({ recorded: 7 }) });
    expect((await points())[0]).toEqual({ name: "sigil.sdk.generation.recorded", attributes: {}, value: 7 });
  });

  it.each<[string, unknown]>([
    ["has no methods", {}],
    ["throws", { createObservableCounter: () => expect.fail("createObservableCounter") }],
    ["gives nothing", { createObservableCounter: () => undefined, createObservableGauge: () => undefined }],
  ])("survives a meter that %s", (_, meter) => {
    const report = reportSelfMetrics({ status: () => statusOf() }, { meter: meter as Meter });
    expect(() => report[Symbol.dispose]()).not.toThrow();
  });

  it("costs its own points and nothing else when the client's status throws", async () => {
    const { meter, collect } = createProvider();
    meter.createCounter("app.requests").add(1);
    using _ = reportSelfMetrics({ status: () => expect.fail("status") }, { meter });
    expect((await collect()).map(({ descriptor }) => descriptor.name)).toContain("app.requests");
  });
});
