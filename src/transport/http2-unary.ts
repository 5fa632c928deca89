// SPDX-License-Identifier: Apache-2.0
import type {
  ClientHttp2Session,
  ClientHttp2Stream,
  IncomingHttpHeaders,
  SecureClientSessionOptions,
} from "node:http2";
import type { Socket } from "node:net";
import { concatBytes } from "../internal/concat-bytes.js";
import type { ConnectionSettings } from "./connection-settings.js";
import { ResponseTooLargeError } from "./http-transport.js";
import { openTunnel, startTls } from "./tunnel.js";
import type { UnaryAnswer, UnaryRequest, UnaryTransport } from "./unary-transport.js";

type Http2Module = typeof import("node:http2");
type Headers = IncomingHttpHeaders;

/** Length of a message's prefix: a compression flag and four bytes of length. */
const PREFIX_BYTES = 5;

/**
 * Unary gRPC over one HTTP/2 connection. Its socket is unref'd: a call that hangs never keeps the process alive, which a
 * call of `@grpc/grpc-js` does until its deadline.
 */
export function createHttp2Unary(
  http2: Http2Module,
  origin: string,
  settings: ConnectionSettings = {},
): UnaryTransport {
  let connection: Connection | undefined;
  return {
    call: async (request) => {
      if (connection === undefined || connection.isOver)
        connection = new Connection(await openSession(http2, origin, settings));
      return connection.call(request);
    },
    close: () => connection?.destroy(),
  };
}

async function openSession(
  http2: Http2Module,
  origin: string,
  { proxy, tls }: ConnectionSettings,
): Promise<ClientHttp2Session> {
  const options: SecureClientSessionOptions = { settings: { enablePush: false }, ...(tls as object) };
  if (proxy === undefined) return http2.connect(origin, options);
  const { protocol, hostname, port } = new URL(origin);
  const host = hostname.replace(/^\[|\]$/g, "");
  const isSecure = protocol === "https:";
  const target = `${hostname}:${port || (isSecure ? 443 : 80)}`;
  const socket: Socket = await openTunnel(proxy, target, tls);
  const connected = isSecure ? startTls(socket, host, { ...tls, ALPNProtocols: ["h2"] }) : socket;
  return http2.connect(origin, { ...options, createConnection: () => connected });
}

class Connection {
  readonly #session: ClientHttp2Session;
  /** The socket's own error says more than those of its streams. */
  #error: Error | undefined;
  #hasAnswered = false;
  #isGoingAway = false;

  constructor(session: ClientHttp2Session) {
    this.#session = session;
    session.unref();
    session.on("error", (error) => {
      this.#error ??= error;
    });
    session.on("goaway", () => {
      this.#isGoingAway = true;
    });
  }

  get isOver(): boolean {
    return this.#isGoingAway || this.#session.closed || this.#session.destroyed;
  }

  destroy(): void {
    this.#session.destroy();
  }

  async call(request: UnaryRequest): Promise<UnaryAnswer> {
    const isReusedSocket = this.#hasAnswered;
    const abort = (): void => this.destroy();
    request.signal.addEventListener("abort", abort, { once: true });
    try {
      if (request.signal.aborted) this.destroy();
      const stream = this.#session.request(toHttp2Headers(request));
      stream.end(frameMessage(request.message));
      const answer = await readAnswer(stream, request.maxResponseBytes);
      this.#hasAnswered = true;
      return answer;
    } catch (error) {
      if (error instanceof ResponseTooLargeError) this.destroy();
      throw Object.assign(this.#error ?? toError(error), { isReusedSocket });
    } finally {
      request.signal.removeEventListener("abort", abort);
    }
  }
}

function toHttp2Headers({ path, headers }: UnaryRequest): Record<string, string> {
  const own = { ":method": "POST", ":path": path, "content-type": "application/grpc", te: "trailers" };
  const metadata = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...Object.fromEntries(metadata), ...own };
}

function frameMessage(message: readonly Uint8Array[]): Uint8Array {
  const prefix = new Uint8Array(PREFIX_BYTES);
  const length = message.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  new DataView(prefix.buffer).setUint32(1, length);
  return concatBytes([prefix, ...message]);
}

function readAnswer(stream: ClientHttp2Stream, maxBytes: number): Promise<UnaryAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let headers: Headers | undefined;
    let error: Error | undefined;
    let length = 0;
    stream.on("response", (head: Headers) => {
      headers = head;
    });
    stream.on("trailers", (trailers: Headers) => {
      headers = { ...headers, ...trailers };
    });
    stream.on("data", (chunk: Uint8Array) => {
      chunks.push(chunk);
      length += chunk.byteLength;
      if (length > maxBytes + PREFIX_BYTES) reject(new ResponseTooLargeError(maxBytes));
    });
    stream.on("error", (cause: Error) => {
      error = cause;
    });
    stream.on("close", () => {
      const wasReset = error !== undefined || stream.rstCode !== 0;
      // A server may reset what it need not read any more; its status counts all the same.
      if (headers !== undefined && (!wasReset || "grpc-status" in headers))
        resolve(toAnswer(headers, concatBytes(chunks)));
      else reject(error ?? new Error(`the stream ended with code ${stream.rstCode}`));
    });
  });
}

function toAnswer(headers: Headers, body: Uint8Array): UnaryAnswer {
  const status = headers["grpc-status"];
  const details = headers["grpc-status-details-bin"];
  return {
    httpStatus: Number(headers[":status"]),
    grpcStatus: typeof status === "string" && /^\d+$/.test(status) ? Number(status) : undefined,
    grpcMessage: decodePercent(String(headers["grpc-message"] ?? "")),
    statusDetails: typeof details === "string" ? decodeBase64(details) : undefined,
    body,
  };
}

/** Messages are percent-encoded UTF-8; what is not stays as it is. */
function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function toError(value: unknown): Error {
  return value instanceof Error ? value : new Error(String(value));
}
