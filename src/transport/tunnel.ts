// SPDX-License-Identifier: Apache-2.0
import type { ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { ProxySettings, TlsSettings } from "./connection-settings.js";
import { getBuiltin } from "./node-builtin.js";

/**
 * A socket through an HTTP proxy to `host:port`, opened with CONNECT (RFC 9110, section 9.3.6). It is unref'd, as all sockets of
 * the SDK are. Rejects with the platform's error, or with `ERR_PROXY_TUNNEL` when the proxy refuses.
 */
export function openTunnel({ url, timeoutMs }: ProxySettings, target: string, tls: TlsSettings = {}): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const request = requestOf(url)(url, {
      ...tls,
      method: "CONNECT",
      path: target,
      headers: { host: target, ...proxyAuthorization(url) },
      agent: false,
    });
    request.setTimeout(timeoutMs, () => request.destroy(tunnelError(`did not answer CONNECT within ${timeoutMs} ms`)));
    request.on("socket", (socket) => socket.unref());
    request.on("error", reject);
    request.on("connect", ({ statusCode }: IncomingMessage, socket: Socket, head: Buffer) => {
      if (statusCode !== 200) {
        socket.destroy();
        reject(tunnelError(`answered HTTP ${statusCode} to CONNECT`));
        return;
      }
      // What came with the answer is the target's.
      if (head.byteLength > 0) socket.unshift(head);
      socket.setTimeout(0);
      resolve(socket);
    });
    request.end();
  });
}

/** TLS with a host at the far end of a socket. */
export function startTls(
  socket: Socket,
  host: string,
  options: TlsSettings & { ALPNProtocols?: string[] } = {},
): TLSSocket {
  const { connect } = getBuiltin("node:tls");
  // A server name is never an address (RFC 6066, section 3).
  const servername = getBuiltin("node:net").isIP(host) === 0 ? host : "";
  // The options of node:tls are mutable lists; it does not change them.
  return connect({ ...(options as object), socket, host, servername });
}

/** The header that carries the credentials of a proxy's URL. */
export function proxyAuthorization({ username, password }: URL): Record<string, string> {
  if (username === "" && password === "") return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
}

/** The request function for the proxy's own protocol. */
function requestOf({ protocol }: URL): (url: URL, options: object) => ClientRequest {
  return protocol === "https:" ? getBuiltin("node:https").request : getBuiltin("node:http").request;
}

function tunnelError(what: string): Error {
  return Object.assign(new Error(`the proxy ${what}`), { code: "ERR_PROXY_TUNNEL" });
}
