// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { describeError } from "../describe-error.js";
import { closeServer, LOOPBACK_HOST, listenOnLoopback } from "../listen.js";
import { decodeMetrics } from "./decode-metrics.js";
import { decodeTraces } from "./decode-traces.js";
import type { OtlpMetric, OtlpSpan } from "./otlp-types.js";
import { findEncoding, type OtlpEncoding } from "./parse-message.js";
import { RefusedBody, readBoundedBody } from "./read-body.js";

/** Options of an OTLP receiver. */
export interface OtlpReceiverOptions {
  /** Port on 127.0.0.1. Default 0, any free port. */
  readonly port?: number | undefined;
  /** Longest body, before and after decompression. Default 16 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** Called with the spans of each request and what stood before `/v1/traces` in its path. */
  readonly onSpans?: ((spans: readonly OtlpSpan[], prefix: string) => void) | undefined;
  /** Called with the metrics of each request and what stood before `/v1/metrics` in its path. */
  readonly onMetrics?: ((metrics: readonly OtlpMetric[], prefix: string) => void) | undefined;
}

/** A running receiver. */
export interface OtlpReceiver {
  /** Base URL; exporters are pointed at it followed by `/v1/traces` and `/v1/metrics`, with any prefix between. */
  readonly url: string;
  /** Stops listening and ends open connections. Repeated calls do nothing more. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const MAX_BODY_BYTES: number = 16 * 1024 * 1024;

/** Starts a receiver of OTLP over HTTP, protobuf or JSON, for traces and metrics. It answers after the callbacks have returned. */
export async function createOtlpReceiver(options: OtlpReceiverOptions = {}): Promise<OtlpReceiver> {
  const server = createServer({ keepAliveTimeout: 0 }, (message, response) => void serve(message, response, options));
  const port = await listenOnLoopback(server, options.port ?? 0, "port");
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= closeServer(server);
    server.closeAllConnections();
    return closed;
  };
  return { url: `http://${LOOPBACK_HOST}:${port}`, close, [Symbol.asyncDispose]: close };
}

async function serve(message: IncomingMessage, response: ServerResponse, options: OtlpReceiverOptions): Promise<void> {
  try {
    const [, prefix, signal] = /^(.*)\/v1\/(traces|metrics)$/s.exec((message.url ?? "").replace(/\?.*$/s, "")) ?? [];
    if (prefix === undefined) throw new RefusedBody(404, "there are /v1/traces and /v1/metrics");
    if (message.method !== "POST") throw new RefusedBody(405, "use POST");
    const encoding = findEncoding(message.headers["content-type"] ?? "");
    if (encoding === undefined) throw new RefusedBody(415, "use application/x-protobuf or application/json");
    const body = await readBoundedBody(message, options.maxBodyBytes ?? MAX_BODY_BYTES);
    if (signal === "traces") options.onSpans?.(decode(decodeTraces, body, encoding), prefix);
    else options.onMetrics?.(decode(decodeMetrics, body, encoding), prefix);
    // An empty answer of either encoding says that nothing was refused.
    response.setHeader("Content-Type", message.headers["content-type"] ?? "");
    response.end(encoding === "json" ? "{}" : "");
  } catch (error) {
    refuse(response, error);
  }
}

function decode<Signal>(
  decoder: (body: Uint8Array, encoding: OtlpEncoding) => Signal,
  body: Uint8Array,
  encoding: OtlpEncoding,
): Signal {
  try {
    return decoder(body, encoding);
  } catch (error) {
    throw new RefusedBody(400, describeError(error));
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  response.statusCode = error instanceof RefusedBody ? error.status : 500;
  // The rest of a body that is too long is not worth waiting for.
  response.setHeader("Connection", "close");
  response.end(`${describeError(error)}\n`);
}
