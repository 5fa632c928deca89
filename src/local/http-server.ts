// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createScriptedHttpAnswer, createTextAnswer, type HttpAnswer, writeAnswer } from "./http-answer.js";
import { routeHttpRequest } from "./http-routes.js";
import type { IngestContext } from "./ingest-context.js";
import { closeServer, type ListeningServer, listenOnLoopback } from "./listen.js";
import type { CompleteRequest } from "./request-journal.js";
import { type Exchange, serveRequest } from "./serve-request.js";

/** Headers larger than this are refused, as a stock ingest does. */
const MAX_HEADER_BYTES: number = 1024 * 1024;

/** Starts the HTTP side on a loopback port. */
export async function startHttpServer(context: IngestContext): Promise<ListeningServer> {
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: 0 }, (message, response) => {
    void serve(message, response, context);
  });
  const port = await listenOnLoopback(server, context.options.httpPort, "httpPort");
  return {
    port,
    close() {
      const closed = closeServer(server);
      server.closeAllConnections();
      return closed;
    },
  };
}

async function serve(message: IncomingMessage, response: ServerResponse, context: IngestContext): Promise<void> {
  const body = await readBody(message);
  if (body === undefined) {
    const request = createCompleteRequest(message, new Uint8Array());
    return context.journal.open(request).settle({ kind: "aborted" });
  }
  await serveRequest(createExchange(createCompleteRequest(message, body), response, context), context);
}

function createExchange(
  request: CompleteRequest,
  response: ServerResponse,
  context: IngestContext,
): Exchange<HttpAnswer> {
  return {
    request,
    handle: () => routeHttpRequest(request, context),
    createScriptedAnswer: createScriptedHttpAnswer,
    createFailure: (text) => createTextAnswer(500, text),
    send: (answer) => writeAnswer(response, answer, request.headers["accept-encoding"]),
    reset: () => void response.socket?.resetAndDestroy(),
  };
}

function createCompleteRequest(message: IncomingMessage, body: Uint8Array): CompleteRequest {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(message.headersDistinct)) headers[name] = values?.join(", ") ?? "";
  const path = (message.url ?? "/").replace(/\?.*$/s, "");
  return { transport: "http", method: message.method ?? "GET", path, headers, body };
}

/** Reads the whole body; undefined when the client went away first. */
async function readBody(message: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of message) chunks.push(chunk as Uint8Array); // no encoding is set: chunks are buffers
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}
