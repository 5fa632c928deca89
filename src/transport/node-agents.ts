// SPDX-License-Identifier: Apache-2.0
import { Agent as HttpAgent } from "node:http";
import { type AgentOptions, Agent as HttpsAgent } from "node:https";
import type { Duplex } from "node:stream";
import type { ConnectionSettings, ProxySettings, TlsSettings } from "./connection-settings.js";
import { openTunnel, startTls } from "./tunnel.js";

/** The agents of one transport. */
export interface Agents {
  /** The agent for a URL. */
  for(url: URL): object;
  /** Closes the agents that are the SDK's own. */
  close(): void;
}

/** One connection at a time, kept. An agent of the caller's serves every URL and stays open. */
export function createAgents({ tls, proxy, agent }: ConnectionSettings): Agents {
  if (agent !== undefined) return { for: () => agent, close: () => undefined };
  const options: AgentOptions = { keepAlive: true, maxSockets: 1, ...(tls as AgentOptions) };
  const https = proxy === undefined ? new HttpsAgent(options) : new TunnelAgent(options, proxy, tls);
  // To a proxy that speaks TLS, plain requests go over TLS too.
  const plain = proxy?.url.protocol === "https:" ? new HttpsAgent(options) : new HttpAgent(options);
  return {
    for: (url) => (url.protocol === "https:" ? https : plain),
    close: () => {
      https.destroy();
      plain.destroy();
    },
  };
}

type Connected = (error: Error | null, socket: Duplex) => void;

/** TLS to the target through a tunnel of the proxy. */
class TunnelAgent extends HttpsAgent {
  readonly #proxy: ProxySettings;
  readonly #tls: TlsSettings | undefined;

  constructor(options: AgentOptions, proxy: ProxySettings, tls: TlsSettings | undefined) {
    super(options);
    this.#proxy = proxy;
    this.#tls = tls;
  }

  override createConnection(options: { host?: string; port?: number | string }, connected: Connected): undefined {
    const { host = "", port = "" } = options;
    const target = `${host.includes(":") ? `[${host}]` : host}:${port}`;
    openTunnel(this.#proxy, target, this.#tls).then(
      (socket) => connected(null, startTls(socket, host, this.#tls)),
      // Node takes an error without a socket; its types do not know.
      (error: Error) => (connected as (error: Error) => void)(error),
    );
  }
}
