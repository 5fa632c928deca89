// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttp2Server, type ServerHttp2Stream } from "node:http2";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";

/** A server on a free port of 127.0.0.1. */
export interface LoopbackServer extends AsyncDisposable {
  /** `127.0.0.1:port`. */
  readonly host: string;
  /** Sockets that were ever opened. */
  readonly sockets: readonly Socket[];
}

/** Puts any server of node:net on a port; its sockets are destroyed with it. */
export async function listen(server: Server): Promise<LoopbackServer> {
  const sockets: Socket[] = [];
  server.on("connection", (socket) => {
    sockets.push(socket);
    // A broken connection is what many tests are about.
    socket.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    sockets,
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Talks to each connection as the test likes. */
export function startTcp(onSocket: (socket: Socket, index: number) => void): Promise<LoopbackServer> {
  let count = 0;
  return listen(createTcpServer((socket) => onSocket(socket, count++)));
}

export function startHttp(listener: RequestListener): Promise<LoopbackServer> {
  return listen(createHttpServer({ keepAliveTimeout: 0 }, listener));
}

/** HTTP/2 without TLS; each call of a client is a stream. */
export function startHttp2(onStream: (stream: ServerHttp2Stream, index: number) => void): Promise<LoopbackServer> {
  let count = 0;
  const server = createHttp2Server();
  server.on("stream", (stream) => {
    stream.on("error", () => undefined);
    onStream(stream, count++);
  });
  server.on("sessionError", () => undefined);
  return listen(server);
}

/** `127.0.0.1:port` where nothing listens. */
export async function findClosedPort(): Promise<string> {
  await using server = await startTcp(() => undefined);
  return server.host;
}
