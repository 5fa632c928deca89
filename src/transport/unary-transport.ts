// SPDX-License-Identifier: Apache-2.0

export interface UnaryRequest {
  /** `/package.Service/Method`. */
  readonly path: string;
  /** Metadata; names in any case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The encoded request message in pieces. */
  readonly message: readonly Uint8Array[];
  /** Ends the call and its connection at once. */
  readonly signal: AbortSignal;
  /** A longer answer is cut off and fails with a ResponseTooLargeError. */
  readonly maxResponseBytes: number;
}

/** What a server answered to a gRPC call, before anything is read into it. */
export interface UnaryAnswer {
  readonly httpStatus: number;
  /** Undefined when no server sent one: something between cut the answer off or made up its own. */
  readonly grpcStatus: number | undefined;
  readonly grpcMessage: string;
  /** Bytes of `google.rpc.Status`, when the server sent them. */
  readonly statusDetails: Uint8Array | undefined;
  /** Body bytes: messages with their prefixes. */
  readonly body: Uint8Array;
}

/** Makes gRPC calls with one request and one answer over a connection that is kept. */
export interface UnaryTransport {
  call(request: UnaryRequest): Promise<UnaryAnswer>;
  close(): void;
}
