// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import type { FlushOptions } from "../export/flush-options.js";
import type { GenerationExporter, ItemResult } from "../export/generation-exporter.js";
import { createLocalIngest } from "../local/index.js";
import { buildRecord } from "../testing-support/build-record.js";
import { createGate } from "../testing-support/gate.js";
import { createDelivery, lossesOf } from "./testing/create-delivery.js";

type ExportBatch = (ids: readonly string[]) => Promise<readonly ItemResult[]>;

const acceptAll: ExportBatch = async (ids) => ids.map((generationId) => ({ generationId, accepted: true }));
const hang: ExportBatch = () => new Promise(() => undefined);

function exporterOf(exportBatch: ExportBatch, shutdown?: () => Promise<void> | void): GenerationExporter {
  const base = {
    format: "record" as const,
    export: (batch: readonly { id?: string | undefined }[]) => exportBatch(batch.map(({ id }) => id ?? "")),
  };
  return shutdown === undefined ? base : { ...base, shutdown };
}

const codes = (errors: readonly (SigilError | undefined)[]): unknown[] => errors.map((error) => error?.code);

describe("accepting a record", () => {
  it("refuses one that is larger than the limit, with both sizes, and keeps the others", async () => {
    const { delivery, accept, drops, books } = createDelivery({
      generationExporter: exporterOf(acceptAll),
      generationExport: { payloadMaxBytes: 5000 },
    });
    const error = delivery.accept({ systemPrompt: "x".repeat(5000), id: "big" });
    expect(codes(accept("a"))).toEqual([undefined]);
    const report = await delivery.flush({});
    // 5 bytes of the id, 5003 of the text, and the empty messages of model and usage, which are always sent.
    const message = "sigil: generation enqueue failed: generation payload exceeds max bytes (5012 > 5000)";
    expect({ code: error?.code, message: error?.message, drops, losses: lossesOf(delivery), report }).toEqual({
      code: "payload_too_large",
      message,
      drops: [{ reason: "too_large", generationIds: ["big"], error }],
      losses: { too_large: 1 },
      report: { delivered: 1, dropped: 0, left: 0, error: undefined },
    });
    expect(books()).toEqual({ recorded: 2, accountedFor: 2 });
  });

  it("refuses the new record when the queue is full by count", async () => {
    const { accept, delivery, drops, books } = createDelivery({
      generationExporter: exporterOf(hang),
      generationExport: { queueSize: 2, batchSize: 1 },
    });
    const errors = accept("a", "b", "c");
    expect({
      codes: codes(errors),
      message: errors[2]?.message,
      drops: drops.map(({ reason, generationIds }) => ({ reason, generationIds })),
    }).toEqual({
      codes: [undefined, undefined, "queue_full"],
      message: "sigil: generation queue is full",
      drops: [{ reason: "queue_full", generationIds: ["c"] }],
    });
    // Also while a batch is on its way.
    await wait(5);
    expect(codes(accept("d"))).toEqual(["queue_full"]);
    expect(books()).toEqual({ recorded: 4, accountedFor: 4 });
    await delivery.shutdown({ timeoutMs: 1 });
  });

  it("refuses the new record when the queue is full by bytes", async () => {
    const { delivery, books } = createDelivery({
      generationExporter: exporterOf(hang),
      generationExport: { queueMaxBytes: 1_000_000 },
    });
    const errors = Array.from({ length: 20 }, (_, index) =>
      delivery.accept(buildRecord(`r${index}`, { systemPrompt: "x".repeat(100_000) })),
    );
    const { queue } = delivery.status();
    expect({
      refused: errors.filter((error) => error?.code === "queue_full").length,
      isBounded: queue.bytes <= 1_000_000,
    }).toEqual({
      refused: 11,
      isBounded: true,
    });
    expect(books()).toEqual({ recorded: 20, accountedFor: 20 });
    await delivery.shutdown({ timeoutMs: 1 });
  });

  it("refuses one that the whole queue could not hold as too large", async () => {
    const { delivery, accept, drops } = createDelivery({
      generationExporter: exporterOf(acceptAll),
      generationExport: { queueMaxBytes: 10_000 },
    });
    const error = delivery.accept({ id: "big", systemPrompt: "x".repeat(20_000) });
    expect({ code: error?.code, reasons: drops.map(({ reason }) => reason), after: codes(accept("a")) }).toEqual({
      code: "payload_too_large",
      reasons: ["too_large"],
      after: [undefined],
    });
    expect(error?.message).toMatch(/exceeds max bytes \(2\d{4} > 10000\)$/);
    await delivery.shutdown({});
  });

  it("under protocol none counts, checks the size and queues nothing", async () => {
    const { delivery, accept, books } = createDelivery({
      generationExport: { protocol: "none", payloadMaxBytes: 5000 },
    });
    accept("a", "b");
    delivery.accept({ id: "big", systemPrompt: "x".repeat(6000) });
    const report = await delivery.flush({});
    expect({ status: delivery.status(), report, shutdown: await delivery.shutdown({}) }).toEqual({
      status: expect.objectContaining({ recorded: 3, notExported: 2, delivered: 0, queue: { records: 0, bytes: 0 } }),
      report: { delivered: 0, dropped: 0, left: 0, error: undefined },
      shutdown: { delivered: 0, dropped: 0, left: 0, error: undefined },
    });
    expect(books()).toEqual({ recorded: 3, accountedFor: 3 });
  });

  it("refuses one that cannot be measured, and keeps its books", async () => {
    const { delivery, books } = createDelivery({ generationExporter: exporterOf(acceptAll) });
    const error = delivery.accept({ id: "odd", tags: new Proxy({}, { ownKeys: () => expect.fail("ownKeys") }) });
    expect({ code: error?.code, message: error?.message, losses: lossesOf(delivery), books: books() }).toEqual({
      code: "encoding",
      message: "sigil: generation enqueue failed: it cannot be measured",
      losses: { encoding: 1 },
      books: { recorded: 1, accountedFor: 1 },
    });
  });

  it("does not call the exporter on the caller's stack, nor in its microtasks", async () => {
    const exportBatch = vi.fn(acceptAll);
    const { accept, delivery } = createDelivery({
      generationExporter: exporterOf(exportBatch),
      generationExport: { batching: "immediate" },
    });
    accept("a");
    await Promise.resolve();
    expect(exportBatch).not.toHaveBeenCalled();
    await delivery.flush({});
    expect(exportBatch).toHaveBeenCalledOnce();
  });
});

describe("flush", () => {
  it("reports what happened since it began", async () => {
    const { delivery, accept } = createDelivery({
      generationExporter: exporterOf(async (ids) => ids.map((id) => ({ accepted: id !== "bad", error: "no" }))),
    });
    accept("a");
    await delivery.flush({});
    accept("b", "bad", "c");
    const report = await delivery.flush({});
    expect({ ...report, error: report.error?.message }).toEqual({
      delivered: 2,
      dropped: 1,
      left: 0,
      error: "sigil: generation was rejected: no",
    });
    expect(await delivery.flush({})).toEqual({ delivered: 0, dropped: 0, left: 0, error: undefined });
  });

  it("ends at its deadline and says what is left; the records stay", async () => {
    const gate = createGate();
    const { delivery, accept } = createDelivery({
      generationExporter: exporterOf(async (ids) => {
        await gate.opened;
        return acceptAll(ids);
      }),
    });
    accept("a", "b");
    const report = await delivery.flush({ timeoutMs: 5 });
    expect({ ...report, error: report.error?.message }).toEqual({
      delivered: 0,
      dropped: 0,
      left: 2,
      error: "sigil: flush did not finish within 5 ms",
    });
    gate.open();
    expect(await delivery.flush({})).toEqual({ delivered: 2, dropped: 0, left: 0, error: undefined });
  });

  it("has the deadline of the options when it is given none", async () => {
    const { delivery, accept } = createDelivery({
      generationExporter: exporterOf(hang),
      generationExport: { flushTimeoutMs: 7 },
    });
    accept("a");
    expect((await delivery.flush({})).error?.message).toBe("sigil: flush did not finish within 7 ms");
    await delivery.shutdown({ timeoutMs: 1 });
  });

  it("ends when its signal aborts", async () => {
    const { delivery, accept } = createDelivery({ generationExporter: exporterOf(hang) });
    accept("a");
    const reports = await Promise.all([
      delivery.flush({ signal: AbortSignal.timeout(5) }),
      delivery.flush({ signal: AbortSignal.abort() }),
    ]);
    expect(reports.map((report) => ({ ...report, error: report.error?.message }))).toEqual(
      reports.map(() => ({ delivered: 0, dropped: 0, left: 1, error: "sigil: flush was aborted" })),
    );
    await delivery.shutdown({ timeoutMs: 1 });
  });

  it("gives each of many concurrent callers a deadline of its own over one drain", async () => {
    const gate = createGate();
    const exportBatch = vi.fn(async (ids: readonly string[]) => {
      await gate.opened;
      return acceptAll(ids);
    });
    const { delivery, accept } = createDelivery({ generationExporter: exporterOf(exportBatch) });
    accept("a");
    const impatient = Array.from({ length: 500 }, () => delivery.flush({ timeoutMs: 5 }));
    const patient = Array.from({ length: 500 }, () => delivery.flush({ timeoutMs: 60_000 }));
    const outcomes = (await Promise.all(impatient)).map(({ error }) => error?.code);
    gate.open();
    outcomes.push(...(await Promise.all(patient)).map(({ error }) => error?.code));
    expect({
      deadlines: outcomes.filter((code) => code === "deadline").length,
      calls: exportBatch.mock.calls.length,
    }).toEqual({
      deadlines: 500,
      calls: 1,
    });
  });

  it("works under the fake timers of a test runner", async () => {
    vi.useFakeTimers();
    try {
      const { delivery, accept } = createDelivery({ generationExporter: exporterOf(acceptAll) });
      accept("a");
      expect(await delivery.flush({})).toEqual({ delivered: 1, dropped: 0, left: 0, error: undefined });
      expect((await delivery.shutdown({})).error).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
  });

  it("F-P12: works where the host has replaced Date.now and fetch", async () => {
    await using ingest = await createLocalIngest();
    vi.spyOn(Date, "now").mockReturnValue(0);
    vi.stubGlobal("fetch", () => expect.fail("fetched"));
    try {
      const { delivery, accept } = createDelivery({ generationExport: { endpoint: ingest.httpUrl } });
      accept("a", "b");
      expect(await delivery.flush({})).toEqual({ delivered: 2, dropped: 0, left: 0, error: undefined });
      await delivery.shutdown({});
    } finally {
      vi.restoreAllMocks();
      vi.unstubAllGlobals();
    }
  });
});

describe("shutdown", () => {
  it("sends what is queued, closes the exporter and ends all", async () => {
    const close = vi.fn();
    const { delivery, accept } = createDelivery({ generationExporter: exporterOf(acceptAll, close) });
    accept("a", "b");
    const report = await delivery.shutdown({});
    expect({ report, closed: close.mock.calls.length, state: delivery.status().state }).toEqual({
      report: { delivered: 2, dropped: 0, left: 0, error: undefined },
      closed: 1,
      state: "closed",
    });
  });

  it("is the same one for everybody, also before any use", async () => {
    const close = vi.fn();
    const { delivery } = createDelivery({ generationExporter: exporterOf(acceptAll, close) });
    const first = delivery.shutdown({});
    const reports = await Promise.all([first, delivery.shutdown({ timeoutMs: 1 })]);
    reports.push(await delivery.shutdown({}));
    expect({ same: reports.every((report) => report === reports[0]), closed: close.mock.calls.length }).toEqual({
      same: true,
      closed: 1,
    });
  });

  it("returns at its deadline from a hung exporter, and gives up what is left with a reason", async () => {
    const { delivery, accept, books, drops, warnings } = createDelivery({
      generationExporter: exporterOf(hang),
      generationExport: { batchSize: 2 },
    });
    accept("a", "b", "c");
    const report = await delivery.shutdown({ timeoutMs: 30 });
    expect({ ...report, error: report.error?.message }).toEqual({
      delivered: 0,
      dropped: 3,
      left: 0,
      error: "sigil: shutdown did not finish within 30 ms",
    });
    expect({
      losses: lossesOf(delivery),
      books: books(),
      drops: drops.map(({ generationIds }) => generationIds),
      warnings,
    }).toEqual({
      losses: { shutdown: 3 },
      books: { recorded: 3, accountedFor: 3 },
      drops: [["a", "b"], ["c"]],
      warnings: [
        "sigil: 2 generations were dropped, the last as shutdown: client is shutting down",
        "sigil: 1 generations were dropped, the last as shutdown: client is shutting down",
      ],
    });
  });

  it("ends at once when its signal aborts", async () => {
    const { delivery, accept, warnings } = createDelivery({ generationExporter: exporterOf(hang, () => undefined) });
    accept("a");
    const report = await delivery.shutdown({ signal: AbortSignal.abort() });
    expect({ ...report, error: report.error?.code, warnings: warnings.length }).toEqual({
      delivered: 0,
      dropped: 1,
      left: 0,
      error: "aborted",
      warnings: 1,
    });
  });

  it("ends a wait between attempts, so that what waits behind it gets its chance", async () => {
    let isDown = true;
    const { delivery, accept } = createDelivery({
      generationExporter: exporterOf((ids) => (isDown ? Promise.reject(new Error("down")) : acceptAll(ids))),
      generationExport: { initialBackoffMs: 60_000, maxBackoffMs: 60_000, batching: "immediate" },
      random: () => 1,
    });
    accept("a");
    await wait(10);
    accept("b", "c");
    isDown = false;
    expect(await delivery.shutdown({ timeoutMs: 30_000 })).toEqual({
      delivered: 3,
      dropped: 0,
      left: 0,
      error: undefined,
    });
  });

  it("gives up what is down for good within its time", async () => {
    const { delivery, accept } = createDelivery({
      generationExporter: exporterOf(() => Promise.reject(new Error("down"))),
      generationExport: { initialBackoffMs: 60_000, maxBackoffMs: 60_000, maxRetries: 99 },
      random: () => 1,
    });
    accept("a");
    await wait(10);
    const report = await delivery.shutdown({ timeoutMs: 100 });
    expect({ ...report, error: report.error?.code }).toEqual({ delivered: 0, dropped: 1, left: 0, error: "deadline" });
  });

  it.each<[string, () => Promise<void> | void, string]>([
    ["never closes", () => new Promise<void>(() => undefined), "sigil: the exporter did not close in time"],
    [
      "throws",
      () => {
        throw new Error("secret");
      },
      "sigil: closing the exporter failed",
    ],
    ["rejects", () => Promise.reject(new Error("secret")), "sigil: closing the exporter failed"],
  ])("returns although the exporter %s", async (_, close, warning) => {
    const { delivery, accept, warnings } = createDelivery({ generationExporter: exporterOf(acceptAll, close) });
    accept("a");
    expect(await delivery.shutdown({ timeoutMs: 30 })).toEqual({ delivered: 1, dropped: 0, left: 0, error: undefined });
    expect(warnings).toEqual([warning]);
  });

  it("sends what is recorded while it drains", async () => {
    const gates = { a: createGate(), b: createGate() };
    const test = createDelivery({
      generationExporter: exporterOf(async (ids) => {
        await gates[ids[0] as "a" | "b"]?.opened;
        // The third comes while the second is on its way.
        if (ids[0] === "b") test.accept("c");
        return acceptAll(ids);
      }),
    });
    test.accept("a");
    const closing = test.delivery.shutdown({});
    gates.b.open();
    await wait(5);
    test.accept("b");
    gates.a.open();
    expect(await closing).toEqual({ delivered: 3, dropped: 0, left: 0, error: undefined });
    expect(test.drops).toEqual([]);
  });

  it("says why when anything was dropped", async () => {
    const gate = createGate();
    const { delivery, accept } = createDelivery({
      generationExporter: exporterOf(async (ids) => {
        await gate.opened;
        return acceptAll(ids);
      }),
      generationExport: { queueSize: 1 },
    });
    accept("a");
    const closing = delivery.shutdown({});
    const [refusal] = accept("b");
    gate.open();
    expect(await closing).toEqual({ delivered: 1, dropped: 1, left: 0, error: refusal });
  });

  it("takes records until it is over, and then refuses them", async () => {
    const gate = createGate();
    const { delivery, accept, books } = createDelivery({
      generationExporter: exporterOf(async (ids) => {
        await gate.opened;
        return acceptAll(ids);
      }),
    });
    accept("a");
    const closing = delivery.shutdown({});
    const during = codes(accept("b"));
    gate.open();
    await closing;
    const afterwards = accept("c");
    const flush = await delivery.flush({});
    expect({ during, after: codes(afterwards), message: afterwards[0]?.message, flush, books: books() }).toEqual({
      during: [undefined],
      after: ["shutdown"],
      message: "sigil: client is shutting down",
      flush: { delivered: 0, dropped: 0, left: 0, error: createSigilError("shutdown") },
      books: { recorded: 3, accountedFor: 3 },
    });
  });

  it.each<[name: string, options: unknown]>([
    ["null", null],
    ["a text", "soon"],
    ["a signal that is none", { signal: {} }],
    ["a deadline that is no number", { timeoutMs: Number.NaN }],
    ["options that cannot be read", new Proxy({}, { get: () => expect.fail() })],
  ])("waits as it does by default when it gets %s, as flush does", async (_, options) => {
    const { delivery, accept } = createDelivery({ generationExporter: exporterOf(acceptAll) });
    const delivered = { delivered: 1, dropped: 0, left: 0, error: undefined };
    accept("a");
    expect(await delivery.flush(options as FlushOptions)).toEqual(delivered);
    accept("b");
    expect(await delivery.shutdown(options as FlushOptions)).toEqual(delivered);
    expect(delivery.status().state).toBe("closed");
  });

  it("can be asked for without end, or with no time at all", async () => {
    const endless = createDelivery({ generationExporter: exporterOf(acceptAll) });
    endless.accept("a");
    const none = createDelivery({ generationExporter: exporterOf(acceptAll) });
    none.accept("a");
    const reports = [
      await endless.delivery.shutdown({ timeoutMs: Infinity }),
      await none.delivery.shutdown({ timeoutMs: 0 }),
    ];
    expect(reports.map(({ left, delivered, dropped }) => ({ left, total: delivered + dropped }))).toEqual([
      { left: 0, total: 1 },
      { left: 0, total: 1 },
    ]);
  });
});
