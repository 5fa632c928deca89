// SPDX-License-Identifier: Apache-2.0
import { connect, type Socket } from "node:net";
import { createServer, type TLSSocket, type TlsOptions } from "node:tls";
import { type LoopbackServer, listen } from "./loopback.js";

export interface TlsRelay extends LoopbackServer {
  /** Common name of each client certificate that was shown; undefined for a client without one. */
  readonly clients: readonly (string | undefined)[];
}

/** Speaks TLS on a port of its own and passes everything on to `host:port`, which needs no TLS. */
export async function startTlsRelay(target: string, options: TlsOptions): Promise<TlsRelay> {
  const clients: (string | undefined)[] = [];
  const server = createServer({ ALPNProtocols: ["h2", "http/1.1"], ...options }, (socket) => {
    const names = socket.getPeerCertificate().subject?.CN;
    clients.push(Array.isArray(names) ? names.join() : names);
    join(socket, connectTo(target));
  });
  // A handshake that fails is what some tests are about.
  server.on("tlsClientError", () => undefined);
  return Object.assign(await listen(server), { clients });
}

/** A socket to `host:port`. */
export function connectTo(target: string): Socket {
  const [host = "", port] = target.split(":");
  return connect(Number(port), host);
}

/** Two sockets that end together. */
export function join(left: Socket | TLSSocket, right: Socket): void {
  for (const [from, to] of [
    [left, right],
    [right, left],
  ] as const) {
    from.on("error", () => to.destroy());
    from.on("close", () => to.destroy());
    from.pipe(to);
  }
}
