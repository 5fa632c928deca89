// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { createFault } from "./export-failure.js";
import type { GenerationExporter } from "./generation-exporter.js";
import { createPipeline } from "./testing/create-pipeline.js";

/** The first request fails, and the wait before its repeat never ends, as where the platform ended the request. */
function createStuckPipeline() {
  const batches: string[][] = [];
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
  const created = createPipeline(exporter, { options: { isImmediate: true, batchSize: 10, maxRetries: 1 }, sleep });
  return { ...created, created, batches, wakeUp: () => wakeUp() };
}

describe("an export that was ended from outside", () => {
  it("is taken over by a flush, with what it had in hand", async () => {
    const { created, batches } = createStuckPipeline();
    created.offer({ id: "a" });
    await created.flush();
    expect({ batches, delivered: created.delivered, queued: created.queued }).toEqual({
      batches: [["a"], ["a"]],
      delivered: 1,
      queued: { records: 0, bytes: 0 },
    });
  });

  it("sends and counts nothing twice when it goes on after all", async () => {
    const { created, batches, drops, wakeUp } = createStuckPipeline();
    created.offer({ id: "a" });
    await created.flush();
    wakeUp();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect({ batches, delivered: created.delivered, drops }).toEqual({
      batches: [["a"], ["a"]],
      delivered: 1,
      drops: [],
    });
  });

  it("does not keep a client from closing", async () => {
    const { created, pipeline, account, drops } = createStuckPipeline();
    created.offer({ id: "a" });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await pipeline.abandon();
    expect({ drops, dropped: account.droppedTotal, queued: created.queued }).toEqual({
      drops: ["shutdown: a"],
      dropped: 1,
      queued: { records: 0, bytes: 0 },
    });
  });
});
