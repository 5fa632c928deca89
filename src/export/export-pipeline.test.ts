// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { encodeGenerationJson } from "../../generated/ts/encode-json.js";
import type { Generation } from "../../generated/ts/models.js";
import { createGate } from "../testing-support/gate.js";
import type { PipelineOptions } from "./export-pipeline.js";
import type { GenerationExporter, ItemResult } from "./generation-exporter.js";
import { createPipeline } from "./testing/create-pipeline.js";

type Answer = (batch: readonly Generation[]) => Promise<readonly ItemResult[]>;

const accept: Answer = async (batch) => batch.map(() => ({ accepted: true }));

/** A pipeline that hands records to `answer`, with a log of the batches. */
function create(options: Partial<PipelineOptions> = {}, answer: Answer = accept, waiting: readonly string[] = []) {
  const batches: string[][] = [];
  const exporter: GenerationExporter = {
    format: "record",
    export: (batch) => {
      batches.push(batch.map((record) => record.id ?? ""));
      return answer(batch);
    },
  };
  const created = createPipeline(exporter, { options, waiting: waiting.map((id) => ({ id })) });
  const offer = (...ids: string[]): void => {
    for (const id of ids) created.offer({ id });
  };
  return { ...created, created, offer, batches };
}

/** A pipeline that encodes records as JSON, with a log of what is in each request. */
function createEncoding(options: Partial<PipelineOptions>) {
  const requests: Uint8Array[][] = [];
  const exporter: GenerationExporter = {
    format: "json",
    export: async (batch) => {
      requests.push([...batch]);
      return batch.map(() => ({ accepted: true }));
    },
  };
  return { ...createPipeline(exporter, { options, encode: encodeGenerationJson }), requests };
}

describe("an export starts", () => {
  it("when a batch is full, not on the caller's stack, and takes the rest along", async () => {
    const { offer, flush, batches } = create();
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
    const { offer, batches } = create({ flushIntervalMs: 20 });
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
    const { offer, flush, batches } = create({ isImmediate: true }, async (batch) => {
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
    const { offer, batches } = create({ flushIntervalMs: 200 }, async (batch) => {
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

  it("for what was in the queue before it was there, without holding the thread", async () => {
    const waiting = Array.from({ length: 500 }, (_, index) => `${index}`);
    const byCount = create({ batchSize: 250 }, accept, waiting);
    const byTime = create({ flushIntervalMs: 20 }, accept, ["a"]);
    const atOnce = create({ isImmediate: true }, accept, ["a"]);
    const encoded: string[] = [];
    const exporter: GenerationExporter = { format: "json", export: (batch) => accept(batch.map(() => ({}))) };
    const encoding = createPipeline(exporter, {
      options: { batchSize: 1000, encodeBacklogRecords: 1 },
      encode: ({ id = "" }) => {
        encoded.push(id);
        return new Uint8Array(1);
      },
      waiting: waiting.map((id) => ({ id })),
    });
    expect(encoded).toEqual([]);
    await encoding.flush();
    await wait(40);
    expect({
      byCount: byCount.batches.flat(),
      byTime: byTime.batches,
      atOnce: atOnce.batches,
      encoded,
    }).toEqual({ byCount: waiting, byTime: [["a"]], atOnce: [["a"]], encoded: waiting });
  });

  it("with a flush", async () => {
    const { offer, flush, batches } = create();
    offer("a");
    await flush();
    expect(batches).toEqual([["a"]]);
  });
});

describe("a flush", () => {
  it("is over at once when nothing waits", async () => {
    const { flush, batches } = create();
    await flush();
    expect(batches).toEqual([]);
  });

  it("covers what was queued before the call; what comes later may stay", async () => {
    const gate = createGate();
    let settled = 0;
    const { created, offer, flush } = create({ batchSize: 1 }, async (batch) => {
      if (batch[0]?.id === "c") await gate.opened;
      return accept(batch);
    });
    offer("a", "b");
    const first = flush().then(() => {
      settled += 1;
    });
    offer("c");
    await first;
    expect({ settled, queued: created.queued.records }).toEqual({ settled: 1, queued: 1 });
    gate.open();
    await flush();
    expect(created.queued).toEqual({ records: 0, bytes: 0 });
  });

  it("shares one drain with a thousand others", async () => {
    const { offer, flush, batches } = create();
    offer("a", "b");
    await Promise.all(Array.from({ length: 1000 }, flush));
    expect(batches).toEqual([["a", "b"]]);
  });

  it("comes through also when it is called as the drain ends", async () => {
    const { offer, flush, batches } = create();
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
    const { created, offer, flush, batches, drops } = create({}, async (batch) => {
      if (batch[0]?.id === "a") throw new Error("poison");
      return accept(batch);
    });
    offer("a", "b", "c", "d", "e");
    await flush();
    expect({ batches, drops, delivered: created.delivered }).toEqual({
      batches: [
        ["a", "b", "c"],
        ["d", "e"],
      ],
      drops: ["retries_exhausted: a,b,c"],
      delivered: 2,
    });
  });

  it("never exceeds the bytes, envelope included, unless one record does by itself", async () => {
    const { offer, flush, requests } = createEncoding({ batchSize: 100, batchMaxBytes: 1000 });
    const lengths = [100, 300, 200, 400, 2000, 50, 50, 900, 10];
    for (const [index, length] of lengths.entries())
      offer({ id: `${index}`, systemPrompt: "x".repeat(length) }, length);
    await flush();
    const sizes = requests.map((batch) => batch.map((record) => record.byteLength));
    const lengthsOfRequests = sizes.map((batch) =>
      batch.reduce((sum, size) => sum + size + 1, '{"generations":[]}'.length - 1),
    );
    expect(lengthsOfRequests.filter((bytes, index) => bytes > 1000 && sizes[index]?.length !== 1)).toEqual([]);
    expect(sizes.flat().length).toBe(lengths.length);
    // No batch was cut shorter than it had to be.
    const couldJoin = lengthsOfRequests.slice(1).filter((_, index) => {
      const next = sizes[index + 1]?.[0] ?? 0;
      return (lengthsOfRequests[index] ?? 0) + next + 2 <= 1000;
    });
    expect(couldJoin).toEqual([]);
  });

  it("holds no record that could not be encoded, nor one that has not had its turn", async () => {
    const { queue, flush, requests, drops, account, offer } = createEncoding({ batchSize: 3 });
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
      offer(record);
    }
    await flush();
    const sent = requests.flat().map((body) => (JSON.parse(new TextDecoder().decode(body)) as { id: string }).id);
    expect({ sent, drops, delivered: account.counts().delivered, left: queue.records }).toEqual({
      sent: ["b", "c", "e", "f"],
      drops: ["encoding: a", "encoding: d"],
      delivered: 4,
      left: 0,
    });
  });
});

describe("abandoning", () => {
  it("ends the batch in flight and gives up the rest, each record once", async () => {
    const { created, pipeline, offer, flush, batches, drops, account } = create({}, () => new Promise(() => undefined));
    offer("a", "b", "c", "d");
    await wait(5);
    const flushing = flush();
    await pipeline.abandon();
    await flushing;
    expect({ batches, drops, counts: account.counts().dropped.shutdown, queued: created.queued }).toEqual({
      batches: [["a", "b", "c"]],
      drops: ["shutdown: a,b,c", "shutdown: d"],
      counts: 4,
      queued: { records: 0, bytes: 0 },
    });
  });

  it("stops the interval", async () => {
    const { pipeline, offer, batches } = create({ flushIntervalMs: 5 });
    offer("a");
    await pipeline.abandon();
    await wait(20);
    expect(batches).toEqual([]);
  });

  it("does nothing when nothing is left", async () => {
    const { pipeline, drops } = create();
    await pipeline.abandon();
    expect(drops).toEqual([]);
  });
});
