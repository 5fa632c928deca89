// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import { createServer as createHttp2Server, type ServerHttp2Stream } from "node:http2";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/** A server on loopback that is no ingest. */
export interface RawServer {
  /** `host:port`. */
  readonly host: string;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Answers HTTP/1 requests with raw bytes; `answer` is called once a whole request has arrived, with its number. */
export function startRawHttp(answer: (socket: Socket, index: number) => void): Promise<RawServer> {
  let requests = 0;
  return listen(
    createServer((socket) => {
      let text = "";
      socket.on("error", () => undefined); // a client that goes away
      socket.on("data", (chunk: Buffer) => {
        text += chunk.toString("latin1");
        if (!isWhole(text)) return;
        text = "";
        answer(socket, requests);
        requests += 1;
      });
    }),
  );
}

/** A gRPC call as it came in: the message without its prefix. */
export interface RawCall {
  readonly stream: ServerHttp2Stream;
  readonly index: number;
  readonly message: Uint8Array;
}

/** Answers gRPC calls stream by stream; `answer` is called at the end of each request. */
export function startRawGrpc(answer: (call: RawCall) => void): Promise<RawServer> {
  const server = createHttp2Server();
  let requests = 0;
  server.on("stream", (stream) => {
    const chunks: Buffer[] = [];
    stream.on("error", () => undefined); // a client that goes away
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.once("end", () => {
      answer({ stream, index: requests, message: Buffer.concat(chunks).subarray(MESSAGE_PREFIX_BYTES) });
      requests += 1;
    });
  });
  return listen(server as unknown as Server); // an http2 server is a net server, which its type does not say
}

/** One byte says whether the message is compressed, four how long it is. */
const MESSAGE_PREFIX_BYTES = 5;

/** A port on which nothing listens. */
export async function findClosedPort(): Promise<string> {
  const server = await listen(createServer());
  await server[Symbol.asyncDispose]();
  return server.host;
}

async function listen(server: Server): Promise<RawServer> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    host: `127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function isWhole(request: string): boolean {
  const end = request.indexOf("\r\n\r\n");
  const length = /content-length: (\d+)/i.exec(request)?.[1];
  return end >= 0 && request.length >= end + 4 + Number(length ?? 0);
}
