// SPDX-License-Identifier: Apache-2.0
// What does a recording cost the application? Compares `startGeneration` to `end()` with the `JSON.stringify` of the same record,
// which is the least that any way of sending it would have to do. Spans go to an OpenTelemetry SDK that drops them.
import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
import type { Generation } from "../generated/ts/models.js";
import { SigilClient } from "../src/index.js";
import { compare } from "./compare.js";
import { largeRecord, smallRecord, typicalRecord } from "./records.js";

const tracer = new BasicTracerProvider().getTracer("bench");
const client = new SigilClient({ tracer, generationExport: { protocol: "none" } });

const MODEL = { provider: "openai", name: "gpt-4o-mini" };

function record({ model = MODEL, conversationId, agentName, ...result }: Generation): void {
  const recorder = client.startGeneration({ model, conversationId, agentName });
  recorder.setResult({ ...result, completedAt: undefined });
  recorder.end();
}

const rows: Record<string, string | number>[] = [];
for (const { name, generation, batch } of [
  { name: "small", generation: smallRecord(), batch: 20 },
  { name: "typical", generation: typicalRecord(), batch: 10 },
  { name: "large", generation: largeRecord(), batch: 1 },
]) {
  const result = await compare(
    () => record(generation),
    () => JSON.stringify(generation),
    { batch },
  );
  rows.push({
    record: name,
    "start..end, us": result.oursUs.toFixed(1),
    "JSON.stringify, us": result.theirsUs.toFixed(1),
    "ratio median": (1 / result.medianRatio).toFixed(2),
  });
}
console.table(rows);
