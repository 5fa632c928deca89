// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import http2, { constants, type ServerHttp2Stream } from "node:http2";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createGate } from "../testing-support/gate.js";
import {
  findClosedPort,
  type LoopbackServer,
  listen,
  startHttp,
  startHttp2,
  startTcp,
} from "../testing-support/loopback.js";
import { createHttp2Unary } from "./http2-unary.js";
import { failureOf } from "./testing/send-request.js";
import type { UnaryAnswer, UnaryRequest, UnaryTransport } from "./unary-transport.js";

const PATH = "/test.Service/Method";
const HEAD = { ":status": 200, "content-type": "application/grpc" } as const;

function call(transport: UnaryTransport, changes: Partial<UnaryRequest> = {}): Promise<UnaryAnswer> {
  return transport.call({
    path: PATH,
    headers: {},
    message: [Uint8Array.of(1, 2)],
    signal: new AbortController().signal,
    maxResponseBytes: 1000,
    ...changes,
  });
}

const connect = (server: LoopbackServer): UnaryTransport => createHttp2Unary(http2, `http://${server.host}`);

/** A message with its prefix. */
function frame(message: Uint8Array): Uint8Array {
  return Uint8Array.of(0, 0, 0, 0, message.byteLength, ...message);
}

function answer(stream: ServerHttp2Stream, body: Uint8Array, trailers: http2.OutgoingHttpHeaders): void {
  stream.respond(HEAD, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers(trailers));
  stream.end(body);
}

const NOTHING: UnaryAnswer = {
  httpStatus: 200,
  grpcStatus: undefined,
  grpcMessage: "",
  statusDetails: undefined,
  body: new Uint8Array(),
};

describe("a call", () => {
  it("sends the message behind its prefix, with the headers that gRPC wants and the metadata in lower case", async () => {
    const seen: unknown[] = [];
    const server = http2.createServer();
    server.on("stream", async (stream: ServerHttp2Stream, headers) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of stream) chunks.push(chunk as Uint8Array); // no encoding is set: chunks are bytes
      seen.push(Object.fromEntries(Object.entries(headers)), [...Buffer.concat(chunks)]);
      answer(stream, frame(Uint8Array.of(9)), { "grpc-status": "0" });
    });
    await using loopback = await listen(server);
    const transport = connect(loopback);
    const headers = { "X-Scope-OrgID": "team-a", "User-Agent": "app/1", "Content-Type": "text/plain", TE: "gzip" };
    const result = await call(transport, { headers, message: [Uint8Array.of(1), Uint8Array.of(2, 3)] });
    transport.close();
    expect({ result, seen }).toEqual({
      result: { ...NOTHING, grpcStatus: 0, body: frame(Uint8Array.of(9)) },
      seen: [
        {
          ":method": "POST",
          ":path": PATH,
          ":scheme": "http",
          ":authority": loopback.host,
          "content-type": "application/grpc",
          te: "trailers",
          "user-agent": "app/1",
          "x-scope-orgid": "team-a",
        },
        [0, 0, 0, 0, 3, 1, 2, 3],
      ],
    });
  });

  it.each<[string, (stream: ServerHttp2Stream) => void, Partial<UnaryAnswer>]>([
    [
      "a message and a status",
      (stream) => answer(stream, frame(Uint8Array.of(9)), { "grpc-status": "0" }),
      { grpcStatus: 0, body: frame(Uint8Array.of(9)) },
    ],
    [
      "a status in the head alone",
      (stream) => stream.respond({ ...HEAD, "grpc-status": "14", "grpc-message": "try%20again" }, { endStream: true }),
      { grpcStatus: 14, grpcMessage: "try again" },
    ],
    [
      "details in base64, without padding",
      (stream) => answer(stream, new Uint8Array(), { "grpc-status": "8", "grpc-status-details-bin": "CAg" }),
      { grpcStatus: 8, statusDetails: Uint8Array.of(8, 8) },
    ],
    [
      "details that are no base64",
      (stream) => answer(stream, new Uint8Array(), { "grpc-status": "8", "grpc-status-details-bin": "*" }),
      { grpcStatus: 8 },
    ],
    [
      "a message that is not percent-encoded",
      (stream) => answer(stream, new Uint8Array(), { "grpc-status": "13", "grpc-message": "100% wrong" }),
      { grpcStatus: 13, grpcMessage: "100% wrong" },
    ],
    [
      "a message in UTF-8",
      (stream) => answer(stream, new Uint8Array(), { "grpc-status": "13", "grpc-message": "zo%C3%AB" }),
      { grpcStatus: 13, grpcMessage: "zo\u00eb" },
    ],
    [
      "no trailers",
      (stream) => {
        stream.respond(HEAD);
        stream.end(frame(Uint8Array.of(9)));
      },
      { body: frame(Uint8Array.of(9)) },
    ],
    ["a status that is no number", (stream) => answer(stream, new Uint8Array(), { "grpc-status": "OK" }), {}],
    [
      "a page of a proxy",
      (stream) => {
        stream.respond({ ":status": 502, "content-type": "text/html" });
        stream.end("<html>");
      },
      { httpStatus: 502, body: new TextEncoder().encode("<html>") },
    ],
    [
      "informational headers first",
      (stream) => {
        stream.additionalHeaders({ ":status": 103 });
        answer(stream, new Uint8Array(), { "grpc-status": "0" });
      },
      { grpcStatus: 0 },
    ],
    [
      "a status, and then a reset",
      (stream) => {
        stream.respond({ ...HEAD, "grpc-status": "3" });
        stream.close(constants.NGHTTP2_CANCEL);
      },
      { grpcStatus: 3 },
    ],
  ])("reads %s", async (_, respond, expected) => {
    await using server = await startHttp2(respond);
    const transport = connect(server);
    const result = await call(transport);
    transport.close();
    expect(result).toEqual({ ...NOTHING, ...expected });
  });

  it.each([
    ["NO_ERROR", constants.NGHTTP2_NO_ERROR],
    ["PROTOCOL_ERROR", constants.NGHTTP2_PROTOCOL_ERROR],
    ["INTERNAL_ERROR", constants.NGHTTP2_INTERNAL_ERROR],
    ["REFUSED_STREAM", constants.NGHTTP2_REFUSED_STREAM],
    ["CANCEL", constants.NGHTTP2_CANCEL],
    ["ENHANCE_YOUR_CALM", constants.NGHTTP2_ENHANCE_YOUR_CALM],
  ])("fails when its stream is reset with %s before an answer", async (_, code) => {
    await using server = await startHttp2((stream) => stream.close(code));
    const transport = connect(server);
    await expect(call(transport)).rejects.toThrow();
    transport.close();
  });

  it("fails when its connection is reset within the answer", async () => {
    await using server = await startHttp2((stream) => {
      stream.respond(HEAD);
      stream.write(frame(Uint8Array.of(9)), () => server.sockets[0]?.resetAndDestroy());
    });
    const transport = connect(server);
    await expect(call(transport)).rejects.toThrow();
    transport.close();
  });

  it("is cut off when the answer is too long, and its connection is destroyed", async () => {
    let written = 0;
    await using server = await startHttp2((stream) => {
      stream.respond(HEAD);
      const pour = (): void => {
        if (stream.destroyed || written > 300_000_000) return;
        written += 65_536;
        if (stream.write(Buffer.alloc(65_536))) setImmediate(pour);
        else stream.once("drain", pour);
      };
      pour();
    });
    const transport = connect(server);
    const { name } = await failureOf(call(transport, { maxResponseBytes: 100_000 }));
    const [socket] = server.sockets;
    if (socket?.closed === false) await once(socket, "close");
    transport.close();
    expect({ name, isBounded: written < 50_000_000 }).toEqual({ name: "ResponseTooLargeError", isBounded: true });
  });

  it("ends with its connection when the signal aborts, before and during the answer", async () => {
    for (const hasHead of [false, true]) {
      const heard = createGate();
      await using server = await startHttp2((stream) => {
        if (hasHead) stream.respond(HEAD);
        heard.open();
      });
      const transport = connect(server);
      const controller = new AbortController();
      const failing = failureOf(call(transport, { signal: controller.signal }));
      await heard.opened;
      controller.abort();
      await failing;
      const [socket] = server.sockets;
      if (socket?.closed === false) await once(socket, "close");
      expect(socket?.closed).toBe(true);
    }
  });

  it("is not made when the signal has aborted already", async () => {
    let calls = 0;
    await using server = await startHttp2(() => {
      calls += 1;
    });
    await expect(call(connect(server), { signal: AbortSignal.abort() })).rejects.toThrow();
    await wait(10);
    expect(calls).toBe(0);
  });

  it("fails when nothing listens, or something else answers", async () => {
    await using ssh = await startTcp((socket) => socket.write("SSH-2.0-OpenSSH_9.2\r\n"));
    await using http1 = await startHttp((_, response) => void response.end());
    await using silent = await startTcp((socket) => socket.once("data", () => socket.end()));
    await using reset = await startTcp((socket) => socket.once("data", () => socket.resetAndDestroy()));
    const urls = [
      `http://${await findClosedPort()}`,
      `http://${ssh.host}`,
      `http://${http1.host}`,
      `http://${silent.host}`,
      `http://${reset.host}`,
      `https://${http1.host}`,
    ];
    const codes = await Promise.all(
      urls.map(async (url) => (await failureOf(call(createHttp2Unary(http2, url)))).code),
    );
    expect(codes).toEqual([
      "ECONNREFUSED",
      "ERR_HTTP2_ERROR",
      "ERR_HTTP2_ERROR",
      undefined,
      "ECONNRESET",
      expect.stringMatching(/^(EPROTO|ERR_SSL_)/),
    ]);
  });
});

describe("the connection", () => {
  it("is kept for further calls", async () => {
    await using server = await startHttp2((stream) => answer(stream, new Uint8Array(), { "grpc-status": "0" }));
    const transport = connect(server);
    for (let index = 0; index < 5; index += 1) await call(transport);
    transport.close();
    expect(server.sockets.length).toBe(1);
  });

  it("is opened anew after the server has said goodbye", async () => {
    await using server = await startHttp2((stream) => {
      answer(stream, new Uint8Array(), { "grpc-status": "0" });
      stream.session?.goaway();
    });
    const transport = connect(server);
    for (let index = 0; index < 3; index += 1) {
      await call(transport);
      await wait(5);
    }
    transport.close();
    expect(server.sockets.length).toBe(3);
  });

  it("is opened anew after it broke, and says that a call met a kept one", async () => {
    await using server = await startHttp2((stream, index) => {
      if (index % 2 === 0) answer(stream, new Uint8Array(), { "grpc-status": "0" });
      else server.sockets.at(-1)?.resetAndDestroy();
    });
    const transport = connect(server);
    const first = await call(transport);
    const second = await call(transport).catch((error: unknown) => error);
    const third = await call(transport);
    transport.close();
    expect({ first: first.grpcStatus, second, third: third.grpcStatus, sockets: server.sockets.length }).toEqual({
      first: 0,
      second: expect.objectContaining({ isReusedSocket: true }),
      third: 0,
      sockets: 2,
    });
  });

  it("ends calls in flight when the transport is closed", async () => {
    const heard = createGate();
    await using server = await startHttp2(() => heard.open());
    const transport = connect(server);
    const failing = expect(call(transport)).rejects.toThrow();
    await heard.opened;
    transport.close();
    transport.close();
    await failing;
  });
});
