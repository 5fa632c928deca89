// SPDX-License-Identifier: Apache-2.0
// Faults of the contract over real connections: what arrives, what is counted, what is told.
import { describe, expect, it } from "vitest";
import type { GenerationExportOptions } from "../../generated/ts/options.js";
import {
  createLocalIngest,
  type LocalIngest,
  type LocalIngestOptions,
  type LocalRequest,
  type ScriptedAnswer,
} from "../local/index.js";
import { buildRecord } from "../testing-support/build-record.js";
import { findClosedPort, startHttp, startTcp } from "../testing-support/loopback.js";
import { createDelivery, lossesOf, type TestDelivery } from "./testing/create-delivery.js";

type Protocol = "http" | "grpc";

interface Run extends TestDelivery {
  readonly ingest: LocalIngest;
  /** Ids that the ingest holds, sorted. */
  stored(): string[];
}

const idsOf = (count: number): string[] => Array.from({ length: count }, (_, index) => `gen_${index}`);

/** Runs a test against an ingest, and checks afterwards that the books close and that delivered is what the ingest holds. */
async function withIngest(
  protocol: Protocol,
  ingestOptions: LocalIngestOptions,
  options: GenerationExportOptions,
  test: (run: Run) => Promise<void>,
): Promise<void> {
  await using ingest = await createLocalIngest(ingestOptions);
  const endpoint = protocol === "http" ? ingest.httpUrl : ingest.grpcTarget;
  const delivery = createDelivery({ generationExport: { protocol, endpoint, initialBackoffMs: 1, ...options } });
  const stored = (): string[] =>
    ingest.generations
      .list()
      .map(({ generation }) => generation.id)
      .sort();
  await test({ ...delivery, ingest, stored });
  await delivery.delivery.shutdown({ timeoutMs: 1000 });
  const { recorded, accountedFor } = delivery.books();
  expect(accountedFor).toBe(recorded);
  expect(stored().length).toBe(delivery.delivery.status().delivered);
}

/** Answers the first `count` requests, and lets the rest through. */
const first =
  (count: number, answer: ScriptedAnswer) =>
  (request: LocalRequest): ScriptedAnswer | undefined =>
    request.index < count ? answer : undefined;

const failWith = (protocol: Protocol): ScriptedAnswer =>
  protocol === "http" ? { kind: "http", status: 503 } : { kind: "grpc", code: 14 };

describe.each<Protocol>(["http", "grpc"])("over %s", (protocol) => {
  it("everything arrives once, in batches", async () => {
    await withIngest(protocol, {}, { batchSize: 20 }, async ({ delivery, accept, ingest, stored }) => {
      accept(...idsOf(50));
      expect(await delivery.flush({})).toEqual({ delivered: 50, dropped: 0, left: 0, error: undefined });
      const accepted = ingest.requests
        .list()
        .map(({ outcome }) => (outcome.kind === "exported" ? outcome.accepted : outcome.kind));
      expect({ accepted, stored: stored() }).toEqual({ accepted: [20, 20, 10], stored: idsOf(50).sort() });
    });
  });

  it("F-A3: a failing server is asked again with the same records", async () => {
    await withIngest(
      protocol,
      { answer: first(2, failWith(protocol)) },
      { maxRetries: 2 },
      async ({ delivery, accept, ingest }) => {
        accept("gen_a", "gen_b");
        const report = await delivery.flush({});
        const { retried } = delivery.status();
        expect({ report, retried, requests: ingest.requests.list().length }).toEqual({
          report: { delivered: 2, dropped: 0, left: 0, error: undefined },
          retried: 4,
          requests: 3,
        });
      },
    );
  });

  it("F-A9: what was stored before the answer was lost counts as delivered", async () => {
    await withIngest(
      protocol,
      { answer: first(1, { kind: "reset", afterHandling: true }) },
      {},
      async ({ delivery, accept, drops }) => {
        accept("gen_a", "gen_b");
        const report = await delivery.flush({});
        const { duplicates } = delivery.status();
        expect({ report, duplicates, drops }).toEqual({
          report: { delivered: 2, dropped: 0, left: 0, error: undefined },
          duplicates: 2,
          drops: [],
        });
      },
    );
  });

  it("F-N2: a server that never answers costs the records after the last attempt", async () => {
    await withIngest(
      protocol,
      { answer: () => ({ kind: "hang" }) },
      { timeoutMs: 30 },
      async ({ delivery, accept }) => {
        accept("gen_a");
        const report = await delivery.flush({});
        expect({ ...report, error: report.error?.message, losses: lossesOf(delivery) }).toEqual({
          delivered: 0,
          dropped: 1,
          left: 0,
          error: "sigil: generation export failed: no answer within 30 ms",
          losses: { retries_exhausted: 1 },
        });
      },
    );
  });

  it("F-N2: a server that hangs once is asked again over another connection", async () => {
    await withIngest(
      protocol,
      { answer: first(1, { kind: "hang" }) },
      { timeoutMs: 100 },
      async ({ delivery, accept }) => {
        accept("gen_a");
        expect(await delivery.flush({})).toEqual({ delivered: 1, dropped: 0, left: 0, error: undefined });
      },
    );
  });

  it("F-P6: a shutdown returns from a hung server at its deadline, with a report", async () => {
    await withIngest(protocol, { answer: () => ({ kind: "hang" }) }, { batchSize: 2 }, async ({ delivery, accept }) => {
      accept(...idsOf(5));
      const report = await delivery.shutdown({ timeoutMs: 50 });
      expect({
        ...report,
        error: report.error?.code,
        losses: lossesOf(delivery),
      }).toEqual({
        delivered: 0,
        dropped: 5,
        left: 0,
        error: "deadline",
        losses: { shutdown: 5 },
      });
    });
  });

  it("F-A6: refused credentials cost the batch; the next one asks for fresh ones", async () => {
    let turn = 0;
    const auth = { mode: "bearer", bearerToken: () => `token-${++turn}` } as const;
    const refuse: ScriptedAnswer =
      protocol === "http"
        ? { kind: "http", status: 401, body: "token-1 is wrong" }
        : { kind: "grpc", code: 16, details: "token-1 is wrong" };
    await withIngest(
      protocol,
      { answer: first(1, refuse) },
      { auth },
      async ({ delivery, accept, warnings, ingest, stored }) => {
        accept("gen_a");
        const refused = await delivery.flush({});
        accept("gen_b");
        const accepted = await delivery.flush({});
        const tokens = ingest.requests.list().map(({ headers }) => headers["authorization"]);
        expect({
          codes: [refused.error?.code, accepted.error],
          losses: lossesOf(delivery),
          tokens,
          stored: stored(),
        }).toEqual({
          codes: ["auth", undefined],
          losses: { auth: 1 },
          tokens: ["Bearer token-1", "Bearer token-2"],
          stored: ["gen_b"],
        });
        expect(warnings.filter((line) => line.includes("dropped")).length).toBe(1);
        expect(warnings.join()).not.toContain("token-1");
      },
    );
  });

  it("a poisoned batch does not block the next", async () => {
    const permanent: ScriptedAnswer = protocol === "http" ? { kind: "http", status: 404 } : { kind: "grpc", code: 12 };
    await withIngest(
      protocol,
      { answer: first(1, permanent) },
      { batchSize: 2 },
      async ({ delivery, accept, stored }) => {
        accept("gen_0", "gen_1", "gen_2", "gen_3");
        const report = await delivery.flush({});
        expect({ ...report, error: report.error?.code, stored: stored() }).toEqual({
          delivered: 2,
          dropped: 2,
          left: 0,
          error: "rejected",
          stored: ["gen_2", "gen_3"],
        });
      },
    );
  });

  it("F-A4: one record that the ingest cannot read costs itself and nothing else", async () => {
    const poison = (request: LocalRequest): ScriptedAnswer | undefined => {
      if (!Buffer.from(request.body).includes("gen_41")) return undefined;
      return protocol === "http" ? { kind: "http", status: 400 } : { kind: "grpc", code: 3 };
    };
    await withIngest(protocol, { answer: poison }, {}, async ({ delivery, accept, ingest, drops }) => {
      accept(...idsOf(100));
      const report = await delivery.flush({});
      expect({
        ...report,
        error: report.error?.code,
        drops: drops.map(({ reason, generationIds }) => [reason, generationIds]),
      }).toEqual({
        delivered: 99,
        dropped: 1,
        left: 0,
        error: "rejected",
        drops: [["rejected", ["gen_41"]]],
      });
      expect(ingest.requests.list().length).toBeLessThanOrEqual(15);
    });
  });

  it("an item that the ingest refuses is told with the ingest's reason", async () => {
    await withIngest(protocol, {}, {}, async ({ delivery, accept }) => {
      delivery.accept(buildRecord("gen_bad", { model: { provider: "", name: "gpt-5" } }));
      accept("gen_a");
      const report = await delivery.flush({});
      expect({ ...report, error: report.error?.message, losses: lossesOf(delivery) }).toEqual({
        delivered: 1,
        dropped: 1,
        left: 0,
        error: "sigil: generation was rejected: generation.model.provider is required",
        losses: { rejected: 1 },
      });
    });
  });

  it("F-N1, F-N7: nothing listens; the counters say so", async () => {
    const endpoint = await findClosedPort();
    const { delivery, accept, books } = createDelivery({ generationExport: { protocol, endpoint } });
    accept("gen_a");
    const report = await delivery.flush({});
    expect({ ...report, error: report.error?.message, losses: lossesOf(delivery), books: books() }).toEqual({
      delivered: 0,
      dropped: 1,
      left: 0,
      error: `sigil: generation export failed: connect ECONNREFUSED ${endpoint}; is an ingest listening at generationExport.endpoint?`,
      losses: { retries_exhausted: 1 },
      books: { recorded: 1, accountedFor: 1 },
    });
    await delivery.shutdown({});
  });
});

describe("over http", () => {
  it("F-A5: a batch above the server's limit is split until it fits", async () => {
    const limit = (request: LocalRequest): ScriptedAnswer | undefined =>
      request.body.byteLength > 3000 ? { kind: "http", status: 413 } : undefined;
    await withIngest("http", { answer: limit }, {}, async ({ delivery, accept }) => {
      accept(...idsOf(100));
      expect(await delivery.flush({})).toEqual({ delivered: 100, dropped: 0, left: 0, error: undefined });
    });
  });

  it("F-A1: Retry-After is kept, and nothing is sent before", async () => {
    const waits: number[] = [];
    await using ingest = await createLocalIngest({
      answer: first(1, { kind: "http", status: 429, headers: { "Retry-After": "2" } }),
    });
    const { delivery, accept } = createDelivery({
      generationExport: { endpoint: ingest.httpUrl },
      sleep: async (ms) => void waits.push(ms, ingest.requests.list().length),
    });
    accept("gen_a");
    const report = await delivery.flush({});
    expect({ report, waits, requests: ingest.requests.list().length }).toEqual({
      report: { delivered: 1, dropped: 0, left: 0, error: undefined },
      waits: [2000, 1],
      requests: 2,
    });
    await delivery.shutdown({});
  });

  it("F-A14: a kept connection that the server has closed costs no retry", async () => {
    let isClosed = false;
    const result = (request: string): string => {
      const count = request.split('"id":').length - 1;
      return JSON.stringify({ results: Array.from({ length: count }, () => ({ accepted: true })) });
    };
    await using server = await startTcp((socket) => {
      let requests = 0;
      socket.on("data", (chunk) => {
        requests += 1;
        if (requests > 1) {
          isClosed = true;
          socket.resetAndDestroy();
          return;
        }
        const body = result(chunk.toString());
        socket.write(`HTTP/1.1 202 Accepted\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      });
    });
    const { delivery, accept } = createDelivery({
      generationExport: { endpoint: `http://${server.host}`, maxRetries: 0 },
    });
    accept("gen_a");
    const reports = [await delivery.flush({})];
    accept("gen_b");
    reports.push(await delivery.flush({}));
    const report = { delivered: 1, dropped: 0, left: 0, error: undefined };
    expect({ reports, isClosed, sockets: server.sockets.length }).toEqual({
      reports: [report, report],
      isClosed: true,
      sockets: 2,
    });
    await delivery.shutdown({});
  });

  it("many batches go over one connection", async () => {
    let requests = 0;
    await using server = await startHttp(async (request, response) => {
      requests += 1;
      const chunks: Uint8Array[] = [];
      for await (const chunk of request) chunks.push(chunk as Uint8Array); // no encoding is set: chunks are bytes
      const { generations } = JSON.parse(Buffer.concat(chunks).toString()) as { generations: unknown[] };
      response.end(JSON.stringify({ results: generations.map(() => ({ accepted: true })) }));
    });
    const { delivery, accept } = createDelivery({
      generationExport: { endpoint: `http://${server.host}`, batchSize: 5 },
    });
    accept(...idsOf(40));
    const { delivered } = await delivery.shutdown({});
    expect({ delivered, requests, sockets: server.sockets.length }).toEqual({ delivered: 40, requests: 8, sockets: 1 });
  });

  it.each<[string, ScriptedAnswer, string]>([
    ["{}", { kind: "http", status: 202, body: "{}" }, "bad_response"],
    ["nothing", { kind: "http", status: 202 }, "bad_response"],
    ["a page", { kind: "http", status: 200, body: "<html>" }, "bad_response"],
    ["a redirect", { kind: "http", status: 307, headers: { Location: "http://127.0.0.1:1/" } }, "redirect"],
    ["an answer of 5 MiB", { kind: "http", status: 202, body: "x".repeat(5 * 1024 * 1024) }, "bad_response"],
    ["brotli", { kind: "http", status: 202, headers: { "Content-Encoding": "br" }, body: "x" }, "retries_exhausted"],
  ])("F-A8, F-A10, F-A11, F-S1: %s is no delivery", async (_, answer, reason) => {
    await withIngest("http", { answer: () => answer }, {}, async ({ delivery, accept }) => {
      accept("gen_a");
      await delivery.flush({});
      expect(lossesOf(delivery)).toEqual({ [reason]: 1 });
    });
  });
});

describe("over grpc", () => {
  it("F-G3: a batch above the server's limit is split until it fits", async () => {
    await withIngest("grpc", { maxGrpcMessageBytes: 2000 }, {}, async ({ delivery, accept }) => {
      accept(...idsOf(100));
      expect(await delivery.flush({})).toEqual({ delivered: 100, dropped: 0, left: 0, error: undefined });
    });
  });

  it("F-G3: no batch is larger than what an ingest takes", async () => {
    await withIngest("grpc", {}, {}, async ({ delivery, ingest }) => {
      for (const id of idsOf(8)) delivery.accept(buildRecord(id, { systemPrompt: "x".repeat(4_000_000) }));
      expect(await delivery.flush({})).toEqual({ delivered: 8, dropped: 0, left: 0, error: undefined });
      const sizes = ingest.requests.list().map(({ bytes }) => bytes);
      expect({ requests: sizes.length, isBounded: sizes.every((bytes) => bytes <= 15 * 1024 * 1024) }).toEqual({
        requests: 3,
        isBounded: true,
      });
    });
  });

  it("where the runtime has no HTTP/2: one warning, every record counted, and a flush that says so", async () => {
    const host = globalThis as { process?: unknown };
    const own = host.process;
    const { delivery, accept, warnings, books } = createDelivery({
      generationExport: { protocol: "grpc", batchSize: 1 },
    });
    accept("gen_a", "gen_b");
    try {
      host.process = undefined;
      const report = await delivery.flush({});
      const message = "generation export failed: this runtime has no node:http2; use generationExport.protocol http";
      expect({ ...report, error: report.error?.message, warnings, losses: lossesOf(delivery), books: books() }).toEqual(
        {
          delivered: 0,
          dropped: 2,
          left: 0,
          error: `sigil: ${message}`,
          warnings: [`sigil: ${message}`],
          losses: { no_transport: 2 },
          books: { recorded: 2, accountedFor: 2 },
        },
      );
    } finally {
      host.process = own;
    }
    expect(delivery.status().lastError?.message).toContain("node:http2");
    await delivery.shutdown({});
  });
});
