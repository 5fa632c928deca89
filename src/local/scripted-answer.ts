// SPDX-License-Identifier: Apache-2.0

/** How a request reached the ingest. */
export type LocalTransport = "http" | "grpc";

/** A request as the `answer` hook sees it: complete, not yet looked at. */
export interface LocalRequest {
  readonly transport: LocalTransport;
  /** HTTP method; always `POST` for gRPC. */
  readonly method: string;
  /** HTTP path without the query, undecoded, or the full gRPC method path. */
  readonly path: string;
  /** Headers or gRPC metadata, keys in lower case, repeated ones joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** HTTP body, or the gRPC message after decompression. */
  readonly body: Uint8Array;
  /** Number of requests that came before this one, on either transport. */
  readonly index: number;
}

/** Answers an HTTP request in place of the ingest; nothing is stored. */
export interface ScriptedHttpAnswer {
  readonly kind: "http";
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly body?: string | Uint8Array | undefined;
  readonly delayMs?: number | undefined;
}

/** Answers a gRPC call in place of the ingest; nothing is stored. */
export interface ScriptedGrpcAnswer {
  readonly kind: "grpc";
  /** Status code as a number; 0 is OK. */
  readonly code: number;
  readonly details?: string | undefined;
  /** Trailing metadata. A key that ends in `-bin` takes bytes. */
  readonly trailers?: Readonly<Record<string, string | Uint8Array>> | undefined;
  /** Encoded response message of an OK answer; empty by default. */
  readonly message?: Uint8Array | undefined;
  readonly delayMs?: number | undefined;
}

/** Destroys the connection with a reset, by default before the request is handled. */
export interface ScriptedReset {
  readonly kind: "reset";
  /** Stores the request first, so that only the acknowledgement is lost. */
  readonly afterHandling?: boolean | undefined;
  readonly delayMs?: number | undefined;
}

/** Handles the request as usual, after a delay. */
export interface ScriptedDelay {
  readonly kind: "delay";
  readonly delayMs: number;
}

/** Keeps the connection open and never answers. */
export interface ScriptedHang {
  readonly kind: "hang";
}

/** What to do with one request in place of the usual handling. */
export type ScriptedAnswer = ScriptedHttpAnswer | ScriptedGrpcAnswer | ScriptedReset | ScriptedDelay | ScriptedHang;
