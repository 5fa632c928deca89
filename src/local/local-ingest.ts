// SPDX-License-Identifier: Apache-2.0
import { startGrpcServer } from "./grpc-server.js";
import { startHttpServer } from "./http-server.js";
import { createIngestContext } from "./ingest-context.js";
import { LOOPBACK_HOST } from "./listen.js";
import { type LocalIngestOptions, resolveLocalIngestOptions } from "./options.js";
import type { RatingReader } from "./ratings.js";
import type { RequestLog } from "./request-journal.js";
import type { GenerationReader } from "./store.js";

/** A running ingest. Everything is in this process; nothing outside 127.0.0.1 can reach it. */
export interface LocalIngest {
  /** Base URL of the HTTP side, without a path. */
  readonly httpUrl: string;
  /** `host:port` of the gRPC side, which speaks without TLS. */
  readonly grpcTarget: string;
  /** The accepted generations. */
  readonly generations: GenerationReader;
  /** The accepted ratings. */
  readonly ratings: RatingReader;
  /** Every request that arrived, with its outcome. */
  readonly requests: RequestLog;
  /** Stops both sides and ends open connections. What was stored stays readable. Repeated calls do nothing more. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a Sigil ingest in this process, over HTTP and gRPC on loopback ports. It is as strict as a real one:
 * what it accepts, a real ingest accepts, and what it refuses is refused with the same status and text.
 *
 * Rejects when an option is invalid or a port is taken.
 *
 * @example
 * ```ts
 * await using ingest = await createLocalIngest();
 * // send something to ingest.httpUrl or ingest.grpcTarget
 * console.log(ingest.generations.list());
 * ```
 */
export async function createLocalIngest(options: LocalIngestOptions = {}): Promise<LocalIngest> {
  const resolved = resolveLocalIngestOptions(options);
  const closing = new AbortController();
  const context = createIngestContext(resolved, closing.signal);
  const http = await startHttpServer(context);
  const grpc = await startGrpcServer(context).catch(async (error: unknown) => {
    await http.close();
    throw error;
  });
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing.abort();
    closed ??= Promise.all([http.close(), grpc.close()]).then(() => undefined);
    return closed;
  };
  return {
    httpUrl: `http://${LOOPBACK_HOST}:${http.port}`,
    grpcTarget: `${LOOPBACK_HOST}:${grpc.port}`,
    generations: resolved.store,
    ratings: context.ratings,
    requests: context.journal,
    close,
    [Symbol.asyncDispose]: close,
  };
}
