// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { createLocalIngest } from "./local-ingest.js";
import { createMemoryStore } from "./store.js";
import { buildGeneration, GENERATION_JSON } from "./testing/build-generation.js";
import { exportOverGrpc, exportOverHttp } from "./testing/raw-clients.js";

describe("createLocalIngest", () => {
  it("gives each ingest ports and a store of its own", async () => {
    await using first = await createLocalIngest();
    await using second = await createLocalIngest();
    const addresses = [first.httpUrl, first.grpcTarget, second.httpUrl, second.grpcTarget];
    expect(new Set(addresses).size).toBe(4);
    expect(first.httpUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(first.grpcTarget).toMatch(/^127\.0\.0\.1:\d+$/);
    await exportOverHttp(first.httpUrl, { generations: [GENERATION_JSON] });
    expect([first.generations.list().length, second.generations.list().length]).toEqual([1, 0]);
  });

  it("uses the store it is given, and what was stored stays readable after the close", async () => {
    const store = createMemoryStore();
    {
      await using ingest = await createLocalIngest({ store });
      await exportOverGrpc(ingest.grpcTarget, { generations: [buildGeneration()] });
    }
    expect(store.get(GENERATION_JSON.id)?.json).toEqual(GENERATION_JSON);
  });

  it("tells of each generation once it is stored, and of no other", async () => {
    const told: string[] = [];
    await using ingest = await createLocalIngest({
      onGeneration: ({ json, transport }) =>
        told.push(`${transport} ${json["id"]} ${ingest.generations.list().length}`),
    });
    await exportOverHttp(ingest.httpUrl, { generations: [GENERATION_JSON, GENERATION_JSON, {}] });
    await exportOverGrpc(ingest.grpcTarget, { generations: [buildGeneration({ id: "gen-2" })] });
    expect(told).toEqual([`http ${GENERATION_JSON.id} 1`, "grpc gen-2 2"]);
  });

  it("stamps records with the clock it is given", async () => {
    const now = (): Date => new Date("2026-01-01T00:00:00Z");
    await using ingest = await createLocalIngest({ now });
    await exportOverHttp(ingest.httpUrl, { generations: [{ model: { provider: "p", name: "m" } }] });
    expect(ingest.generations.get("gen-1")?.receivedAt).toEqual(now());
    expect(ingest.generations.get("gen-1")?.json).toEqual({
      id: "gen-1",
      operation_name: "generateText",
      mode: "GENERATION_MODE_SYNC",
      model: { provider: "p", name: "m" },
      started_at: "2026-01-01T00:00:00Z",
      completed_at: "2026-01-01T00:00:00Z",
    });
  });

  it("closes once, however often it is asked, and frees both ports", async () => {
    const ingest = await createLocalIngest();
    const httpPort = Number(new URL(ingest.httpUrl).port);
    const grpcPort = Number(ingest.grpcTarget.split(":")[1]);
    await Promise.all([ingest.close(), ingest.close(), ingest[Symbol.asyncDispose]()]);
    await using again = await createLocalIngest({ httpPort, grpcPort });
    expect([again.httpUrl, again.grpcTarget]).toEqual([ingest.httpUrl, ingest.grpcTarget]);
  });

  it("rejects when a port is taken and leaves the other one free", async () => {
    await using ingest = await createLocalIngest();
    const grpcPort = Number(ingest.grpcTarget.split(":")[1]);
    const probe = await createLocalIngest();
    const httpPort = Number(new URL(probe.httpUrl).port);
    await probe.close();
    await expect(createLocalIngest({ httpPort, grpcPort })).rejects.toThrow(
      `grpcPort: cannot listen on 127.0.0.1:${grpcPort}; use a free port or 0`,
    );
    await using _reused = await createLocalIngest({ httpPort });
  });
});
