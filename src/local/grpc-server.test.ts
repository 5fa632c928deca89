// SPDX-License-Identifier: Apache-2.0
import { EventEmitter, once } from "node:events";
import { describe, expect, it } from "vitest";
import { createLocalIngest } from "./local-ingest.js";
import type { LocalRequest, ScriptedAnswer } from "./scripted-answer.js";
import { buildGeneration, GENERATION_JSON } from "./testing/build-generation.js";
import { callGrpc, exportOverGrpc, type RawGrpcAnswer } from "./testing/raw-clients.js";

const batch = { generations: [buildGeneration()] };
const ok = (response: RawGrpcAnswer["response"]): RawGrpcAnswer => ({ code: 0, details: "OK", response, trailers: {} });
const failed = (code: number, details: string): RawGrpcAnswer => ({ code, details, response: undefined, trailers: {} });
const accepted = ok({ results: [{ generation_id: GENERATION_JSON.id, accepted: true }] });

describe("export over gRPC", () => {
  it("answers OK with a result per item and omits default values", async () => {
    await using ingest = await createLocalIngest();
    const generations = [buildGeneration(), buildGeneration({ id: "b", model: { name: "m" } }), buildGeneration()];
    expect(await exportOverGrpc(ingest.grpcTarget, { generations })).toEqual(
      ok({
        results: [
          { generation_id: GENERATION_JSON.id, accepted: true },
          { generation_id: "b", error: "generation.model.provider is required" },
          { generation_id: GENERATION_JSON.id, error: "generation already exists" },
        ],
      }),
    );
    expect(ingest.generations.list().map(({ tenant, transport, json }) => ({ tenant, transport, json }))).toEqual([
      { tenant: "fake", transport: "grpc", json: GENERATION_JSON },
    ]);
    expect(ingest.requests.list().map((entry) => entry.outcome)).toEqual([
      { kind: "exported", code: 0, accepted: 1, rejected: 2 },
    ]);
  });

  it("answers an empty batch with an empty response", async () => {
    await using ingest = await createLocalIngest();
    expect(await exportOverGrpc(ingest.grpcTarget, {})).toEqual(ok({}));
  });

  it("shares ids with the HTTP side", async () => {
    await using ingest = await createLocalIngest();
    await exportOverGrpc(ingest.grpcTarget, batch);
    const answer = await fetch(`${ingest.httpUrl}/api/v1/generations:export`, {
      method: "POST",
      body: JSON.stringify({ generations: [GENERATION_JSON] }),
    });
    expect(await answer.json()).toEqual({
      results: [{ generation_id: GENERATION_JSON.id, error: "generation already exists" }],
    });
  });

  it("takes a message between 4 and 16 MiB", async () => {
    await using ingest = await createLocalIngest();
    const generations = [buildGeneration({ systemPrompt: "x".repeat(5 * 1024 * 1024) })];
    expect(await exportOverGrpc(ingest.grpcTarget, { generations })).toEqual(accepted);
  });

  it("refuses a message above 16 MiB", async () => {
    await using ingest = await createLocalIngest();
    expect(await callGrpc(ingest.grpcTarget, new Uint8Array(16 * 1024 * 1024 + 1))).toEqual(
      failed(8, "grpc: received message larger than max (16777217 vs. 16777216)"),
    );
    expect(ingest.requests.list().map(({ bytes, outcome }) => ({ bytes, kind: outcome.kind }))).toEqual([
      { bytes: 16_777_217, kind: "refused" },
    ]);
  });

  it("refuses to send a response above the limit", async () => {
    await using ingest = await createLocalIngest({ maxGrpcMessageBytes: 100 });
    const generations = Array.from({ length: 10 }, () => ({}));
    expect(await exportOverGrpc(ingest.grpcTarget, { generations })).toEqual(
      failed(8, "grpc: trying to send message larger than max (391 vs. 100)"),
    );
  });

  it.each([
    ["a truncated message", [0x0a, 0x05, 0x0a], "premature EOF"],
    ["text that is not UTF-8", [0x0a, 0x03, 0x0a, 0x01, 0xff], "The encoded data was not valid for encoding utf-8"],
  ])("refuses %s", async (_name, bytes, text) => {
    await using ingest = await createLocalIngest();
    expect(await callGrpc(ingest.grpcTarget, Uint8Array.from(bytes))).toEqual(
      failed(13, `grpc: error unmarshalling request: ${text}`),
    );
  });

  it("skips fields it does not know", async () => {
    await using ingest = await createLocalIngest();
    expect(await callGrpc(ingest.grpcTarget, Uint8Array.from([0x12, 0x01, 0x61]))).toEqual(ok({}));
  });

  it("takes the tenant from the metadata when auth is on", async () => {
    await using ingest = await createLocalIngest({ auth: true });
    expect(await exportOverGrpc(ingest.grpcTarget, batch)).toEqual(failed(16, "no org id"));
    expect(await exportOverGrpc(ingest.grpcTarget, batch, { "x-scope-orgid": ".." })).toEqual(
      failed(16, "tenant ID is '.' or '..'"),
    );
    expect(await exportOverGrpc(ingest.grpcTarget, batch, { "x-scope-orgid": "team-a" })).toEqual(accepted);
    expect(ingest.generations.list("team-a")).toHaveLength(1);
  });
});

describe("scripted answers over gRPC", () => {
  it("shows the complete call to the hook", async () => {
    const seen: LocalRequest[] = [];
    await using ingest = await createLocalIngest({ answer: (request) => void seen.push(request) });
    await callGrpc(ingest.grpcTarget, new Uint8Array(), { "x-one": "1" });
    expect(seen).toEqual([
      {
        transport: "grpc",
        method: "POST",
        path: "/sigil.v1.GenerationIngestService/ExportGenerations",
        headers: expect.objectContaining({ "x-one": "1", "user-agent": expect.stringMatching(/^grpc-node-js/) }),
        body: Buffer.alloc(0),
        index: 0,
      },
    ]);
  });

  it("sends a scripted status with its trailers", async () => {
    const trailers = { "retry-after": "1", "grpc-status-details-bin": Uint8Array.from([1, 2]) };
    const script: ScriptedAnswer = { kind: "grpc", code: 14, details: "later", trailers, delayMs: 1 };
    await using ingest = await createLocalIngest({ answer: () => script });
    expect(await exportOverGrpc(ingest.grpcTarget, batch)).toEqual({
      code: 14,
      details: "later",
      response: undefined,
      trailers: { "retry-after": "1", "grpc-status-details-bin": Buffer.from([1, 2]) },
    });
    expect(ingest.requests.list().map((entry) => entry.outcome)).toEqual([{ kind: "scripted", answer: script }]);
  });

  it("sends a scripted OK, empty unless it is given a message", async () => {
    await using ingest = await createLocalIngest({
      answer: ({ index }) => ({
        kind: "grpc",
        code: 0,
        ...(index === 0 ? {} : { message: Uint8Array.of(0x0a, 0x00) }),
      }),
    });
    expect(await exportOverGrpc(ingest.grpcTarget, batch)).toEqual(ok({}));
    expect(await exportOverGrpc(ingest.grpcTarget, batch)).toEqual(ok({ results: [{}] }));
    expect(ingest.generations.list()).toEqual([]);
  });

  it("resets the connection, with or without storing first", async () => {
    await using ingest = await createLocalIngest({
      answer: ({ index }) =>
        index < 2 ? { kind: "reset", afterHandling: index === 1 } : { kind: "delay", delayMs: 1 },
    });
    expect((await exportOverGrpc(ingest.grpcTarget, batch)).code).toBe(14);
    expect(ingest.generations.list()).toHaveLength(0);
    expect((await exportOverGrpc(ingest.grpcTarget, batch)).code).toBe(14);
    expect(ingest.generations.list()).toHaveLength(1);
    expect(await exportOverGrpc(ingest.grpcTarget, batch)).toEqual(
      ok({ results: [{ generation_id: GENERATION_JSON.id, error: "generation already exists" }] }),
    );
  });

  it("closes while a call waits for an answer that never comes", async () => {
    const hook = new EventEmitter();
    const called = once(hook, "called");
    const ingest = await createLocalIngest({
      answer: () => {
        hook.emit("called");
        return { kind: "hang" };
      },
    });
    const answer = exportOverGrpc(ingest.grpcTarget, batch);
    await called;
    await ingest.close();
    expect([1, 14]).toContain((await answer).code);
  });

  it("answers INTERNAL when the hook answers for the other transport", async () => {
    await using ingest = await createLocalIngest({ answer: () => ({ kind: "http", status: 500 }) });
    expect(await exportOverGrpc(ingest.grpcTarget, batch)).toEqual(
      failed(13, "internal server error: an HTTP answer was scripted for a gRPC call"),
    );
  });
});
