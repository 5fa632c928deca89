// SPDX-License-Identifier: Apache-2.0
import type { Attributes } from "@opentelemetry/api";
import type { ConcreteCaptureMode } from "../../generated/ts/capture.js";
import {
  type EmbeddingRecorder,
  type Generation,
  type GenerationRecorder,
  type RecordExporter,
  type RecordingContext,
  SigilClient,
  type ToolExecutionRecorder,
  withContext,
} from "../../src/index.js";
import { fromProtoNames } from "./from-proto-names.js";
import { createTelemetryProbe } from "./telemetry-probe.js";

const MODEL = { provider: "openai", name: "gpt-4o-mini" };

/** What each generation needs, and what would differ from one to the next. */
const FIXED = { id: "gen_0123456789abcdef", model: MODEL };

export interface SpanCase {
  readonly type: string;
  readonly record: unknown;
  readonly mode: ConcreteCaptureMode;
  readonly includeContent: boolean;
  readonly captureInput: boolean;
}

/** Attributes at the start and at the end of the span of a record. */
export async function spanAttributes(spanCase: SpanCase): Promise<{ start: Attributes; end: Attributes }> {
  const probe = createTelemetryProbe();
  const client = new SigilClient({
    generationExport: { protocol: "none" },
    embeddingCapture: { captureInput: spanCase.captureInput },
    tracer: probe.tracer,
    meter: probe.meter,
  });
  recordSpan(client, spanCase);
  await client.shutdown();
  await probe.close();
  const [started] = probe.spans;
  if (started === undefined) throw new Error(`a ${spanCase.type} has no span`);
  return { start: started.atStart.attributes, end: started.span.attributes };
}

function recordSpan(client: SigilClient, { type, record, mode, includeContent }: SpanCase): void {
  const fields = fromProtoNames(type, record) as object;
  const recorder = startRecorder(client, type, fields, { contentCapture: mode, includeContent });
  if (type === "ToolExecution" || type === "Embedding") recorder.setResult(fields);
  recorder.end();
}

function startRecorder(
  client: SigilClient,
  type: string,
  fields: object,
  choices: { readonly contentCapture: ConcreteCaptureMode; readonly includeContent: boolean },
): GenerationRecorder | ToolExecutionRecorder | EmbeddingRecorder {
  // The records have what the types require, a tool name or a model.
  const start = { ...fields, ...choices } as never;
  switch (type) {
    case "Generation":
      return client.startGeneration({ ...FIXED, ...(start as object) });
    case "RecordingContext":
      return withContext(fields, () => client.startGeneration({ ...FIXED, ...choices }));
    case "ToolExecution":
      return client.startToolExecution(start);
    case "Embedding":
      return client.startEmbedding(start);
    default:
      throw new Error(`a ${type} has no span`);
  }
}

/** Status message and exception events of a generation that failed in the provider and in the SDK. */
export async function spanTexts(
  texts: Readonly<Record<string, string>>,
  mode: ConcreteCaptureMode,
  errorCategory: string | undefined,
): Promise<Readonly<Record<string, string | undefined>>> {
  if (errorCategory !== "rate_limit") throw new Error(`no error is at hand for the category ${errorCategory}`);
  const probe = createTelemetryProbe();
  const exporter: RecordExporter = { format: "record", export: () => new Promise(() => undefined) };
  const client = new SigilClient({
    generationExporter: exporter,
    generationExport: { queueSize: 1, batchSize: 10, flushIntervalMs: 3_600_000 },
    tracer: probe.tracer,
    meter: probe.meter,
  });
  client.startGeneration({ model: MODEL }).end();
  const recorder = client.startGeneration({ model: MODEL, contentCapture: mode });
  recorder.setCallError({ status: 429, message: texts["exception_event"] });
  recorder.end();
  await client.shutdown({ timeoutMs: 1 });
  await probe.close();
  const span = probe.spans[1]?.span;
  const events = span?.events.map(({ attributes }) => String(attributes?.["exception.message"])) ?? [];
  const local = texts["local_error_event"];
  return {
    status_message: span?.status.message,
    exception_event: events.find((text) => text !== local),
    local_error_event: events.find((text) => text === local),
  };
}

/** The generation that is exported from inside a scope, apart from its ids and times. */
export async function exportedFromContext(context: unknown, mode: ConcreteCaptureMode): Promise<unknown> {
  const exported: Generation[] = [];
  const exporter: RecordExporter = {
    format: "record",
    export: async (batch) => {
      exported.push(...batch);
      return batch.map(() => ({ accepted: true }));
    },
  };
  const client = new SigilClient({ generationExporter: exporter });
  const fields = fromProtoNames("RecordingContext", context) as RecordingContext;
  withContext(fields, () => client.startGeneration({ ...FIXED, contentCapture: mode }).end());
  await client.shutdown();
  // Ids of spans are there when the process has a tracer provider.
  return exported.map(
    ({ id: _id, startedAt: _start, completedAt: _end, traceId: _trace, spanId: _span, ...rest }) => rest,
  );
}
