// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { Account } from "../status/account.js";
import { createFault } from "./export-failure.js";
import { ExportPipeline, type PipelineOptions } from "./export-pipeline.js";
import type { GenerationExporter } from "./generation-exporter.js";

const OPTIONS: PipelineOptions = {
  queueSize: 10,
  queueMaxBytes: 1_000_000,
  batchSize: 10,
  batchMaxBytes: 1_000_000,
  flushIntervalMs: 60_000,
  isImmediate: true,
  maxRetries: 1,
  initialBackoffMs: 1,
  maxBackoffMs: 1,
  retryAfterMaxMs: 1,
  timeoutMs: 1000,
  maxBisectRequests: 32,
  encodeSliceMs: 1,
  encodeBacklogRecords: 256,
  encodeBacklogBytes: 4_000_000,
};

/** The first request fails, and the wait before its repeat never ends, as where the platform ended the request. */
function createStuckPipeline() {
  const batches: string[][] = [];
  const drops: string[] = [];
  const account = new Account({ add: () => undefined });
  const exporter: GenerationExporter = {
    format: "record",
    export: async (batch) => {
      batches.push(batch.map((record) => record.id ?? ""));
      if (batches.length === 1) throw createFault("timeout", "no answer");
      return batch.map(() => ({ accepted: true }));
    },
  };
  let wakeUp = (): void => undefined;
  const sleep = (): Promise<void> =>
    new Promise((resolve) => {
      wakeUp = resolve;
    });
  const onDrop = (reason: string): void => void drops.push(reason);
  const pipeline = new ExportPipeline(OPTIONS, { exporter, account, sleep, random: () => 0, onDrop });
  return { pipeline, account, batches, drops, wakeUp: () => wakeUp() };
}

describe("an export that was ended from outside", () => {
  it("is taken over by a flush, with what it had in hand", async () => {
    const { pipeline, account, batches } = createStuckPipeline();
    pipeline.offer({ id: "a" }, 10);
    await pipeline.whenSettled(pipeline.lastPosition);
    expect({ batches, delivered: account.delivered, queued: pipeline.queued }).toEqual({
      batches: [["a"], ["a"]],
      delivered: 1,
      queued: { records: 0, bytes: 0 },
    });
  });

  it("sends and counts nothing twice when it goes on after all", async () => {
    const { pipeline, account, batches, drops, wakeUp } = createStuckPipeline();
    pipeline.offer({ id: "a" }, 10);
    await pipeline.whenSettled(pipeline.lastPosition);
    wakeUp();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect({ batches, delivered: account.delivered, drops }).toEqual({
      batches: [["a"], ["a"]],
      delivered: 1,
      drops: [],
    });
  });

  it("does not keep a client from closing", async () => {
    const { pipeline, account, drops } = createStuckPipeline();
    pipeline.offer({ id: "a" }, 10);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await pipeline.abandon();
    expect({ drops, dropped: account.droppedTotal, queued: pipeline.queued }).toEqual({
      drops: ["shutdown"],
      dropped: 1,
      queued: { records: 0, bytes: 0 },
    });
  });
});
