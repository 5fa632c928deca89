// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { createSigilError } from "../errors/sigil-error.js";
import { ClosingTime } from "./closing-time.js";
import { createFailure, createFault } from "./export-failure.js";
import { acceptAll, buildBatch, buildIds, type DeliveryLog, recordDelivery } from "./testing/record-delivery.js";

const NOTHING: DeliveryLog = { delivered: [], duplicates: [], dropped: [], requests: [], waits: [], retried: [] };

/** Fails the first `count` requests, then accepts. */
function failing(count: number, failure: () => unknown) {
  return (ids: readonly string[], index: number): unknown => {
    if (index < count) throw failure();
    return acceptAll(ids);
  };
}

const unavailable = (): unknown => createFailure("retry", "HTTP 503");

describe("a failed attempt", () => {
  it("is repeated with the same records until it succeeds", async () => {
    const { log, deliver } = recordDelivery(failing(2, unavailable));
    await deliver(buildBatch(["a", "b"]));
    expect(log).toEqual({
      ...NOTHING,
      delivered: ["a", "b"],
      requests: [
        ["a", "b"],
        ["a", "b"],
        ["a", "b"],
      ],
      waits: [100, 200],
      retried: [2, 2],
    });
  });

  it("is repeated at most maxRetries times, then the records are given up", async () => {
    const { log, deliver } = recordDelivery(failing(99, unavailable));
    await deliver(buildBatch(["a"]));
    expect(log).toEqual({
      ...NOTHING,
      dropped: ["a: retries_exhausted: sigil: generation export failed: HTTP 503"],
      requests: [["a"], ["a"], ["a"], ["a"], ["a"], ["a"]],
      waits: [100, 200, 400, 800, 1600],
      retried: [1, 1, 1, 1, 1],
    });
  });

  it("is not repeated with maxRetries 0", async () => {
    const { log, deliver } = recordDelivery(failing(99, unavailable), { maxRetries: 0 });
    await deliver(buildBatch(["a"]));
    expect({ requests: log.requests.length, waits: log.waits, retried: log.retried }).toEqual({
      requests: 1,
      waits: [],
      retried: [],
    });
  });

  it("waits a random part of a window that doubles up to its bound", async () => {
    const random = [0, 0.5, 0.25, 1, 0.999, 0.1, 1];
    const { log, deliver } = recordDelivery(
      failing(7, unavailable),
      { maxRetries: 7, initialBackoffMs: 100, maxBackoffMs: 1000 },
      { random: () => random.shift() ?? 0 },
    );
    await deliver(buildBatch(["a"]));
    expect(log.waits).toEqual([0, 100, 100, 800, 999, 100, 1000]);
  });

  it("waits as long as the server asks for, up to a minute", async () => {
    const asked = [2000, 0, 60_000, 60_001, 1e15];
    const { log, deliver } = recordDelivery(
      failing(5, () => createFailure("retry", "HTTP 429", { retryAfterMs: asked.shift() })),
    );
    await deliver(buildBatch(["a"]));
    expect({ waits: log.waits, delivered: log.delivered }).toEqual({
      waits: [2000, 0, 60_000, 60_000, 60_000],
      delivered: ["a"],
    });
  });

  it("on a stale connection is repeated once at once, without using up a retry", async () => {
    const { log, deliver } = recordDelivery(
      failing(1, () => createFault("stale_connection", "ECONNRESET")),
      {
        maxRetries: 0,
      },
    );
    await deliver(buildBatch(["a"]));
    expect(log).toEqual({ ...NOTHING, delivered: ["a"], requests: [["a"], ["a"]], retried: [1] });
  });

  it("on a stale connection again is an ordinary one", async () => {
    const { log, deliver } = recordDelivery(
      failing(99, () => createFault("stale_connection", "ECONNRESET")),
      {
        maxRetries: 1,
      },
    );
    await deliver(buildBatch(["a"]));
    expect({ requests: log.requests.length, waits: log.waits, dropped: log.dropped }).toEqual({
      requests: 3,
      waits: [100],
      dropped: ["a: retries_exhausted: sigil: generation export failed: ECONNRESET"],
    });
  });
});

describe("the class of a failure", () => {
  it.each([
    ["auth", "auth: sigil: generation export was not authorized: x", 1],
    ["redirect", "redirect: sigil: generation export failed: x", 1],
    ["permanent", "rejected: sigil: generation was rejected: x", 1],
    ["response_too_large", "bad_response: sigil: generation export got an unexpected answer: x", 1],
    ["no_transport", "no_transport: sigil: generation export failed: x", 1],
    ["encoding", "encoding: sigil: generation export failed: x", 1],
    ["stopped", "shutdown: sigil: client is shutting down", 1],
    ["split", "too_large: sigil: generation was rejected: x", 1],
    ["bisect", "rejected: sigil: generation was rejected: x", 1],
    ["bad_response", "bad_response: sigil: generation export got an unexpected answer: x", 6],
    ["retry", "retries_exhausted: sigil: generation export failed: x", 6],
    ["resend", "retries_exhausted: sigil: generation export failed: x", 7],
  ] as const)("%s gives a record up as %s after %i requests", async (answerClass, dropped, requests) => {
    const { log, deliver } = recordDelivery(failing(99, () => createFailure(answerClass, "x")));
    await deliver(buildBatch(["a"]));
    expect({ dropped: log.dropped, requests: log.requests.length }).toEqual({ dropped: [`a: ${dropped}`], requests });
  });
});

describe("per-item results", () => {
  it("settle each record by itself; only those with a passing trouble are sent again", async () => {
    const answers = [
      [
        { generationId: "a", accepted: true },
        { generationId: "b", accepted: false, error: "generation already exists" },
        { generationId: "c", accepted: false, error: "persist generation: bad connection" },
        { generationId: "d", accepted: false, error: "generation.mode is invalid" },
        { generationId: "e" },
        { generationId: "f", error: "Error 1213: Deadlock found" },
      ],
      [
        { generationId: "c", accepted: true },
        { generationId: "f", error: "Duplicate entry 'f'" },
      ],
    ];
    const { log, deliver } = recordDelivery((_, index) => answers[index]);
    await deliver(buildBatch(["a", "b", "c", "d", "e", "f"]));
    expect(log).toEqual({
      delivered: ["a", "b", "c", "f"],
      duplicates: ["b", "f"],
      dropped: [
        "d: rejected: sigil: generation was rejected: generation.mode is invalid",
        "e: rejected: sigil: generation was rejected: the ingest gave no reason",
      ],
      requests: [
        ["a", "b", "c", "d", "e", "f"],
        ["c", "f"],
      ],
      waits: [100],
      retried: [2],
    });
  });

  it("use up the retries of the batch", async () => {
    const stuck = (ids: readonly string[]): unknown =>
      ids.map((id) => (id === "a" ? { accepted: true } : { error: "context deadline exceeded" }));
    const { log, deliver } = recordDelivery(stuck, { maxRetries: 2 });
    await deliver(buildBatch(["a", "b"]));
    expect(log).toEqual({
      ...NOTHING,
      delivered: ["a"],
      dropped: ["b: retries_exhausted: sigil: generation export failed: context deadline exceeded"],
      requests: [["a", "b"], ["b"], ["b"]],
      waits: [100, 200],
      retried: [1, 1],
    });
  });

  it("show no content that the server repeats", async () => {
    const { log, deliver } = recordDelivery(() => [{ error: 'bad value "my secret prompt"\u001b[31m\n' }]);
    await deliver(buildBatch(["a"]));
    expect(log.dropped).toEqual(['a: rejected: sigil: generation was rejected: bad value "..."']);
  });

  it.each<[string, unknown, string]>([
    [
      "too few",
      [{ accepted: true }],
      "bad_response: sigil: generation export got an unexpected answer: the answer has 1 results for 2 generations",
    ],
    [
      "too many",
      [{ accepted: true }, { accepted: true }, { accepted: true }],
      "bad_response: sigil: generation export got an unexpected answer: the answer has 3 results for 2 generations",
    ],
    [
      "none",
      [],
      "bad_response: sigil: generation export got an unexpected answer: the answer has 0 results for 2 generations",
    ],
    [
      "in another order",
      [
        { generationId: "b", accepted: true },
        { generationId: "a", accepted: true },
      ],
      "bad_response: sigil: generation export got an unexpected answer: a result names another generation than the one at its place",
    ],
    [
      "of another shape",
      [{ accepted: true }, true],
      "bad_response: sigil: generation export got an unexpected answer: a result is no object",
    ],
    [
      "undefined",
      undefined,
      "retries_exhausted: sigil: generation export failed: the exporter returned no list of results",
    ],
    [
      "an object",
      { results: [] },
      "retries_exhausted: sigil: generation export failed: the exporter returned no list of results",
    ],
  ])("that are %s count as no delivery and are asked for again", async (_, results, dropped) => {
    const { log, deliver } = recordDelivery(() => results, { maxRetries: 1 });
    await deliver(buildBatch(["a", "b"]));
    expect({ ...log, requests: log.requests.length }).toEqual({
      ...NOTHING,
      dropped: [`a: ${dropped}`, `b: ${dropped}`],
      requests: 2,
      waits: [100],
      retried: [2],
    });
  });

  it("without ids are matched by their place, and a record without an id takes any", async () => {
    const { log, deliver } = recordDelivery(() => [{ accepted: true }, { generationId: "gen-1", accepted: true }]);
    await deliver(buildBatch(["a", ""]));
    expect(log.delivered).toEqual(["a", ""]);
  });

  it("are read once, before anything is settled", async () => {
    const hostile = [
      { accepted: true },
      {
        get accepted() {
          return expect.fail("accepted");
        },
      },
    ];
    const { log, deliver } = recordDelivery((ids, index) => (index === 0 ? hostile : acceptAll(ids)));
    await deliver(buildBatch(["a", "b"]));
    expect({ delivered: log.delivered, requests: log.requests.length }).toEqual({ delivered: ["a", "b"], requests: 2 });
  });
});

describe("a custom exporter", () => {
  it.each<[string, () => unknown, string]>([
    [
      "throws",
      () => {
        throw new Error("boom");
      },
      "sigil: generation export failed: boom",
    ],
    ["rejects with a string", () => Promise.reject("down"), "sigil: generation export failed: down"],
    ["rejects with nothing", () => Promise.reject(undefined), "sigil: generation export failed: undefined"],
    [
      "rejects with a SigilError",
      () => Promise.reject(createSigilError("internal", { problem: "own" })),
      "sigil: unexpected error: own",
    ],
    ["never settles", () => new Promise(() => undefined), "sigil: generation export failed: no answer within 5 ms"],
  ])("that %s has failed to send", async (_, answer, message) => {
    const { log, deliver } = recordDelivery(answer, { maxRetries: 1, timeoutMs: 5 });
    await deliver(buildBatch(["a"]));
    expect({ dropped: log.dropped, requests: log.requests.length }).toEqual({
      dropped: [`a: retries_exhausted: ${message}`],
      requests: 2,
    });
  });

  it("hears from its signal when its time is over", async () => {
    const signals: AbortSignal[] = [];
    const { deliver } = recordDelivery(
      (_ids, _index, signal) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
      { maxRetries: 1, timeoutMs: 5 },
    );
    await deliver(buildBatch(["a"]));
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true]);
  });

  it("may answer late without an effect", async () => {
    const late: (() => void)[] = [];
    const { log, deliver } = recordDelivery(
      (ids, index) =>
        index === 0 ? new Promise((resolve) => late.push(() => resolve(acceptAll(ids)))) : acceptAll(ids),
      { timeoutMs: 5 },
    );
    await deliver(buildBatch(["a"]));
    for (const answer of late) answer();
    expect(log.delivered).toEqual(["a"]);
  });
});

describe("functions of the caller", () => {
  it.each<[string, () => Promise<void>]>([
    [
      "throws",
      () => {
        throw new Error("sleep");
      },
    ],
    ["rejects", () => Promise.reject(new Error("sleep"))],
  ])("sleep that %s does not end the delivery", async (_, sleep) => {
    const { log, deliver } = recordDelivery(failing(2, unavailable), {}, { sleep });
    await deliver(buildBatch(["a"]));
    expect(log.delivered).toEqual(["a"]);
  });

  it("random that throws costs the records of the batch, with a trace", async () => {
    const random = (): number => {
      throw new Error("no dice");
    };
    const { log, deliver } = recordDelivery(failing(2, unavailable), {}, { random });
    await deliver(buildBatch(["a", "b"]));
    const dropped = "retries_exhausted: sigil: unexpected error: no dice";
    expect(log.dropped).toEqual([`a: ${dropped}`, `b: ${dropped}`]);
  });
});

describe("a shutdown", () => {
  it("gives up what has not been sent", async () => {
    const { log, deliver } = recordDelivery(acceptAll);
    await deliver(buildBatch(["a"]), AbortSignal.abort());
    expect(log).toEqual({ ...NOTHING, dropped: ["a: shutdown: sigil: client is shutting down"] });
  });

  it("ends the attempt in flight, also one that does not listen", async () => {
    const controller = new AbortController();
    const { log, deliver } = recordDelivery(() => {
      setImmediate(() => controller.abort());
      return new Promise(() => undefined);
    });
    await deliver(buildBatch(["a"]), controller.signal);
    expect(log).toEqual({ ...NOTHING, dropped: ["a: shutdown: sigil: client is shutting down"], requests: [["a"]] });
  });

  it("ends the wait between attempts, also a sleep that does not listen, and counts no repeat", async () => {
    const controller = new AbortController();
    const sleep = (): Promise<void> => {
      setImmediate(() => controller.abort());
      return new Promise(() => undefined);
    };
    const { log, deliver } = recordDelivery(failing(9, unavailable), {}, { sleep });
    await deliver(buildBatch(["a"]), controller.signal);
    expect(log).toEqual({ ...NOTHING, dropped: ["a: shutdown: sigil: client is shutting down"], requests: [["a"]] });
  });

  it("is not waited for: a wait of its own ends once when the shutdown begins, later ones fit into what is left", async () => {
    const closing = new ClosingTime();
    const waits: number[] = [];
    const sleep = (ms: number, signal: AbortSignal): Promise<void> => {
      waits.push(ms);
      if (waits.length > 1) return Promise.resolve();
      setImmediate(() => closing.begin(performance.now() + 60_000));
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    };
    const options = { initialBackoffMs: 100_000, maxBackoffMs: 1_000_000 };
    const { log, deliver } = recordDelivery(failing(2, unavailable), options, { sleep, closing });
    await deliver(buildBatch(["a"]));
    expect(log).toMatchObject({ delivered: ["a"], requests: [["a"], ["a"], ["a"]] });
    expect([waits[0], (waits[1] ?? 0) > 25_000 && (waits[1] ?? 0) <= 30_000]).toEqual([100_000, true]);
  });

  it.each([
    ["while it waits", 50_000, false],
    ["before", 50_000, true],
  ])(
    "gives up at once when the server asks for more time than a shutdown that began %s leaves",
    async (_, ms, isBefore) => {
      const closing = new ClosingTime();
      const begin = (): void => closing.begin(performance.now() + 1000);
      if (isBefore) begin();
      const sleep = (_ms: number, signal: AbortSignal): Promise<void> => {
        setImmediate(begin);
        return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
      };
      const busy = (): unknown => createFailure("retry", "HTTP 429", { retryAfterMs: ms });
      const { log, deliver } = recordDelivery(failing(9, busy), {}, { sleep, closing });
      await deliver(buildBatch(["a"]));
      expect(log).toEqual({
        ...NOTHING,
        dropped: ["a: shutdown: sigil: generation export failed: HTTP 429"],
        requests: [["a"]],
      });
    },
  );

  it("leaves the server the time that it asks for, as long as there is enough", async () => {
    const closing = new ClosingTime();
    const waits: number[] = [];
    const sleep = (ms: number, signal: AbortSignal): Promise<void> => {
      waits.push(ms);
      if (waits.length > 1) return Promise.resolve();
      setImmediate(() => closing.begin(performance.now() + 600_000));
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    };
    const busy = (): unknown => createFailure("retry", "HTTP 429", { retryAfterMs: 50_000 });
    const { log, deliver } = recordDelivery(failing(1, busy), {}, { sleep, closing });
    await deliver(buildBatch(["a"]));
    expect(log).toMatchObject({ delivered: ["a"], dropped: [] });
    expect([waits[0], (waits[1] ?? 0) > 30_000 && (waits[1] ?? 0) <= 50_000]).toEqual([50_000, true]);
  });

  it("keeps what was delivered before it, in a batch that was halved", async () => {
    const controller = new AbortController();
    const { log, deliver } = recordDelivery((ids) => {
      if (ids.length > 1) throw createFailure("bisect", "HTTP 400");
      controller.abort();
      return acceptAll(ids);
    });
    await deliver(buildBatch(buildIds(2)), controller.signal);
    expect({ delivered: log.delivered, dropped: log.dropped }).toEqual({
      delivered: ["r0"],
      dropped: ["r1: shutdown: sigil: client is shutting down"],
    });
  });
});
