// SPDX-License-Identifier: Apache-2.0
import { HEADERS } from "../../generated/ts/connection.js";
import { exportResultsFromJson } from "../../generated/ts/export-results.js";
import { jsonRequestChunks } from "../internal/wire/export-request.js";
import { type HttpResponse, type HttpTransport } from "../transport/http-transport.js";
import { parseRetryAfter } from "./backoff.js";
import { classifyHttpStatus } from "./classify-answer.js";
import { createFailure, createFault } from "./export-failure.js";
import type { ItemResult, JsonExporter } from "./generation-exporter.js";
import { toHttpFault } from "./http-fault.js";

export interface HttpExporterOptions {
  readonly url: string;
  readonly transport: HttpTransport;
  /** Resolved for every attempt, so that rotated credentials are used. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  readonly maxResponseBytes: number;
  readonly now: () => Date;
}

/** Posts proto-JSON batches to the ingest (contract wire.md section 2). */
export function createHttpExporter(options: HttpExporterOptions): JsonExporter {
  return {
    format: "json",
    export: async (batch, { signal }) => {
      const response = await options.transport
        .send({ url: options.url, headers: await options.headers(), body: jsonRequestChunks(batch), signal, maxResponseBytes: options.maxResponseBytes })
        .catch((error: unknown) => Promise.reject(toHttpFault(error)));
      return readAnswer(response, options.now());
    },
    shutdown: () => options.transport.close(),
  };
}

function readAnswer(response: HttpResponse, now: Date): readonly ItemResult[] {
  const { status } = response;
  const body = new TextDecoder().decode(response.body);
  const { class: answerClass, honoursRetryAfter } = classifyHttpStatus(status);
  if (answerClass === "done") return readResults(body);
  throw createFailure(answerClass, `the ingest answered HTTP ${status}: ${body}`, {
    details: { status },
    retryAfterMs: honoursRetryAfter ? parseRetryAfter(response.headers[HEADERS.retryAfter.toLowerCase()], now) : undefined,
  });
}

function readResults(body: string): readonly ItemResult[] {
  const results = parseResults(body);
  if (results === undefined) throw createFault("unexpected_body", `the ingest answered without results: ${body}`);
  return results;
}

function parseResults(body: string): readonly ItemResult[] | undefined {
  try {
    return exportResultsFromJson(JSON.parse(body));
  } catch {
    return undefined;
  }
}
