// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { findClosedPort, startHttp, startTcp } from "../testing-support/loopback.js";
import { createHttpTransport as createFetchTransport } from "./fetch.js";
import { createHttpTransport as createNodeTransport } from "./node-http.js";
import { failureOf, send, textOf } from "./testing/send-request.js";

async function read(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer); // no encoding is set: chunks are buffers
  return Buffer.concat(chunks).toString();
}

/** Also when it ends in an error, which `once` of node:events would reject with. */
function whenClosed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

describe.each([
  ["node:http", createNodeTransport],
  ["fetch", createFetchTransport],
])("%s", (name, createTransport) => {
  it("posts the pieces of a body as one, with the headers", async () => {
    const seen: unknown[] = [];
    await using server = await startHttp(async (request, response) => {
      const { method, url, headers } = request;
      const { "content-type": type, "content-length": length, "x-team": team } = headers;
      seen.push({ method, url, type, length, team, body: await read(request) });
      response.writeHead(202, { "X-Answer": "yes", "Set-Cookie": ["a=1", "b=2"] }).end("done");
    });
    const transport = createTransport();
    const headers = { "content-TYPE": "application/json", "X-Team": "s\u00e9arch" };
    const response = await send(transport, `http://${server.host}/path?a=b`, ["{", '"\u00e9"', ":1}"], { headers });
    transport.close();
    expect(seen).toEqual([
      {
        method: "POST",
        url: "/path?a=b",
        type: "application/json",
        length: "8",
        team: "s\u00e9arch",
        body: '{"\u00e9":1}',
      },
    ]);
    expect({ status: response.status, answer: response.headers["x-answer"], text: textOf(response) }).toEqual({
      status: 202,
      answer: "yes",
      text: "done",
    });
  });

  it("keeps its connection for further requests", async () => {
    await using server = await startHttp(async (request, response) => {
      response.end(await read(request));
    });
    const transport = createTransport();
    const bodies: string[] = [];
    for (const body of ["a", "b", "c"]) bodies.push(textOf(await send(transport, `http://${server.host}`, body)));
    transport.close();
    // The pool of Node's fetch opens a second one at times.
    const isKept = server.sockets.length <= (name === "fetch" ? 2 : 1);
    expect({ bodies, isKept }).toEqual({ bodies: ["a", "b", "c"], isKept: true });
  });

  it.each([301, 302, 303, 307, 308])("answers with the redirect %i and never follows it", async (status) => {
    const paths: unknown[] = [];
    await using other = await startHttp((request, response) => {
      paths.push(request.url);
      response.end();
    });
    await using server = await startHttp((_, response) => {
      response.writeHead(status, { Location: `http://${other.host}/stolen` }).end();
    });
    const transport = createTransport();
    const response = await send(transport, `http://${server.host}`);
    transport.close();
    expect({ status: response.status, paths }).toEqual({ status, paths: [] });
  });

  it("cuts a long answer off and destroys its connection", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    let written = 0;
    await using server = await startHttp((request, response) => {
      closed = whenClosed(request.socket);
      const pour = (): void => {
        if (response.destroyed || written > 300_000_000) return;
        written += 65_536;
        if (response.write(Buffer.alloc(65_536))) setImmediate(pour);
        else response.once("drain", pour);
      };
      pour();
    });
    const transport = createTransport();
    const failure = await failureOf(send(transport, `http://${server.host}`, "{}", { maxResponseBytes: 100_000 }));
    await closed;
    transport.close();
    expect({ ...failure, isBounded: written < 50_000_000 }).toEqual({
      name: "ResponseTooLargeError",
      code: undefined,
      isBounded: true,
    });
  });

  it("takes an answer of exactly the limit", async () => {
    await using server = await startHttp((_, response) => void response.end("x".repeat(1000)));
    const transport = createTransport();
    const { body } = await send(transport, `http://${server.host}`);
    transport.close();
    expect(body.byteLength).toBe(1000);
  });

  it("never holds more than the limit of a compressed answer", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    await using server = await startHttp((_, response) => {
      response.writeHead(200, { "Content-Encoding": "gzip" }).end(bomb);
    });
    const transport = createTransport();
    const request = send(transport, `http://${server.host}`, "{}", { maxResponseBytes: 1_000_000 });
    if (name === "fetch") expect((await failureOf(request)).name).toBe("ResponseTooLargeError");
    else {
      const { headers, body } = await request;
      expect([headers["content-encoding"], body.byteLength]).toEqual(["gzip", bomb.byteLength]);
    }
    transport.close();
  });

  it("ends the request and its connection when the signal aborts, before and during the answer", async () => {
    const closed: Promise<unknown>[] = [];
    const heard: (() => void)[] = [];
    await using server = await startHttp((request, response) => {
      closed.push(whenClosed(request.socket));
      if (request.url === "/head") response.writeHead(200).write("x");
      heard.shift()?.();
    });
    const transport = createTransport();
    for (const path of ["/silent", "/head"]) {
      const controller = new AbortController();
      const arrived = new Promise<void>((resolve) => heard.push(resolve));
      const failure = failureOf(send(transport, `http://${server.host}${path}`, "{}", { signal: controller.signal }));
      await arrived;
      controller.abort();
      expect((await failure).name).toMatch(/^(AbortError|Error)$/);
    }
    await Promise.all(closed);
    transport.close();
    expect(closed.length).toBe(2);
  });

  it("does not send at all when the signal has aborted already", async () => {
    let requests = 0;
    await using server = await startHttp((_, response) => {
      requests += 1;
      response.end();
    });
    const transport = createTransport();
    const failure = await failureOf(send(transport, `http://${server.host}`, "{}", { signal: AbortSignal.abort() }));
    transport.close();
    expect({ name: failure.name, requests }).toEqual({ name: "AbortError", requests: 0 });
  });

  it("fails when nothing listens", async () => {
    const transport = createTransport();
    const failure = await failureOf(send(transport, `http://${await findClosedPort()}`));
    expect(failure.code).toBe("ECONNREFUSED");
  });

  it.each<[string, string]>([
    ["another protocol", "SSH-2.0-OpenSSH_9.2\r\n"],
    ["an answer that is cut off", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"],
    ["an answer without an end of its head", "HTTP/1.1 200 OK\r\n"],
    ["nothing", ""],
    ["headers of a megabyte", `HTTP/1.1 200 OK\r\n${`X-Filler: ${"y".repeat(1000)}\r\n`.repeat(1000)}\r\n`],
    ["ten thousand headers", `HTTP/1.1 200 OK\r\n${"X: y\r\n".repeat(10_000)}\r\n`],
  ])("fails on %s", async (_, answer) => {
    await using server = await startTcp((socket) => socket.once("data", () => socket.end(answer)));
    const transport = createTransport();
    const failure = failureOf(send(transport, `http://${server.host}`));
    expect((await failure).name).not.toBe("ResponseTooLargeError");
    transport.close();
  });

  it("fails when the connection is reset, before and during the answer", async () => {
    for (const head of ["", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{"]) {
      await using server = await startTcp((socket) =>
        socket.once("data", () => {
          socket.write(head, () => void socket.resetAndDestroy());
        }),
      );
      const transport = createTransport();
      await failureOf(send(transport, `http://${server.host}`));
      transport.close();
    }
  });
});
