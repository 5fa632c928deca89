// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { startHttp, startTcp } from "../testing-support/loopback.js";
import { createHttpTransport } from "./node-http.js";
import { failureOf, send, textOf } from "./testing/send-request.js";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

describe("the connection of node:http", () => {
  it("is one at a time: a request waits for the one before", async () => {
    const order: string[] = [];
    await using server = await startHttp(async (request, response) => {
      order.push(`start ${request.url}`);
      await wait(10);
      order.push(`end ${request.url}`);
      response.end();
    });
    const transport = createHttpTransport();
    await Promise.all(["/a", "/b"].map((path) => send(transport, `http://${server.host}${path}`)));
    transport.close();
    expect({ order, sockets: server.sockets.length }).toEqual({
      order: ["start /a", "end /a", "start /b", "end /b"],
      sockets: 1,
    });
  });

  it("is opened anew when the server has closed the kept one between requests", async () => {
    await using server = await startTcp((socket) => {
      socket.on("data", () => socket.end(OK));
    });
    const transport = createHttpTransport();
    const texts: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      texts.push(textOf(await send(transport, `http://${server.host}`)));
      await wait(5);
    }
    transport.close();
    expect({ texts, sockets: server.sockets.length }).toEqual({ texts: ["ok", "ok", "ok"], sockets: 3 });
  });

  it("says so when a kept one turns out to be closed, and not of a fresh one", async () => {
    await using server = await startTcp((socket) => {
      let requests = 0;
      socket.on("data", () => {
        requests += 1;
        if (requests === 1) socket.write(OK);
        else socket.resetAndDestroy();
      });
    });
    const transport = createHttpTransport();
    const url = `http://${server.host}`;
    await send(transport, url);
    const stale = await send(transport, url).catch((error: unknown) => error);
    const again = textOf(await send(transport, url));
    transport.close();
    await using silent = await startTcp((socket) => socket.once("data", () => socket.resetAndDestroy()));
    const other = createHttpTransport();
    const fresh = await send(other, `http://${silent.host}`).catch((error: unknown) => error);
    expect({ stale, again, fresh }).toEqual({
      stale: expect.objectContaining({ code: "ECONNRESET", isReusedSocket: true }),
      again: "ok",
      fresh: expect.objectContaining({ code: "ECONNRESET", isReusedSocket: false }),
    });
  });

  it("is given up when a server answers early and reads no further", async () => {
    const huge = "x".repeat(20_000_000);
    await using server = await startTcp((socket, index) => {
      socket.once("data", () => {
        if (index === 0) socket.pause();
        socket.write("HTTP/1.1 413 Payload Too Large\r\nContent-Length: 0\r\n\r\n");
      });
    });
    const transport = createHttpTransport();
    const url = `http://${server.host}`;
    const statuses = [(await send(transport, url, huge)).status, (await send(transport, url, "{}")).status];
    transport.close();
    expect(statuses).toEqual([413, 413]);
  });

  it("gives the answer of a server that answers early and closes", async () => {
    await using server = await startTcp((socket) => {
      socket.once("data", () => {
        socket.end("HTTP/1.1 413 Payload Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      });
      // As servers do that linger: what still comes is read and thrown away.
      socket.resume();
    });
    const transport = createHttpTransport();
    const { status } = await send(transport, `http://${server.host}`, "x".repeat(20_000_000));
    transport.close();
    expect(status).toBe(413);
  });

  it("fails with the platform's code when TLS meets plain text, either way", async () => {
    await using plain = await startHttp((_, response) => void response.end());
    const transport = createHttpTransport();
    const { code } = await failureOf(send(transport, `https://${plain.host}`));
    transport.close();
    expect(code).toMatch(/^(EPROTO|ERR_SSL_)/);
  });

  it("is closed with the transport, in use or not", async () => {
    await using server = await startHttp((request, response) => {
      if (request.url === "/done") response.end();
    });
    const transport = createHttpTransport();
    await send(transport, `http://${server.host}/done`);
    const hanging = failureOf(send(transport, `http://${server.host}/hang`));
    await wait(10);
    transport.close();
    expect((await hanging).code).toBe("ECONNRESET");
    await Promise.all(
      server.sockets.map((socket) => socket.closed || new Promise((resolve) => socket.once("close", resolve))),
    );
  });
});
