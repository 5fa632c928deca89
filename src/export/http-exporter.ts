// SPDX-License-Identifier: Apache-2.0

import { exportResultsFromJson } from "../../generated/ts/export-results.js";
import { HEADERS } from "../../generated/ts/headers.js";
import type { RequestHeaders } from "../config/resolve-headers.js";
import { jsonRequestChunks } from "../internal/wire/export-request.js";
import type { HttpResponse, HttpTransport } from "../transport/http-transport.js";
import { parseRetryAfter } from "./backoff.js";
import { classifyHttpStatus } from "./classify-answer.js";
import { toConnectionFault } from "./connection-fault.js";
import { answerHint } from "./endpoint-hint.js";
import { createFailure, createFault } from "./export-failure.js";
import type { ItemResult, JsonExporter } from "./generation-exporter.js";
import { waitForCredentials } from "./pending-credentials.js";
import { type Confidential, maskResults, serverText } from "./server-text.js";

export interface HttpExporterOptions {
  readonly url: string;
  readonly transport: HttpTransport;
  /** Resolved for every attempt, so that rotated credentials are used. */
  readonly headers: () => Promise<RequestHeaders>;
  readonly maxResponseBytes: number;
  readonly now: () => Date;
}

/** Posts proto-JSON batches to the ingest (contract wire.2). */
export function createHttpExporter(options: HttpExporterOptions): JsonExporter {
  const { url, transport, maxResponseBytes, now } = options;
  return {
    format: "json",
    export: async (batch, { signal }) => {
      const { headers, secrets } = await waitForCredentials(signal, options.headers());
      const response = await transport
        .send({ url, headers, body: jsonRequestChunks(batch), signal, maxResponseBytes })
        .catch((error: unknown) => Promise.reject(toConnectionFault(error)));
      const confidential = { secrets, batch };
      return maskResults(readAnswer(response, confidential, now), confidential);
    },
    shutdown: () => transport.close(),
  };
}

function readAnswer(response: HttpResponse, confidential: Confidential, now: () => Date): readonly ItemResult[] {
  const { status } = response;
  const encoding = response.headers["content-encoding"] ?? "identity";
  const isReadable = encoding.trim().toLowerCase() === "identity";
  const { class: answerClass, honoursRetryAfter } = classifyHttpStatus(status);
  if (answerClass === "done") {
    if (!isReadable)
      throw createFault("content_encoding", `the answer is encoded as ${encoding}, which was not asked for`);
    return readResults(response.body);
  }
  const text = isReadable ? serverText(new TextDecoder().decode(response.body), confidential) : "";
  // What a server says about a redirect is where it leads, which does not help.
  const said = answerClass === "redirect" ? "" : text;
  const hint = answerHint(answerClass, status === 404 || status === 405);
  throw createFailure(answerClass, `the ingest answered HTTP ${status}${hint}${said}`, {
    details: { status },
    retryAfterMs: honoursRetryAfter
      ? parseRetryAfter(response.headers[HEADERS.retryAfter.toLowerCase()], now())
      : undefined,
  });
}

/** A success is one of an ingest only when it says what became of the records (contract F-A8). */
function readResults(body: Uint8Array): readonly ItemResult[] {
  const results = parseResults(new TextDecoder().decode(body));
  if (results === undefined)
    throw createFault("unexpected_body", "the answer is not that of an ingest; is the endpoint right?");
  return results;
}

function parseResults(body: string): readonly ItemResult[] | undefined {
  try {
    return exportResultsFromJson(JSON.parse(body));
  } catch {
    return undefined;
  }
}
