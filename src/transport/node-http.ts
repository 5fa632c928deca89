// SPDX-License-Identifier: Apache-2.0
import { type ClientRequest, type Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { concatBytes } from "../internal/concat-bytes.js";
import type { ConnectionSettings } from "./connection-settings.js";
import { type HttpRequest, type HttpResponse, type HttpTransport, ResponseTooLargeError } from "./http-transport.js";
import { type Agents, createAgents } from "./node-agents.js";
import { proxyAuthorization } from "./tunnel.js";

/**
 * `node:http` with keep-alive: `fetch` costs several times the CPU for a half-megabyte POST. The SDK's own sockets are unref'd, so
 * that an export in the background never keeps the process alive; an awaited flush holds it with its own timer. Those of an agent of
 * the application stay as they are: its own requests may wait for them.
 */
export function createHttpTransport(settings: ConnectionSettings = {}): HttpTransport {
  const agents = createAgents(settings);
  return {
    send: async (request) => {
      const outgoing = openRequest(request, settings, agents);
      if (settings.agent === undefined) outgoing.once("socket", (socket) => socket.unref());
      return sendOnce(outgoing, request);
    },
    close: () => agents.close(),
  };
}

function sendOnce(outgoing: ClientRequest, { body, maxResponseBytes }: HttpRequest): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    // Not once: an error after the first, when the request is over, would end the process.
    // A kept-alive socket that the server closed just now: the sender may try again at once (contract F-A14).
    outgoing.on("error", (error) => reject(Object.assign(error, { isReusedSocket: outgoing.reusedSocket })));
    outgoing.once("response", (incoming) => {
      readResponse(incoming, maxResponseBytes)
        // A server that answers early and reads no further would keep the only socket for ever.
        .finally(() => outgoing.writableFinished || outgoing.destroy())
        .then(resolve, reject);
    });
    outgoing.cork();
    for (const chunk of body) outgoing.write(chunk);
    outgoing.end();
    outgoing.uncork();
  });
}

function openRequest(request: HttpRequest, { proxy }: ConnectionSettings, agents: Agents): ClientRequest {
  const { url: text, signal } = request;
  const url = new URL(text);
  const length = request.body.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  const headers = { ...request.headers, "content-length": String(length) };
  const options: RequestOptions = { method: "POST", headers, signal, agent: agents.for(url) as HttpAgent };
  if (url.protocol === "https:") return httpsRequest(url, options);
  if (proxy === undefined) return httpRequest(url, options);
  // A proxy is asked for a plain resource by its whole URL (RFC 9112, section 3.2.2).
  const proxied = { ...options, path: text, headers: { ...headers, host: url.host, ...proxyAuthorization(proxy.url) } };
  return (proxy.url.protocol === "https:" ? httpsRequest : httpRequest)(proxy.url, proxied);
}

async function readResponse(incoming: IncomingMessage, maxBytes: number): Promise<HttpResponse> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > maxBytes) {
      incoming.destroy();
      throw new ResponseTooLargeError(maxBytes);
    }
    chunks.push(chunk);
  }
  return { status: incoming.statusCode ?? 0, headers: lowerCaseHeaders(incoming), body: concatBytes(chunks) };
}

function lowerCaseHeaders(incoming: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}
