// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GenerationQueue, type QueuedGeneration } from "./generation-queue.js";

const createQueue = (maxRecords = 3, maxBytes = 100): GenerationQueue => new GenerationQueue({ maxRecords, maxBytes });

const takeAll = (queue: GenerationQueue): QueuedGeneration[] => queue.take(() => true);

function view(queue: GenerationQueue): object {
  const { records, bytes, waiting, lastPosition } = queue;
  return { records, bytes, waiting, lastPosition };
}

const ids = (batch: readonly QueuedGeneration[]): string[] => batch.map((queued) => queued.id);

describe("a full queue", () => {
  it("refuses the new record by count and keeps the old ones", () => {
    const queue = createQueue(2);
    const offers = ["a", "b", "c"].map((id) => queue.offer({ id }, 1) !== undefined);
    expect({ offers, kept: ids(takeAll(queue)) }).toEqual({ offers: [true, true, false], kept: ["a", "b"] });
  });

  it("refuses the new record by bytes, to the byte", () => {
    const queue = createQueue(9, 100);
    const offers = [60, 41, 40, 1, 0].map((cost) => queue.offer({ id: `${cost}` }, cost) !== undefined);
    expect({ offers, ...view(queue) }).toEqual({
      offers: [true, false, true, false, true],
      records: 3,
      bytes: 100,
      waiting: 3,
      lastPosition: 3,
    });
  });

  it("counts records that are being sent until they are settled", () => {
    const queue = createQueue(2, 100);
    queue.offer({ id: "a" }, 60);
    const [taken] = takeAll(queue);
    expect(view(queue)).toEqual({ records: 1, bytes: 60, waiting: 0, lastPosition: 1 });
    expect(queue.offer({ id: "b" }, 60)).toBeUndefined();
    queue.settle(taken as QueuedGeneration);
    queue.settle(taken as QueuedGeneration);
    expect(view(queue)).toEqual({ records: 0, bytes: 0, waiting: 0, lastPosition: 1 });
    expect(queue.offer({ id: "b" }, 60)?.position).toBe(2);
  });
});

describe("a record in the queue", () => {
  it("is charged by its encoded bytes once they are known, and lets its object go", () => {
    const queue = createQueue();
    const queued = queue.offer({ id: "a" }, 50) as QueuedGeneration;
    queue.setEncoded(queued, Uint8Array.of(1, 2, 3));
    expect(queued).toEqual({
      id: "a",
      position: 1,
      record: undefined,
      bytes: Uint8Array.of(1, 2, 3),
      cost: 3,
      isSettled: false,
    });
    expect(view(queue)).toEqual({ records: 1, bytes: 3, waiting: 1, lastPosition: 1 });
  });

  it("lets everything go when it is settled", () => {
    const queue = createQueue();
    const queued = queue.offer({ id: "a" }, 5) as QueuedGeneration;
    queue.setEncoded(queued, Uint8Array.of(1));
    queue.settle(queued);
    expect(queued).toEqual({ id: "a", position: 1, record: undefined, bytes: undefined, cost: 1, isSettled: true });
  });

  it("is passed over when it was settled while it waited", () => {
    const queue = createQueue();
    const [first] = ["a", "b"].map((id) => queue.offer({ id }, 1));
    queue.settle(first as QueuedGeneration);
    expect(ids(takeAll(queue))).toEqual(["b"]);
    expect(queue.waiting).toBe(0);
  });
});

describe("taking a batch", () => {
  it("goes in the order of the offers, while the condition holds", () => {
    const queue = createQueue(10);
    for (const id of ["a", "b", "c", "d"]) queue.offer({ id }, 1);
    const batches = [2, 1, 5].map((size) => ids(queue.take((_, taken) => taken < size)));
    expect(batches).toEqual([["a", "b"], ["c"], ["d"]]);
  });

  it("looks at the next record, and leaves it when it does not fit", () => {
    const queue = createQueue(10);
    for (const cost of [10, 20, 5]) queue.offer({ id: `${cost}` }, cost);
    expect(ids(queue.take((queued) => queued.cost <= 10))).toEqual(["10"]);
    expect(queue.waiting).toBe(2);
  });

  it("stays in order over many thousand records", () => {
    const queue = createQueue(10_000, 10_000);
    const seen: string[] = [];
    let offered = 0;
    for (let round = 0; round < 50; round += 1) {
      for (let index = 0; index < 200; index += 1) queue.offer({ id: `${offered++}` }, 1);
      const batch = queue.take((_, taken) => taken < 150);
      seen.push(...ids(batch));
      for (const queued of batch) queue.settle(queued);
    }
    seen.push(...ids(takeAll(queue)));
    expect(seen).toEqual(Array.from({ length: 10_000 }, (_, index) => `${index}`));
  });
});

describe("isSettledUpTo", () => {
  it("waits for gaps", () => {
    const queue = createQueue();
    const records = ["a", "b", "c"].map((id) => queue.offer({ id }, 1) as QueuedGeneration);
    const seen = [queue.isSettledUpTo(0), queue.isSettledUpTo(1)];
    for (const index of [1, 2, 0]) {
      queue.settle(records[index] as QueuedGeneration);
      seen.push(queue.isSettledUpTo(1), queue.isSettledUpTo(3));
    }
    expect(seen).toEqual([true, false, false, false, false, false, true, true]);
  });
});

type Step =
  | { readonly kind: "offer"; readonly cost: number }
  | { readonly kind: "take" | "encode" | "settle"; readonly count: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("offer" as const), cost: fc.nat(60) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom("take", "encode", "settle"), count: fc.nat(4) }) as fc.Arbitrary<Step>,
  },
);

describe("any interleaving of offers, encodings, takes and settlements", () => {
  it("keeps counts, bytes, order and positions exact", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const limits = { maxRecords: 5, maxBytes: 150 };
        const queue = new GenerationQueue(limits);
        const waiting: QueuedGeneration[] = [];
        const inFlight: QueuedGeneration[] = [];
        const settled = new Set<number>();
        for (const current of steps) {
          const held = [...inFlight, ...waiting];
          const heldBytes = held.reduce((sum, queued) => sum + queued.cost, 0);
          if (current.kind === "offer") {
            const hasRoom = held.length < limits.maxRecords && heldBytes + current.cost <= limits.maxBytes;
            const queued = queue.offer({ id: `${queue.lastPosition + 1}` }, current.cost);
            expect(queued !== undefined).toBe(hasRoom);
            if (queued !== undefined) waiting.push(queued);
          } else if (current.kind === "take") {
            const expected = waiting.splice(0, current.count);
            expect(queue.take((_, taken) => taken < current.count)).toEqual(expected);
            inFlight.push(...expected);
          } else if (current.kind === "encode") {
            for (const queued of waiting.slice(0, current.count))
              if (queued.record !== undefined) queue.setEncoded(queued, new Uint8Array((queued.cost * 7) % 90));
          } else {
            for (const queued of inFlight.splice(0, current.count)) {
              queue.settle(queued);
              settled.add(queued.position);
            }
          }
          const after = [...inFlight, ...waiting];
          const bytes = after.reduce((sum, queued) => sum + queued.cost, 0);
          let settledUpTo = 0;
          while (settled.has(settledUpTo + 1)) settledUpTo += 1;
          expect({
            ...view(queue),
            upTo: queue.isSettledUpTo(settledUpTo),
            beyond: queue.isSettledUpTo(settledUpTo + 1),
          }).toEqual({
            records: after.length,
            bytes,
            waiting: waiting.length,
            lastPosition: after.length + settled.size,
            upTo: true,
            beyond: false,
          });
        }
      }),
    );
  });
});
