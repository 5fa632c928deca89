// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Generation } from "../../generated/ts/models.js";
import { sleep } from "../internal/timers.js";
import { Account } from "../status/account.js";
import { createGate } from "../testing-support/gate.js";
import { ExportPipeline, type PipelineOptions } from "./export-pipeline.js";
import type { GenerationExporter, ItemResult } from "./generation-exporter.js";

const OPTIONS: PipelineOptions = {
  queueSize: 1000,
  queueMaxBytes: 1_000_000,
  batchSize: 3,
  batchMaxBytes: 1_000_000,
  flushIntervalMs: 60_000,
  isImmediate: false,
  maxRetries: 0,
  initialBackoffMs: 1,
  maxBackoffMs: 1,
  retryAfterMaxMs: 1,
  timeoutMs: 1000,
  maxBisectRequests: 32,
  encodeSliceMs: 1,
  encodeBacklogRecords: 256,
  encodeBacklogBytes: 4_000_000,
};

type Answer = (batch: readonly Generation[]) => Promise<readonly ItemResult[]>;

const accept: Answer = async (batch) => batch.map(() => ({ accepted: true }));

function createPipeline(options: Partial<PipelineOptions> = {}, answer: Answer = accept) {
  const batches: string[][] = [];
  const drops: string[] = [];
  const account = new Account({ add: () => undefined });
  const exporter: GenerationExporter = {
    format: "record",
    export: (batch) => {
      batches.push(batch.map((record) => record.id ?? ""));
      return answer(batch);
    },
  };
  return { ...connect(exporter, account, options, drops), batches, drops, account };
}

function connect(exporter: GenerationExporter, account: Account, options: Partial<PipelineOptions>, drops: string[]) {
  const pipeline = new ExportPipeline(
    { ...OPTIONS, ...options },
    {
      exporter,
      account,
      sleep,
      random: () => 0,
      onDuplicate: () => undefined,
      onDrop: (reason, records) => void drops.push(`${reason}: ${records.map((record) => record.id).join()}`),
    },
  );
  const offer = (...ids: string[]): boolean[] => ids.map((id) => pipeline.offer({ id }, 10));
  const flush = (): Promise<void> => pipeline.whenSettled(pipeline.lastPosition);
  return { pipeline, offer, flush };
}

describe("an export starts", () => {
  it("when a batch is full, not on the caller's stack, and takes the rest along", async () => {
    const { offer, flush, batches } = createPipeline();
    offer("a", "b");
    await wait(10);
    expect(batches).toEqual([]);
    offer("c", "d");
    expect(batches).toEqual([]);
    await Promise.resolve();
    expect(batches).toEqual([]);
    await flush();
    expect(batches).toEqual([["a", "b", "c"], ["d"]]);
  });

  it("after the interval", async () => {
    const { offer, batches } = createPipeline({ flushIntervalMs: 20 });
    offer("a");
    await wait(5);
    offer("b");
    expect(batches).toEqual([]);
    await wait(40);
    expect(batches).toEqual([["a", "b"]]);
    offer("c");
    await wait(40);
    expect(batches).toEqual([["a", "b"], ["c"]]);
  });

  it("with each record in immediate mode, one at a time", async () => {
    const gate = createGate();
    const { offer, flush, batches } = createPipeline({ isImmediate: true }, async (batch) => {
      await gate.opened;
      return accept(batch);
    });
    offer("a");
    await wait(5);
    offer("b", "c");
    await wait(5);
    expect(batches).toEqual([["a"]]);
    gate.open();
    await flush();
    expect(batches).toEqual([["a"], ["b", "c"]]);
  });

  it("for what comes meanwhile when it fills a batch or its interval is over, and not before", async () => {
    const gates = [createGate(), createGate(), createGate()];
    let calls = 0;
    const { offer, batches } = createPipeline({ flushIntervalMs: 200 }, async (batch) => {
      await gates[calls++]?.opened;
      return accept(batch);
    });
    offer("a", "b", "c");
    await wait(5);
    offer("d");
    gates[0]?.open();
    await wait(5);
    expect(batches).toEqual([["a", "b", "c"]]);
    offer("e", "f");
    await wait(5);
    expect(batches.slice(1)).toEqual([["d", "e", "f"]]);
    offer("g");
    // The interval of g ends while its forerunners are on their way.
    await wait(250);
    gates[1]?.open();
    await wait(10);
    gates[2]?.open();
    expect(batches.slice(2)).toEqual([["g"]]);
  });

  it("with a flush", async () => {
    const { offer, flush, batches } = createPipeline();
    offer("a");
    await flush();
    expect(batches).toEqual([["a"]]);
  });
});

describe("a flush", () => {
  it("is over at once when nothing waits", async () => {
    const { flush, batches } = createPipeline();
    await flush();
    expect(batches).toEqual([]);
  });

  it("covers what was queued before the call; what comes later may stay", async () => {
    const gate = createGate();
    let settled = 0;
    const { pipeline, offer, flush } = createPipeline({ batchSize: 1 }, async (batch) => {
      if (batch[0]?.id === "c") await gate.opened;
      return accept(batch);
    });
    offer("a", "b");
    const first = flush().then(() => {
      settled += 1;
    });
    offer("c");
    await first;
    expect({ settled, queued: pipeline.queued.records }).toEqual({ settled: 1, queued: 1 });
    gate.open();
    await flush();
    expect(pipeline.queued).toEqual({ records: 0, bytes: 0 });
  });

  it("shares one drain with a thousand others", async () => {
    const { offer, flush, batches } = createPipeline();
    offer("a", "b");
    await Promise.all(Array.from({ length: 1000 }, flush));
    expect(batches).toEqual([["a", "b"]]);
  });

  it("comes through also when it is called as the drain ends", async () => {
    const { offer, flush, batches } = createPipeline();
    for (let round = 0; round < 20; round += 1) {
      offer(`a${round}`);
      await flush();
      // Still in the microtask in which the drain looks at the queue for the last time.
      offer(`b${round}`);
      await flush();
    }
    expect(batches.flat().length).toBe(40);
  });
});

describe("a batch", () => {
  it("that fails does not block the next", async () => {
    const { offer, flush, batches, drops, account } = createPipeline({}, async (batch) => {
      if (batch[0]?.id === "a") throw new Error("poison");
      return accept(batch);
    });
    offer("a", "b", "c", "d", "e");
    await flush();
    expect({ batches, drops, delivered: account.delivered }).toEqual({
      batches: [
        ["a", "b", "c"],
        ["d", "e"],
      ],
      drops: ["retries_exhausted: a,b,c"],
      delivered: 2,
    });
  });

  it("never exceeds the bytes, envelope included, unless one record does by itself", async () => {
    const sizes: number[][] = [];
    const limits = { batchSize: 100, batchMaxBytes: 1000 };
    const account = new Account({ add: () => undefined });
    const exporter: GenerationExporter = {
      format: "json",
      export: async (batch) => {
        sizes.push(batch.map((record) => record.byteLength));
        return batch.map(() => ({ accepted: true }));
      },
    };
    const { pipeline, flush } = connect(exporter, account, limits, []);
    const lengths = [100, 300, 200, 400, 2000, 50, 50, 900, 10];
    for (const [index, length] of lengths.entries())
      pipeline.offer({ id: `${index}`, systemPrompt: "x".repeat(length) }, length);
    await flush();
    const requests = sizes.map((batch) => batch.reduce((sum, size) => sum + size + 1, '{"generations":[]}'.length - 1));
    expect(requests.filter((bytes, index) => bytes > 1000 && sizes[index]?.length !== 1)).toEqual([]);
    expect(sizes.flat().length).toBe(lengths.length);
    // No batch was cut shorter than it had to be.
    const couldJoin = requests.slice(1).filter((_, index) => {
      const next = sizes[index + 1]?.[0] ?? 0;
      return (requests[index] ?? 0) + next + 2 <= 1000;
    });
    expect(couldJoin).toEqual([]);
  });

  it("holds no record that could not be encoded, nor one that has not had its turn", async () => {
    const bodies: unknown[] = [];
    const drops: string[] = [];
    const exporter: GenerationExporter = {
      format: "json",
      export: async (batch) => {
        bodies.push(batch.map((record) => (JSON.parse(new TextDecoder().decode(record)) as { id: string }).id));
        return batch.map(() => ({ accepted: true }));
      },
    };
    const account = new Account({ add: () => undefined });
    const { pipeline, flush } = connect(exporter, account, { batchSize: 3 }, drops);
    const bad = {
      get id(): string {
        throw new RangeError("no id");
      },
    };
    // The queue reads the id; the encoder reads it again.
    for (const id of ["a", "b", "c", "d", "e", "f"]) {
      let reads = 0;
      const record =
        id === "a" || id === "d"
          ? {
              get id() {
                return reads++ === 0 ? id : bad.id;
              },
            }
          : { id };
      pipeline.offer(record, 10);
    }
    await flush();
    expect({ sent: bodies.flat(), drops, delivered: account.delivered }).toEqual({
      sent: ["b", "c", "e", "f"],
      drops: ["encoding: a", "encoding: d"],
      delivered: 4,
    });
  });
});

describe("abandoning", () => {
  it("ends the batch in flight and gives up the rest, each record once", async () => {
    const { pipeline, offer, batches, drops, account } = createPipeline({}, () => new Promise(() => undefined));
    offer("a", "b", "c", "d");
    await wait(5);
    const flushing = pipeline.whenSettled(pipeline.lastPosition);
    await pipeline.abandon();
    await flushing;
    expect({ batches, drops, counts: account.counts().dropped.shutdown, queued: pipeline.queued }).toEqual({
      batches: [["a", "b", "c"]],
      drops: ["shutdown: a,b,c", "shutdown: d"],
      counts: 4,
      queued: { records: 0, bytes: 0 },
    });
  });

  it("stops the interval", async () => {
    const { pipeline, offer, batches } = createPipeline({ flushIntervalMs: 5 });
    offer("a");
    await pipeline.abandon();
    await wait(20);
    expect(batches).toEqual([]);
  });

  it("does nothing when nothing is left", async () => {
    const { pipeline, drops } = createPipeline();
    await pipeline.abandon();
    expect(drops).toEqual([]);
  });
});
