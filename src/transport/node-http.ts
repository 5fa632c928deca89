// SPDX-License-Identifier: Apache-2.0
import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { concatBytes } from "../internal/concat-bytes.js";
import { type HttpRequest, type HttpResponse, type HttpTransport, ResponseTooLargeError } from "./http-transport.js";

interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

/**
 * `node:http` with keep-alive: `fetch` costs several times the CPU for a half-megabyte POST. Sockets are unref'd, so that
 * an export in the background never keeps the process alive; an awaited flush holds it with its own timer.
 */
export function createHttpTransport(): HttpTransport {
  const options = { keepAlive: true, maxSockets: 1 };
  const agents: Agents = { http: new HttpAgent(options), https: new HttpsAgent(options) };
  return {
    send: (request) => sendOnce(request, agents),
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

function sendOnce(request: HttpRequest, agents: Agents): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = openRequest(request, agents);
    outgoing.once("socket", (socket) => socket.unref());
    // Not once: an error after the first, when the request is over, would end the process.
    // A kept-alive socket that the server closed just now: the sender may try again at once (contract faults F-A14).
    outgoing.on("error", (error) => reject(Object.assign(error, { isReusedSocket: outgoing.reusedSocket })));
    outgoing.once("response", (incoming) => {
      readResponse(incoming, request.maxResponseBytes)
        // A server that answers early and reads no further would keep the only socket for ever.
        .finally(() => outgoing.writableFinished || outgoing.destroy())
        .then(resolve, reject);
    });
    outgoing.cork();
    for (const chunk of request.body) outgoing.write(chunk);
    outgoing.end();
    outgoing.uncork();
  });
}

function openRequest(request: HttpRequest, agents: Agents): ClientRequest {
  const length = request.body.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  const url = new URL(request.url);
  const isSecure = url.protocol === "https:";
  return (isSecure ? httpsRequest : httpRequest)(url, {
    method: "POST",
    headers: { ...request.headers, "content-length": String(length) },
    agent: isSecure ? agents.https : agents.http,
    signal: request.signal,
  });
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
