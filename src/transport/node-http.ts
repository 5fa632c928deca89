// SPDX-License-Identifier: Apache-2.0
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { concatBytes } from "../internal/concat-bytes.js";
import { type HttpRequest, type HttpResponse, type HttpTransport, ResponseTooLargeError } from "./http-transport.js";

/**
 * `node:http` with keep-alive: `fetch` costs several times the CPU for a half-megabyte POST. Sockets are unref'd, so that
 * an export in the background never keeps the process alive; an awaited flush holds it with its own timer.
 */
export function createHttpTransport(): HttpTransport {
  const agents = { http: new HttpAgent({ keepAlive: true, maxSockets: 1 }), https: new HttpsAgent({ keepAlive: true, maxSockets: 1 }) };
  return {
    send: (request) => sendOnce(request, agents),
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

function sendOnce(request: HttpRequest, agents: { http: HttpAgent; https: HttpsAgent }): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const length = request.body.reduce((sum, chunk) => sum + chunk.byteLength, 0);
    const url = new URL(request.url);
    const isSecure = url.protocol === "https:";
    const outgoing = (isSecure ? httpsRequest : httpRequest)(url, {
      method: "POST",
      headers: { ...request.headers, "content-length": String(length) },
      agent: isSecure ? agents.https : agents.http,
      signal: request.signal,
    });
    outgoing.once("socket", (socket) => socket.unref());
    // A kept-alive socket that the server closed just now: the sender may try again at once (contract faults F-A14).
    outgoing.once("error", (error) => reject(Object.assign(error, { isReusedSocket: outgoing.reusedSocket })));
    outgoing.once("response", (incoming) => {
      readBody(incoming, request.maxResponseBytes).then((body) => resolve({ status: incoming.statusCode ?? 0, headers: lowerCaseHeaders(incoming), body }), reject);
    });
    outgoing.cork();
    for (const chunk of request.body) outgoing.write(chunk);
    outgoing.end();
    outgoing.uncork();
  });
}

async function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > maxBytes) {
      incoming.destroy();
      throw new ResponseTooLargeError(`response exceeds ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return concatBytes(chunks);
}

function lowerCaseHeaders(incoming: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]));
}
