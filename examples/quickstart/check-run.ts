// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import type { FlushReport } from "sigil-sdk";
import type { StoredGeneration } from "sigil-sdk/local";
import type { MetricPoint } from "./collect-telemetry.js";
import { differences } from "./compare-with-expect.js";
import { type RecordedGeneration, type Recordings, SAMPLE_TAG } from "./record-samples.js";

/** Everything that one transport brought out. */
export interface Run {
  readonly transport: "http" | "grpc";
  readonly recordings: Recordings;
  readonly report: FlushReport;
  readonly stored: readonly StoredGeneration[];
  readonly spans: readonly ReadableSpan[];
  readonly points: readonly MetricPoint[];
}

/** Every difference between what was recorded, what the ingest stored and what was emitted, named one by one. */
export function findDifferences(run: Run): string[] {
  const { generations } = run.recordings;
  return [
    ...expectEqual("report", run.report, { delivered: generations.length, dropped: 0, left: 0, error: undefined }),
    ...expectEqual(
      "stored generations",
      run.stored.map((entry) => entry.generation.tags[SAMPLE_TAG]).sort(),
      generations.map((entry) => entry.sample).sort(),
    ),
    ...generations.flatMap((recorded) => generationDifferences(run, recorded)),
    ...toolDifferences(run),
    ...embeddingDifferences(run),
    ...metricDifferences(run),
  ];
}

function generationDifferences(run: Run, recorded: RecordedGeneration): string[] {
  const stored = findStored(run, recorded);
  if (stored === undefined) return [`${recorded.sample}: the ingest has no generation of it`];
  const { id } = stored.generation;
  const span = run.spans.find((candidate) => candidate.attributes["sigil.generation.id"] === id);
  return [
    ...expectEqual("error on the span", span?.attributes["error.type"], undefined),
    ...differences(stored.json, recorded.expect),
    ...expectEqual("transport", stored.transport, run.transport),
    ...expectEqual(
      "trace and span id",
      [stored.generation.traceId, stored.generation.spanId],
      [span?.spanContext().traceId, span?.spanContext().spanId],
    ),
    ...expectEqual("span name", span?.name, `${stored.generation.operationName} ${stored.generation.model?.name}`),
    ...expectEqual(
      "input tokens on the span",
      span?.attributes["gen_ai.usage.input_tokens"],
      recorded.expect.usage?.["input_tokens"],
    ),
  ].map((difference) => `${recorded.sample}: ${difference}`);
}

/** What the ingest stored of a recording. */
export function findStored({ stored }: Run, { sample }: RecordedGeneration): StoredGeneration | undefined {
  return stored.find((entry) => entry.generation.tags[SAMPLE_TAG] === sample);
}

function toolDifferences({ spans, recordings: { tool } }: Run): string[] {
  const span = spans.find((candidate) => candidate.name === `execute_tool ${tool.name}`);
  const content = ["gen_ai.tool.call.arguments", "gen_ai.tool.call.result"].map((key): unknown =>
    JSON.parse(String(span?.attributes[key] ?? null)),
  );
  return [
    ...expectEqual("tool call id on the span", span?.attributes["gen_ai.tool.call.id"], tool.callId),
    ...expectEqual("tool content on the span", content, [tool.arguments, tool.result]),
  ];
}

function embeddingDifferences({ spans, recordings: { embedding } }: Run): string[] {
  const span = spans.find((candidate) => candidate.name === `embeddings ${embedding.model}`);
  const { expect } = embedding;
  const actual = [
    "gen_ai.embeddings.input_count",
    "gen_ai.usage.input_tokens",
    "gen_ai.response.model",
    "gen_ai.embeddings.dimension.count",
  ].map((key) => span?.attributes[key]);
  const expected = [
    expect.embedding?.input_count,
    expect.embedding?.input_tokens,
    expect.embedding?.response_model,
    expect.embedding?.dimensions,
  ];
  return expectEqual(`${embedding.sample}: span attributes`, actual, expected);
}

/** One duration per recording, and one time to first token per stream. */
function metricDifferences({ points, recordings: { generations } }: Run): string[] {
  const count = (name: string): number =>
    points.filter((point) => point.name === name).reduce((sum, point) => sum + point.count, 0);
  const streams = generations.filter((entry) => entry.timeToFirstTokenMs !== undefined).length;
  return [
    ...expectEqual("duration points", count("gen_ai.client.operation.duration"), generations.length + 2),
    ...expectEqual("time-to-first-token points", count("gen_ai.client.time_to_first_token"), streams),
    ...expectEqual("tool-call points", count("gen_ai.client.tool_calls_per_operation"), generations.length),
  ];
}

/** What both transports stored, without what differs from call to call. */
export function transportDifferences(left: Run, right: Run): string[] {
  const content = (run: Run): unknown[] =>
    run.recordings.generations.map((recorded) => withoutCallDetails(findStored(run, recorded)?.json ?? {}));
  return expectEqual(`stored over ${left.transport} and ${right.transport}`, content(left), content(right));
}

function withoutCallDetails(json: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { id: _id, trace_id: _trace, span_id: _span, started_at: _start, completed_at: _end, ...content } = json;
  return content;
}

function expectEqual(what: string, actual: unknown, expected: unknown): string[] {
  return isDeepStrictEqual(actual, expected)
    ? []
    : [`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
}
