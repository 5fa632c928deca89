// SPDX-License-Identifier: Apache-2.0
import { configError } from "../config/config-error.js";
import { concatBytes } from "../internal/concat-bytes.js";
import type { ConnectionSettings } from "./connection-settings.js";
import { type HttpRequest, type HttpResponse, type HttpTransport, ResponseTooLargeError } from "./http-transport.js";

/** The platform's `fetch`, for runtimes other than Node. */
export function createHttpTransport(settings: ConnectionSettings = {}): HttpTransport {
  if (Object.keys(settings).length > 0)
    throw configError("generationExport.transport", ": this runtime sends with fetch, which has no such settings");
  return { send: sendOnce, close: () => undefined };
}

async function sendOnce(request: HttpRequest): Promise<HttpResponse> {
  const response = await fetch(request.url, {
    method: "POST",
    headers: request.headers,
    body: concatBytes(request.body),
    redirect: "manual",
    signal: request.signal,
  });
  // `fetch` decodes the body and keeps the header that says how.
  const { "content-encoding": _, ...headers } = Object.fromEntries(response.headers);
  return {
    // Browsers hide what a redirect says; that it is one is enough.
    status: response.type === "opaqueredirect" ? 302 : response.status,
    headers,
    body: await readBody(response, request.maxResponseBytes),
  };
}

/** The limit counts what we would hold, which is the decoded body. */
async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      throw new ResponseTooLargeError(maxBytes);
    }
    chunks.push(part.value);
  }
  return concatBytes(chunks);
}
