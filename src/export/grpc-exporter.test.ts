// SPDX-License-Identifier: Apache-2.0
import http2, { constants, type ServerHttp2Stream } from "node:http2";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { describe, expect, it } from "vitest";
import { createLocalIngest, type ScriptedGrpcAnswer } from "../local/index.js";
import { type LoopbackServer, startHttp2, startTcp } from "../testing-support/loopback.js";
import { createHttp2Unary } from "../transport/http2-unary.js";
import type { UnaryTransport } from "../transport/unary-transport.js";
import { createGrpcExporter, type GrpcExporterOptions } from "./grpc-exporter.js";
import { failureOf } from "./testing/failure-of.js";

const METHOD = "/sigil.v1.GenerationIngestService/ExportGenerations";

function createExporter(host: string, changes: Partial<GrpcExporterOptions> = {}) {
  return createGrpcExporter({
    connect: () => createHttp2Unary(http2, `http://${host}`),
    method: METHOD,
    headers: async () => ({ headers: {}, secrets: [] }),
    maxResponseBytes: 1000,
    ...changes,
  });
}

/** Exports one record and says what came of it. */
async function exportTo(host: string, changes: Partial<GrpcExporterOptions> = {}): Promise<object> {
  const exporter = createExporter(host, changes);
  const record = new BinaryWriter().tag(1, WireType.LengthDelimited).string("gen_a").finish();
  const outcome = await failureOf(exporter.export([record], { signal: new AbortController().signal }));
  await exporter.shutdown?.();
  return outcome;
}

/** Exports to a server of grpc-js that gives this answer. */
async function exportToGrpcJs(
  answer: Omit<ScriptedGrpcAnswer, "kind">,
  secrets: readonly string[] = [],
): Promise<object> {
  await using ingest = await createLocalIngest({ answer: () => ({ kind: "grpc", ...answer }) });
  return await exportTo(ingest.grpcTarget, { headers: async () => ({ headers: {}, secrets }) });
}

/** google.rpc.Status with a RetryInfo of two seconds. */
function encodeRetryInfo(): Uint8Array {
  const duration = new BinaryWriter().tag(1, WireType.Varint).int64(2).finish();
  const info = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(duration).finish();
  const any = new BinaryWriter().tag(1, WireType.LengthDelimited).string("type.googleapis.com/google.rpc.RetryInfo");
  any.tag(2, WireType.LengthDelimited).bytes(info);
  return new BinaryWriter().tag(3, WireType.LengthDelimited).bytes(any.finish()).finish();
}

/** Name, class and whether RetryInfo counts, by hand from contract faults.1. */
const STATUSES: readonly (readonly [code: number, name: string, answerClass: string, hasHint: boolean])[] = [
  [1, "CANCELLED", "retry", true],
  [2, "UNKNOWN", "permanent", false],
  [3, "INVALID_ARGUMENT", "bisect", false],
  [4, "DEADLINE_EXCEEDED", "retry", true],
  [5, "NOT_FOUND", "permanent", false],
  [6, "ALREADY_EXISTS", "permanent", false],
  [7, "PERMISSION_DENIED", "auth", false],
  [8, "RESOURCE_EXHAUSTED", "retry", true],
  [9, "FAILED_PRECONDITION", "permanent", false],
  [10, "ABORTED", "retry", true],
  [11, "OUT_OF_RANGE", "retry", true],
  [12, "UNIMPLEMENTED", "permanent", false],
  [13, "INTERNAL", "permanent", false],
  [14, "UNAVAILABLE", "retry", true],
  [15, "DATA_LOSS", "retry", true],
  [16, "UNAUTHENTICATED", "auth", false],
];

const PREFIXES: Readonly<Record<string, string>> = {
  retry: "sigil: generation export failed: ",
  auth: "sigil: generation export was not authorized: ",
  permanent: "sigil: generation was rejected: ",
  bisect: "sigil: generation was rejected: ",
  split: "sigil: generation was rejected: ",
};

const HINTS: Readonly<Record<string, string>> = {
  PERMISSION_DENIED: " (check generationExport.auth)",
  UNAUTHENTICATED: " (check generationExport.auth)",
  UNIMPLEMENTED: " (is generationExport.endpoint the address of an ingest?)",
};

describe("an answer of a grpc-js server", () => {
  it.each(STATUSES)("%i %s is classified", async (code, name, answerClass, hasHint) => {
    const plain = await exportToGrpcJs({ code, details: "x" });
    const hinted = await exportToGrpcJs({
      code,
      details: "x",
      trailers: { "grpc-status-details-bin": encodeRetryInfo() },
    });
    const expected = {
      class: answerClass,
      retryAfterMs: undefined,
      code: { retry: "transport", auth: "auth" }[answerClass] ?? "rejected",
      message: `${PREFIXES[answerClass]}the ingest answered gRPC ${name}${HINTS[name] ?? ""}: x`,
      details: { status: code },
    };
    expect([plain, hinted]).toEqual([expected, { ...expected, retryAfterMs: hasHint ? 2000 : undefined }]);
  });

  it.each<[answer: Omit<ScriptedGrpcAnswer, "kind">, answerClass: string]>([
    [{ code: 8, details: "grpc: received message larger than max (2 vs. 1)" }, "split"],
    [{ code: 8, details: "Received message larger than max (2 vs 1)" }, "split"],
    [{ code: 13, details: "grpc: error unmarshalling request: invalid UTF-8" }, "bisect"],
    [{ code: 13, details: "Error deserializing request: premature EOF" }, "bisect"],
    [{ code: 8, details: "quota", trailers: { "grpc-status-details-bin": Uint8Array.of(0x1a, 0x7f) } }, "retry"],
    [{ code: 99, details: "new" }, "permanent"],
  ])("%j is %s", async (answer, answerClass) => {
    expect(await exportToGrpcJs(answer)).toMatchObject({ class: answerClass, retryAfterMs: undefined });
  });

  it("repeats neither secrets nor content", async () => {
    const details = 'token hush-hush cannot write "my prompt"\u001b[31m';
    expect(await exportToGrpcJs({ code: 16, details }, ["hush-hush"])).toMatchObject({
      message:
        'sigil: generation export was not authorized: the ingest answered gRPC UNAUTHENTICATED (check generationExport.auth): token *** cannot write "..."',
    });
  });

  it("has the results of an ingest", async () => {
    await using ingest = await createLocalIngest();
    expect(await exportTo(ingest.grpcTarget)).toEqual({
      accepted: [{ generationId: "gen_a", accepted: false, error: "generation.model is required" }],
    });
  });

  it("without a message has no results", async () => {
    expect(await exportToGrpcJs({ code: 0 })).toEqual({ accepted: [] });
  });

  it("with a message that is none is asked for again", async () => {
    expect(await exportToGrpcJs({ code: 0, message: Uint8Array.of(0x0a, 0x7f) })).toMatchObject({
      class: "bad_response",
      details: { fault: "unexpected_body" },
    });
  });

  it("that is too long is given up", async () => {
    expect(await exportToGrpcJs({ code: 0, message: new Uint8Array(1001) })).toMatchObject({
      class: "response_too_large",
      message: "sigil: generation export got an unexpected answer: the answer is longer than 1000 bytes",
      details: { fault: "response_too_large" },
    });
  });
});

const GRPC = { ":status": 200, "content-type": "application/grpc" } as const;

function respond(
  stream: ServerHttp2Stream,
  body: readonly number[],
  trailers?: Readonly<Record<string, string>>,
): void {
  stream.respond(GRPC, { waitForTrailers: trailers !== undefined });
  if (trailers !== undefined) stream.on("wantTrailers", () => stream.sendTrailers({ ...trailers }));
  stream.end(Uint8Array.from(body));
}

const OK = { "grpc-status": "0" };

describe("what is no answer of a gRPC server", () => {
  it.each<[string, (stream: ServerHttp2Stream, server: LoopbackServer) => void, string]>([
    ["missing trailers", (stream) => respond(stream, [0, 0, 0, 0, 0]), "retry HTTP 200 without a gRPC status"],
    [
      "a proxy's 413",
      (stream) => stream.respond({ ":status": 413 }, { endStream: true }),
      "split HTTP 413 without a gRPC status",
    ],
    [
      "a proxy's 400",
      (stream) => stream.respond({ ":status": 400 }, { endStream: true }),
      "retry HTTP 400 without a gRPC status",
    ],
    [
      "a proxy's 401",
      (stream) => stream.respond({ ":status": 401 }, { endStream: true }),
      "auth HTTP 401 without a gRPC status",
    ],
    [
      "a proxy's 403",
      (stream) => stream.respond({ ":status": 403 }, { endStream: true }),
      "auth HTTP 403 without a gRPC status",
    ],
    [
      "a proxy's 404",
      (stream) => stream.respond({ ":status": 404 }, { endStream: true }),
      "permanent HTTP 404 without a gRPC status",
    ],
    [
      "a proxy's 429",
      (stream) => stream.respond({ ":status": 429 }, { endStream: true }),
      "retry HTTP 429 without a gRPC status",
    ],
    [
      "a proxy's 502",
      (stream) => stream.respond({ ":status": 502 }, { endStream: true }),
      "retry HTTP 502 without a gRPC status",
    ],
    [
      "a proxy's 500",
      (stream) => stream.respond({ ":status": 500 }, { endStream: true }),
      "retry HTTP 500 without a gRPC status",
    ],
    [
      "a page with status 200",
      (stream) => {
        stream.respond({ ":status": 200, "content-type": "text/html" });
        stream.end("<html>");
      },
      "retry HTTP 200 without a gRPC status",
    ],
    ["a reset stream", (stream) => stream.close(constants.NGHTTP2_INTERNAL_ERROR), "retry reset"],
    ["a refused stream", (stream) => stream.close(constants.NGHTTP2_REFUSED_STREAM), "retry reset"],
    ["a call for calm", (stream) => stream.session?.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM), "retry reset"],
    ["a goodbye in the middle", (stream) => stream.session?.destroy(), "retry"],
    ["a reset connection", (_, server) => server.sockets[0]?.resetAndDestroy(), "retry reset"],
    ["two messages", (stream) => respond(stream, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], OK), "bad_response extra_message"],
    ["a compressed message", (stream) => respond(stream, [1, 0, 0, 0, 1, 0], OK), "retry content_encoding"],
    ["a message that is cut off", (stream) => respond(stream, [0, 0, 0, 0, 9, 0], OK), "bad_response unexpected_body"],
    ["a prefix that is cut off", (stream) => respond(stream, [0, 0], OK), "bad_response unexpected_body"],
  ])("%s", async (_, onStream, expected) => {
    await using server = await startHttp2((stream) => onStream(stream, server));
    const outcome = (await exportTo(server.host)) as { class: string; message: string; details: { fault?: string } };
    const what = outcome.details.fault ?? outcome.message.replace(/^.* answered /, "");
    expect(`${outcome.class} ${what}`).toContain(expected);
  });

  it("another protocol", async () => {
    await using ssh = await startTcp((socket) => socket.write("SSH-2.0-OpenSSH_9.2\r\n"));
    expect(await exportTo(ssh.host)).toMatchObject({ class: "retry", details: { fault: "malformed" } });
  });
});

describe("the exporter", () => {
  it("connects with the first batch, once", async () => {
    await using ingest = await createLocalIngest();
    let connections = 0;
    const exporter = createExporter(ingest.grpcTarget, {
      connect: () => {
        connections += 1;
        return createHttp2Unary(http2, `http://${ingest.grpcTarget}`);
      },
    });
    const before = connections;
    for (let index = 0; index < 3; index += 1)
      await failureOf(exporter.export([new Uint8Array()], { signal: new AbortController().signal }));
    await exporter.shutdown?.();
    expect([before, connections, ingest.requests.list().length]).toEqual([0, 1, 3]);
  });

  it("closes without having connected", async () => {
    const exporter = createExporter("127.0.0.1:1", { connect: () => expect.fail("connected") });
    expect(await exporter.shutdown?.()).toBeUndefined();
  });

  it("says so where the runtime cannot speak HTTP/2", async () => {
    expect(await exportTo("127.0.0.1:1", { connect: () => undefined })).toEqual({
      class: "no_transport",
      retryAfterMs: undefined,
      code: "transport",
      message: "sigil: generation export failed: this runtime has no node:http2; use generationExport.protocol http",
      details: { fault: "missing_dependency" },
    });
  });

  it("hands batch, headers and limit to the transport", async () => {
    const requests: unknown[] = [];
    const transport: UnaryTransport = {
      call: async ({ signal: _, message, ...request }) => {
        requests.push({ ...request, message: message.map((chunk) => [...chunk]) });
        return { httpStatus: 200, grpcStatus: 0, grpcMessage: "", statusDetails: undefined, body: new Uint8Array() };
      },
      close: () => undefined,
    };
    const exporter = createExporter("", {
      connect: () => transport,
      headers: async () => ({ headers: { "X-Team": "search" }, secrets: [] }),
    });
    await exporter.export([Uint8Array.of(1), Uint8Array.of(2, 3)], { signal: new AbortController().signal });
    expect(requests).toEqual([
      {
        path: METHOD,
        headers: { "X-Team": "search" },
        maxResponseBytes: 1000,
        message: [[0x0a, 1], [1], [0x0a, 2], [2, 3]],
      },
    ]);
  });
});
