// SPDX-License-Identifier: Apache-2.0
import { context, metrics, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Generation } from "../../generated/ts/models.js";
import { withContext } from "../context/recording-context.js";
import { createTestClient } from "../testing-support/create-test-client.js";
import { toHistogramViews } from "../testing-support/histogram-view.js";
import { EMBEDDING_START, GENERATION_START, TOOL_START } from "../testing-support/recording-inputs.js";
import { SigilClient } from "./sigil-client.js";

afterEach(() => {
  trace.disable();
  metrics.disable();
  context.disable();
  vi.restoreAllMocks();
});

const SCOPE = "github.com/grafana/sigil/sdks/js";

/** A client that uses the globals of OpenTelemetry, and what it exported. */
function createGlobalClient(): { client: SigilClient; records: Generation[] } {
  const records: Generation[] = [];
  const client = new SigilClient({
    generationExporter: {
      format: "record",
      export: async (batch) => {
        records.push(...batch);
        return batch.map(() => ({ accepted: true }));
      },
    },
  });
  return { client, records };
}

function registerTracerProvider(): InMemorySpanExporter {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  return exporter;
}

describe("without an OpenTelemetry SDK", () => {
  it("generations are exported, without trace ids, and inheritance and results work", async () => {
    const { client, records } = createGlobalClient();
    const answer = await client.startGeneration({ ...GENERATION_START, contentCapture: "full" }, async (recorder) => {
      await null;
      recorder.setResult({ responseId: "r" });
      client.startGeneration(GENERATION_START).end();
      client.startToolExecution(TOOL_START).end();
      client.startEmbedding(EMBEDDING_START).end();
      return 42;
    });
    await client.shutdown();
    expect(answer).toBe(42);
    expect(records.map(({ traceId, spanId, metadata }) => [traceId, spanId, metadata])).toEqual(
      Array.from({ length: 2 }, () => [
        undefined,
        undefined,
        { "sigil.sdk.content_capture_mode": "full", "sigil.sdk.name": "sdk-js" },
      ]),
    );
  });
});

describe("providers that are registered after the client", () => {
  it("get its spans", async () => {
    const { client } = createGlobalClient();
    client.startGeneration(GENERATION_START).end();
    const exporter = registerTracerProvider();
    client.startGeneration(GENERATION_START).end();
    await client.shutdown();
    expect(
      exporter.getFinishedSpans().map(({ name, instrumentationScope }) => [name, instrumentationScope.name]),
    ).toEqual([["generateText gpt-5", SCOPE]]);
  });

  it("get its points", async () => {
    const { client } = createGlobalClient();
    client.startGeneration(GENERATION_START).end();
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
    const provider = new MeterProvider({ readers: [reader] });
    metrics.setGlobalMeterProvider(provider);
    client.startGeneration(GENERATION_START).end();
    await reader.forceFlush();
    const histograms = toHistogramViews(exporter.getMetrics());
    expect(histograms["gen_ai.client.operation.duration"]?.points.map(({ count }) => count)).toEqual([1]);
    await client.shutdown();
    await provider.shutdown();
  });
});

describe("a global provider that throws", () => {
  it("costs the spans, not the client", async () => {
    vi.spyOn(trace, "getTracer").mockImplementation(() => expect.fail("hostile"));
    const { client, records } = createGlobalClient();
    client.startGeneration(GENERATION_START).end();
    await client.shutdown();
    expect(records).toHaveLength(1);
  });
});

describe("spans of what happens inside a recording", () => {
  it.each(["callback", "run"])("are its children, however deep and late (%s)", async (form) => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    const exporter = registerTracerProvider();
    const { client } = createGlobalClient();
    const tracer = trace.getTracer("http");
    const request = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      tracer.startSpan("POST").end();
    };
    const inside = async (): Promise<void> => {
      await request();
      await client.startToolExecution(TOOL_START, () => request());
      await client.startEmbedding(EMBEDDING_START, () => request());
      await withContext({ userId: "ada" }, () => client.startGeneration(GENERATION_START, () => request()));
    };
    if (form === "callback") await client.startStreamingGeneration(GENERATION_START, inside);
    else {
      const recorder = client.startStreamingGeneration(GENERATION_START);
      await recorder.run(inside);
      recorder.end();
    }
    await client.shutdown();
    const spans = exporter.getFinishedSpans();
    const nameOf = (id: string | undefined): string | undefined =>
      spans.find((span) => span.spanContext().spanId === id)?.name;
    expect(spans.map((span) => [span.name, nameOf(span.parentSpanContext?.spanId)])).toEqual([
      ["POST", "streamText gpt-5"],
      ["POST", "execute_tool weather"],
      ["execute_tool weather", "streamText gpt-5"],
      ["POST", "embeddings text-embedding-3-small"],
      ["embeddings text-embedding-3-small", "streamText gpt-5"],
      ["POST", "generateText gpt-5"],
      ["generateText gpt-5", "streamText gpt-5"],
      ["streamText gpt-5", undefined],
    ]);
  });

  it("nest under the recording too when the call begins with the subscription of a lazy thenable", async () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    await using test = createTestClient();
    const lazy = {
      then(resolve: (value: number) => void): void {
        test.tracer.startSpan("query").end();
        resolve(1);
      },
    } as unknown as PromiseLike<number>;
    expect(await test.client.startToolExecution(TOOL_START, () => lazy)).toBe(1);
    const [query, tool] = test.rawSpans();
    expect(query?.parentSpanContext?.spanId).toBe(tool?.spanContext().spanId);
  });

  it("belong to whatever is active when a recorder is driven by hand", async () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    await using test = createTestClient();
    const recorder = test.client.startGeneration(GENERATION_START);
    test.tracer.startSpan("POST").end();
    recorder.end();
    expect(test.spans().map(({ parentSpanId }) => parentSpanId)).toEqual([undefined, undefined]);
  });
});
