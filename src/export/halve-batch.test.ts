// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFailure } from "./export-failure.js";
import { acceptAll, buildBatch, buildIds, type RecordedDelivery, recordDelivery } from "./testing/record-delivery.js";

/** An ingest that answers 400 for a batch with one of these records in it. */
function refusing(bad: ReadonlySet<string>, maxBisectRequests = 32): RecordedDelivery {
  const answer = (ids: readonly string[]): unknown => {
    if (ids.some((id) => bad.has(id))) throw createFailure("bisect", "HTTP 400");
    return acceptAll(ids);
  };
  return recordDelivery(answer, { maxBisectRequests });
}

const rejected = (id: string): string => `${id}: rejected: sigil: generation was rejected: HTTP 400`;
const unsearched = (id: string, requests: number): string =>
  `${id}: rejected: sigil: generation was rejected: the search for the records that the ingest refuses ended after ${requests} requests`;

/** Most requests that one bad record among `count` may cost. */
const bound = (count: number): number => 2 * Math.ceil(Math.log2(count)) + 1;

describe("a batch that one record spoils", () => {
  it("is halved until the record is alone: 99 of 100 arrive", async () => {
    const { log, deliver } = refusing(new Set(["r41"]));
    const ids = buildIds(100);
    await deliver(buildBatch(ids));
    expect({ ...log, requests: log.requests.length <= bound(100) }).toEqual({
      delivered: ids.filter((id) => id !== "r41"),
      duplicates: [],
      dropped: [rejected("r41")],
      requests: true,
      waits: [],
      retried: [],
    });
  });

  it("costs at most 2 log2(n) + 1 requests, wherever the record is, and keeps the order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 130 }), fc.nat(), async (count, at) => {
        const ids = buildIds(count);
        const bad = `r${at % count}`;
        const { log, deliver } = refusing(new Set([bad]));
        await deliver(buildBatch(ids));
        expect(log.delivered).toEqual(ids.filter((id) => id !== bad));
        expect(log.dropped).toEqual([rejected(bad)]);
        expect(log.requests.length).toBeLessThanOrEqual(bound(count));
      }),
      { numRuns: 60 },
    );
  });

  it("costs at most 32 requests however many are bad; every record has one end", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(99), { minLength: 1, maxLength: 100 }), async (indexes) => {
        const ids = buildIds(100);
        const bad = new Set(indexes.map((index) => `r${index}`));
        const { log, deliver } = refusing(bad);
        await deliver(buildBatch(ids));
        const dropped = log.dropped.map((line) => line.replace(/:.*/, ""));
        expect([...log.delivered, ...dropped].sort()).toEqual([...ids].sort());
        expect(log.delivered.filter((id) => bad.has(id))).toEqual([]);
        // A record that was refused alone has the ingest's reason, those that nobody looked for have another.
        const alone = new Set(log.requests.filter((request) => request.length === 1).flat());
        expect(log.dropped).toEqual(dropped.map((id) => (alone.has(id) ? rejected(id) : unsearched(id, 32))));
        expect(log.requests.length).toBeLessThanOrEqual(32);
      }),
      { numRuns: 60 },
    );
  });

  it("gives up the half whose search is not paid for any more, and sends the other", async () => {
    const { log, deliver } = refusing(new Set(["r1"]), 3);
    await deliver(buildBatch(buildIds(4)));
    expect({ requests: log.requests, delivered: log.delivered, dropped: log.dropped }).toEqual({
      requests: [
        ["r0", "r1", "r2", "r3"],
        ["r0", "r1"],
        ["r2", "r3"],
      ],
      delivered: ["r2", "r3"],
      dropped: [unsearched("r0", 3), unsearched("r1", 3)],
    });
  });

  it("has a new budget with the next batch", async () => {
    const { log, deliver } = refusing(new Set(["r0"]), 3);
    await deliver(buildBatch(buildIds(2)));
    await deliver(buildBatch(buildIds(2)));
    expect({ delivered: log.delivered, requests: log.requests.length }).toEqual({
      delivered: ["r1", "r1"],
      requests: 6,
    });
  });

  it("repeats a half that fails on its own, with retries of its own", async () => {
    let failures = 0;
    const { log, deliver } = recordDelivery((ids) => {
      if (ids.length === 2) throw createFailure("bisect", "HTTP 400");
      if (failures++ < 3) throw createFailure("retry", "HTTP 503");
      return acceptAll(ids);
    });
    await deliver(buildBatch(["a", "b"]));
    expect({ ...log }).toEqual({
      delivered: ["a", "b"],
      duplicates: [],
      dropped: [],
      requests: [["a", "b"], ["a"], ["a"], ["a"], ["a"], ["b"]],
      waits: [100, 200, 400],
      retried: [1, 1, 1],
    });
  });
});

/** An ingest that takes at most so many bytes. */
function limited(maxBytes: number, sizes: Readonly<Record<string, number>>): RecordedDelivery {
  return recordDelivery((ids) => {
    const bytes = ids.reduce((sum, id) => sum + (sizes[id] ?? 0), 0);
    if (bytes > maxBytes) throw createFailure("split", "HTTP 413");
    return acceptAll(ids);
  });
}

describe("a batch that is too large", () => {
  it("is halved by bytes, not by count", async () => {
    const { log, deliver } = limited(100, { a: 90, b: 10, c: 10, d: 10, e: 60 });
    await deliver(buildBatch(["a", "b", "c", "d", "e"], [90, 10, 10, 10, 60]));
    expect({ requests: log.requests, dropped: log.dropped }).toEqual({
      requests: [["a", "b", "c", "d", "e"], ["a"], ["b", "c", "d", "e"]],
      dropped: [],
    });
  });

  it("arrives completely as long as each record fits, however many requests that takes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 100 }), async (sizes) => {
        const ids = buildIds(sizes.length);
        const { log, deliver } = limited(100, Object.fromEntries(ids.map((id, index) => [id, sizes[index] ?? 0])));
        await deliver(buildBatch(ids, sizes));
        expect({ delivered: log.delivered, dropped: log.dropped }).toEqual({ delivered: ids, dropped: [] });
        expect(log.requests.length).toBeLessThan(2 * ids.length);
      }),
      { numRuns: 60 },
    );
  });

  it("loses the record that is too large by itself, and no other", async () => {
    const { log, deliver } = limited(100, { a: 50, b: 101, c: 50 });
    await deliver(buildBatch(["a", "b", "c"], [50, 101, 50]));
    expect({ delivered: log.delivered, dropped: log.dropped }).toEqual({
      delivered: ["a", "c"],
      dropped: ["b: too_large: sigil: generation was rejected: HTTP 413"],
    });
  });

  it.each([
    ["the first outweighs all others", [1000, 1, 1], [["r0"], ["r1", "r2"]]],
    ["the last outweighs all others", [1, 1, 1000], [["r0", "r1"], ["r2"]]],
    ["all are empty", [0, 0, 0], [["r0"], ["r1", "r2"]]],
  ])("makes two halves that are not empty when %s", async (_, sizes, halves) => {
    const { log, deliver } = recordDelivery((ids) => {
      if (ids.length === 3) throw createFailure("split", "HTTP 413");
      return acceptAll(ids);
    });
    await deliver(buildBatch(buildIds(3), sizes));
    expect(log.requests.slice(1)).toEqual(halves);
  });
});
