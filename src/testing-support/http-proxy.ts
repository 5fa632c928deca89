// SPDX-License-Identifier: Apache-2.0
import { createServer as createHttpServer, type IncomingMessage, type RequestListener, request } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { Socket } from "node:net";
import type { Certificate } from "./create-certificate.js";
import { type LoopbackServer, listen } from "./loopback.js";
import { connectTo, join } from "./tls-relay.js";

export interface HttpProxy extends LoopbackServer {
  /** `CONNECT host:port` and `POST http://host:port/path`, each with its credentials. */
  readonly requests: readonly { readonly line: string; readonly authorization: string | undefined }[];
}

export interface HttpProxyOptions {
  /** Answer to every CONNECT in place of a tunnel; `hang` gives none. */
  readonly connect?: number | "hang";
  /** Makes it speak TLS itself. */
  readonly certificate?: Certificate;
  /** Bytes that come right behind the answer to CONNECT. */
  readonly head?: string;
}

/** A small forward proxy: tunnels for CONNECT, whole URLs for the rest. */
export async function startHttpProxy({
  connect = 200,
  certificate,
  head = "",
}: HttpProxyOptions = {}): Promise<HttpProxy> {
  const requests: { line: string; authorization: string | undefined }[] = [];
  const note = ({ method, url, headers }: IncomingMessage): void => {
    requests.push({ line: `${method} ${url}`, authorization: headers["proxy-authorization"] });
  };
  const forward: RequestListener = (incoming, response) => {
    note(incoming);
    const { method, headers } = incoming;
    const { "proxy-authorization": _, ...passedOn } = headers;
    const outgoing = request(incoming.url ?? "", { method, headers: passedOn }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on("error", () => response.writeHead(502).end());
    incoming.pipe(outgoing);
  };
  const server = certificate === undefined ? createHttpServer(forward) : createHttpsServer(certificate, forward);
  server.on("connect", (incoming: IncomingMessage, socket: Socket) => {
    note(incoming);
    if (connect === "hang") return;
    socket.write(`HTTP/1.1 ${connect} Answer\r\n\r\n${head}`);
    if (connect === 200) join(socket, connectTo(incoming.url ?? ""));
    else socket.end();
  });
  return Object.assign(await listen(server), { requests });
}
