// SPDX-License-Identifier: Apache-2.0
import Table from "cli-table3";
import pc from "picocolors";
import type { Run } from "./check-run.js";
import { SAMPLE_TAG } from "./record-samples.js";

const STYLE = { head: [], border: [], compact: true };

/** What the ingest stored, one line a generation, and what went to OpenTelemetry. */
export function printRun(run: Run): void {
  console.log(pc.bold(`\nStored by the ingest over ${run.transport === "http" ? "HTTP" : "gRPC"}`));
  console.log(storedTable(run));
  console.log(pc.bold("Spans"));
  console.log(spanTable(run));
  console.log(pc.bold("Metric points"));
  console.log(pointTable(run));
}

function storedTable({ stored, recordings }: Run): string {
  const table = new Table({
    style: STYLE,
    head: ["id", "conversation", "model", "operation", "tokens in/out", "duration", "TTFT", "trace id", "bytes"],
  });
  for (const { generation, bytes } of stored) {
    const recorded = recordings.generations.find((entry) => entry.sample === generation.tags[SAMPLE_TAG]);
    table.push([
      generation.id,
      generation.conversationId,
      generation.model?.name ?? "",
      generation.operationName,
      `${generation.usage?.inputTokens ?? 0}/${generation.usage?.outputTokens ?? 0}`,
      milliseconds(timestampMs(generation.completedAt) - timestampMs(generation.startedAt)),
      recorded?.timeToFirstTokenMs === undefined ? "" : milliseconds(recorded.timeToFirstTokenMs),
      generation.traceId,
      String(bytes),
    ]);
  }
  return table.toString();
}

function spanTable({ spans }: Run): string {
  const table = new Table({ style: STYLE, head: ["span", "kind", "trace id", "attributes", "duration"] });
  for (const span of spans) {
    const kind = span.kind === 2 ? "CLIENT" : "INTERNAL";
    table.push([
      span.name,
      kind,
      span.spanContext().traceId,
      String(Object.keys(span.attributes).length),
      milliseconds(span.duration[0] * 1e3 + span.duration[1] / 1e6),
    ]);
  }
  return table.toString();
}

function pointTable({ points }: Run): string {
  const table = new Table({ style: STYLE, head: ["metric", "attributes", "count", "sum"] });
  for (const point of points) {
    const attributes = Object.entries(point.attributes)
      .filter(([, value]) => value !== "")
      .map(([, value]) => String(value))
      .join(" ");
    table.push([point.name, attributes, String(point.count), `${Number(point.sum.toFixed(3))} ${point.unit}`]);
  }
  return table.toString();
}

function milliseconds(value: number): string {
  return `${Math.round(value)} ms`;
}

function timestampMs(timestamp: { readonly seconds: bigint; readonly nanos: number } | undefined): number {
  return timestamp === undefined ? 0 : Number(timestamp.seconds) * 1000 + timestamp.nanos / 1e6;
}
