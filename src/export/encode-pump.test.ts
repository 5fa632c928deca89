// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { QueuedGeneration } from "../queue/generation-queue.js";
import { EncodePump, type EncodePumpOptions } from "./encode-pump.js";

interface Pumped {
  readonly pump: EncodePump;
  readonly encoded: string[];
  readonly failed: string[];
  add(...ids: string[]): QueuedGeneration[];
}

function createPump(options: Partial<EncodePumpOptions> = {}): Pumped {
  const encoded: string[] = [];
  const failed: string[] = [];
  const pump = new EncodePump({
    encode: () => new Uint8Array(1),
    onEncoded: (queued, bytes) => {
      queued.bytes = bytes;
      queued.record = undefined;
      encoded.push(queued.id);
    },
    onError: (queued, error) => void failed.push(`${queued.id}: ${error}`),
    sliceMs: 1000,
    maxBacklogRecords: 100,
    maxBacklogBytes: 1000,
    ...options,
  });
  const add = (...ids: string[]): QueuedGeneration[] =>
    ids.map((id, index) => {
      const queued = { id, position: index, record: { id }, bytes: undefined, cost: 10, isSettled: false };
      pump.add(queued);
      return queued;
    });
  return { pump, encoded, failed, add };
}

/** Keeps the thread busy, as encoding a large record does. */
function encodeSlowly(): Uint8Array {
  const end = performance.now() + 3;
  while (performance.now() < end);
  return new Uint8Array(1);
}

describe("EncodePump", () => {
  it("encodes in the next macrotask, in order", async () => {
    const { encoded, add } = createPump();
    add("a", "b", "c");
    await Promise.resolve();
    expect(encoded).toEqual([]);
    await wait(5);
    expect(encoded).toEqual(["a", "b", "c"]);
  });

  it("yields to the event loop between slices", async () => {
    const { encoded, add } = createPump({ encode: encodeSlowly, sliceMs: 1 });
    const seen: number[] = [];
    add("a", "b", "c", "d");
    while (encoded.length < 4) {
      await wait(0);
      seen.push(encoded.length);
    }
    expect(new Set(seen).size).toBeGreaterThan(2);
  });

  it("encodes in add when too many records or bytes wait", () => {
    const byCount = createPump({ maxBacklogRecords: 2 });
    byCount.add("a", "b", "c", "d");
    const byBytes = createPump({ maxBacklogBytes: 25 });
    byBytes.add("a", "b", "c", "d");
    expect([byCount.encoded, byBytes.encoded]).toEqual([
      ["c", "d"],
      ["c", "d"],
    ]);
  });

  it("lets records wait again once the backlog is gone", async () => {
    const { encoded, add } = createPump({ maxBacklogRecords: 1 });
    add("a", "b");
    await wait(5);
    add("c");
    const before = [...encoded];
    await wait(5);
    expect({ before, after: encoded }).toEqual({ before: ["b", "a"], after: ["b", "a", "c"] });
  });

  it("encodes the oldest on demand, without waiting for the timer when one slice is enough", async () => {
    const { pump, encoded, add } = createPump();
    add("a", "b", "c");
    await pump.encodeOldest(2);
    expect(encoded).toEqual(["a", "b"]);
    await pump.encodeOldest(5);
    await pump.encodeOldest(5);
    expect(encoded).toEqual(["a", "b", "c"]);
  });

  it("encodes as many on demand as it was asked for, over several slices", async () => {
    const { pump, encoded, add } = createPump({ encode: encodeSlowly, sliceMs: 1 });
    add("a", "b", "c", "d");
    await pump.encodeOldest(3);
    expect(encoded.slice(0, 3)).toEqual(["a", "b", "c"]);
  });

  it("reports a record that cannot be encoded, and goes on", async () => {
    const { encoded, failed, add } = createPump({
      encode: (record) => {
        if (record.id === "b") throw new RangeError("year 10000");
        return new Uint8Array(1);
      },
      maxBacklogRecords: 3,
    });
    add("a", "b", "c", "b");
    await wait(5);
    expect({ encoded, failed }).toEqual({
      encoded: ["a", "c"],
      failed: ["b: RangeError: year 10000", "b: RangeError: year 10000"],
    });
  });

  it("passes over a record that was given up meanwhile", async () => {
    const { encoded, add } = createPump();
    const [first] = add("a", "b");
    (first as QueuedGeneration).record = undefined;
    await wait(5);
    expect(encoded).toEqual(["b"]);
  });

  it("does nothing for exporters that take the record", async () => {
    const { pump, encoded, add } = createPump({ encode: undefined });
    const [queued] = add("a");
    await pump.encodeOldest(9);
    await wait(5);
    expect({ encoded, record: queued?.record }).toEqual({ encoded: [], record: { id: "a" } });
  });

  it("keeps up over many thousand records", async () => {
    const { pump, encoded, add } = createPump({ maxBacklogRecords: 5000, maxBacklogBytes: 1e9 });
    const all = Array.from({ length: 4000 }, (_, index) => `${index}`);
    add(...all);
    await pump.encodeOldest(1500);
    await pump.encodeOldest(2500);
    expect(encoded).toEqual(all);
  });
});
