// SPDX-License-Identifier: Apache-2.0

export interface HttpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Body in pieces, so that records are not copied into one buffer. */
  readonly body: readonly Uint8Array[];
  /** Ends the request and its socket at once. */
  readonly signal: AbortSignal;
  /** A longer response is cut off and fails with a ResponseTooLargeError. */
  readonly maxResponseBytes: number;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. A `content-encoding` is one that `body` still has. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** Sends POST requests. Redirects are answers, not followed: the body holds prompts (contract F-S1). */
export interface HttpTransport {
  send(request: HttpRequest): Promise<HttpResponse>;
  close(): void;
}

export class ResponseTooLargeError extends Error {
  override readonly name = "ResponseTooLargeError";

  constructor(maxBytes: number) {
    super(`the answer is longer than ${maxBytes} bytes`);
  }
}
