// SPDX-License-Identifier: Apache-2.0
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { startHttp } from "../../src/testing-support/loopback.js";
import type { ProviderSample, SampleEvent } from "../../src/testing-support/provider-samples.js";

/** What the server does with one request. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Sent as server-sent events. */
  readonly events?: readonly SampleEvent[];
  /** Bytes of each piece in which the events are sent; default is one piece an event. */
  readonly splitAt?: readonly number[];
  /** Waits before the event with this index. */
  readonly hold?: Readonly<Record<number, Promise<unknown>>>;
  /** Closes the connection after the events without ending the answer. */
  readonly reset?: boolean;
  /** Never answers. */
  readonly silent?: boolean;
}

interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  /** Resolves when the connection of the request is gone or the answer is out. */
  readonly closed: Promise<"finished" | "aborted">;
}

/** A provider on loopback that answers as it is told, the last answer again and again. */
export interface ProviderServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  answer(...answers: readonly Answer[]): void;
  /** Answers by what is asked. */
  answerBy(choose: (request: SeenRequest) => Answer | undefined): void;
}

export async function startProviderServer(): Promise<ProviderServer> {
  const requests: SeenRequest[] = [];
  let queue: Answer[] = [];
  let choose: (request: SeenRequest) => Answer | undefined = () => (queue.length > 1 ? queue.shift() : queue[0]);
  const server = await startHttp((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const text = Buffer.concat(pieces).toString("utf8");
      const closed = new Promise<"finished" | "aborted">((resolve) => {
        response.once("close", () => resolve(response.writableFinished ? "finished" : "aborted"));
      });
      const body: unknown = text === "" ? undefined : JSON.parse(text);
      const seen = { path: request.url ?? "", headers: request.headers, body, closed };
      requests.push(seen);
      const answer = choose(seen) ?? { status: 599 };
      // A consumer that leaves is what many tests are about.
      send(response, answer).catch(() => response.destroy());
    });
  });
  return {
    url: `http://${server.host}`,
    requests,
    answer: (...answers) => {
      queue = [...answers];
    },
    answerBy: (chosen) => {
      choose = chosen;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** What the server of a sample sends. */
export function answerOf({ http, response, sse }: ProviderSample): Answer {
  const { status, headers = {} } = http;
  return sse === undefined ? { status, headers, body: response } : { status, headers, events: sse };
}

/** Bytes of an event on the wire. */
export function frame({ event, data, raw }: SampleEvent): string {
  return `${event === undefined ? "" : `event: ${event}\n`}data: ${raw ?? JSON.stringify(data)}\n\n`;
}

async function send(response: ServerResponse, answer: Answer): Promise<void> {
  const { status = 200, headers = {}, body, events, splitAt, hold = {}, reset, silent } = answer;
  if (silent) return;
  // The same answer is the same to the byte.
  response.sendDate = false;
  if (events === undefined) {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
    return;
  }
  response.writeHead(status, { "content-type": "text/event-stream", ...headers });
  response.flushHeaders();
  if (splitAt !== undefined) await sendPieces(response, events, splitAt);
  else {
    for (const [index, event] of events.entries()) {
      await hold[index];
      await write(response, Buffer.from(frame(event)));
    }
    await hold[events.length];
  }
  if (reset) response.destroy();
  else response.end();
}

/** Cuts the whole text at byte positions, also inside of characters and of line ends. */
async function sendPieces(
  response: ServerResponse,
  events: readonly SampleEvent[],
  cuts: readonly number[],
): Promise<void> {
  const bytes = Buffer.from(events.map(frame).join(""));
  const inside = [...new Set(cuts)].filter((cut) => cut > 0 && cut < bytes.length).sort((left, right) => left - right);
  let start = 0;
  for (const end of [...inside, bytes.length]) {
    await write(response, bytes.subarray(start, end));
    // So that the next piece is a packet of its own.
    await new Promise((resolve) => setImmediate(resolve));
    start = end;
  }
}

function write(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    response.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
