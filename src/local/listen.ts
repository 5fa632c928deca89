// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import type { Server } from "node:net";

/** A side of the ingest that listens on a port. */
export interface ListeningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** The only address a local ingest listens on. */
export const LOOPBACK_HOST = "127.0.0.1";

/** Binds a server to a loopback port and returns the port; 0 picks a free one. */
export async function listenOnLoopback(server: Server, port: number, option: string): Promise<number> {
  server.listen(port, LOOPBACK_HOST);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new Error(`${option}: cannot listen on ${LOOPBACK_HOST}:${port}; use a free port or 0`, { cause: error });
  }
  const address = server.address();
  // A listening TCP server always has an address object; text is for pipes.
  return typeof address === "object" && address !== null ? address.port : port;
}

/** Stops listening; resolves when the last connection is gone. */
export async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
