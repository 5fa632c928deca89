// SPDX-License-Identifier: Apache-2.0
import { EventEmitter, once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { createLocalIngest } from "./local-ingest.js";
import type { LocalRequest, ScriptedAnswer } from "./scripted-answer.js";
import { GENERATION_JSON } from "./testing/build-generation.js";
import { exportOverHttp, jsonAnswer, sendHttp, textAnswer } from "./testing/raw-clients.js";

const batch = { generations: [GENERATION_JSON] };
const accepted = jsonAnswer(202, { results: [{ generation_id: GENERATION_JSON.id, accepted: true }] });

describe("scripted answers over HTTP", () => {
  it("shows the complete request to the hook", async () => {
    const seen: LocalRequest[] = [];
    await using ingest = await createLocalIngest({ answer: (request) => void seen.push(request) });
    await sendHttp(ingest.httpUrl, { method: "PUT", path: "/a%20b?c", headers: { "X-One": "1" }, body: "text" });
    await sendHttp(ingest.httpUrl, { method: "GET", path: "/" });
    const host = new URL(ingest.httpUrl).host;
    const headers = { connection: "close", host };
    expect(seen).toEqual([
      {
        transport: "http",
        method: "PUT",
        path: "/a%20b",
        headers: { ...headers, "x-one": "1", "content-length": "4" },
        body: Buffer.from("text"),
        index: 0,
      },
      { transport: "http", method: "GET", path: "/", headers, body: Buffer.alloc(0), index: 1 },
    ]);
  });

  it("sends what is scripted, unchanged, and stores nothing", async () => {
    const script: ScriptedAnswer = {
      kind: "http",
      status: 503,
      headers: { "Retry-After": "2" },
      body: "later",
      delayMs: 1,
    };
    await using ingest = await createLocalIngest({ answer: () => script });
    expect(await exportOverHttp(ingest.httpUrl, batch, { "Accept-Encoding": "gzip" })).toEqual({
      status: 503,
      headers: { "retry-after": "2", "content-length": "5" },
      body: Buffer.from("later"),
    });
    expect(ingest.generations.list()).toEqual([]);
    expect(ingest.requests.list().map((entry) => entry.outcome)).toEqual([{ kind: "scripted", answer: script }]);
  });

  it("resets the connection, with or without storing first", async () => {
    await using ingest = await createLocalIngest({
      answer: ({ index }) => (index < 2 ? { kind: "reset", afterHandling: index === 1 } : undefined),
    });
    await expect(exportOverHttp(ingest.httpUrl, batch)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(ingest.generations.list()).toHaveLength(0);
    await expect(exportOverHttp(ingest.httpUrl, batch)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(ingest.generations.list()).toHaveLength(1);
    expect(await exportOverHttp(ingest.httpUrl, batch)).toEqual(
      jsonAnswer(202, { results: [{ generation_id: GENERATION_JSON.id, error: "generation already exists" }] }),
    );
  });

  it("handles a request as usual after a scripted delay", async () => {
    await using ingest = await createLocalIngest({ answer: () => ({ kind: "delay", delayMs: 1 }) });
    expect(await exportOverHttp(ingest.httpUrl, batch)).toEqual(accepted);
  });

  it.each<ScriptedAnswer>([{ kind: "hang" }, { kind: "delay", delayMs: 3_600_000 }])(
    "closes while a request waits for %j",
    async (script) => {
      const hook = new EventEmitter();
      const called = once(hook, "called");
      const ingest = await createLocalIngest({
        answer: () => {
          hook.emit("called");
          return script;
        },
      });
      const answer = exportOverHttp(ingest.httpUrl, batch);
      await called;
      await Promise.all([expect(answer).rejects.toMatchObject({ code: "ECONNRESET" }), ingest.close()]);
      expect(ingest.generations.list()).toEqual([]);
    },
  );

  it.each([
    [
      "throws",
      () => {
        throw new Error("boom");
      },
      "internal server error: boom",
    ],
    [
      "answers for the other transport",
      (): ScriptedAnswer => ({ kind: "grpc", code: 14 }),
      "internal server error: a gRPC answer was scripted for an HTTP request",
    ],
  ])("answers 500 when the hook %s", async (_name, answer, text) => {
    await using ingest = await createLocalIngest({ answer });
    expect(await exportOverHttp(ingest.httpUrl, batch)).toEqual(textAnswer(500, text));
  });
});

describe("startHttpServer", () => {
  it("notes a request whose body never became complete", async () => {
    await using ingest = await createLocalIngest();
    const { hostname, port } = new URL(ingest.httpUrl);
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    socket.write("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf");
    socket.end();
    socket.resume();
    await once(socket, "close");
    expect(ingest.requests.list()).toEqual([
      {
        transport: "http",
        method: "POST",
        path: "/x",
        headers: { host: "h", "content-length": "9" },
        bytes: 0,
        outcome: { kind: "aborted" },
      },
    ]);
  });

  it("takes a body of more than 16 MiB, which has no limit here", async () => {
    await using ingest = await createLocalIngest();
    const large = { ...GENERATION_JSON, system_prompt: "x".repeat(16 * 1024 * 1024) };
    expect(await exportOverHttp(ingest.httpUrl, { generations: [large] })).toEqual(
      jsonAnswer(202, {
        results: [
          {
            generation_id: GENERATION_JSON.id,
            error: "persist generation: Error 1406 (22001): Data too long for column 'payload' at row 1",
          },
        ],
      }),
    );
  });
});
