// SPDX-License-Identifier: Apache-2.0
// Faults of the network between a client and an ingest: what never connects, what trickles, what breaks off.
import { Agent } from "node:http";
import { createServer, type Socket } from "node:net";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { GenerationExportOptions } from "../../generated/ts/options.js";
import { createLocalIngest, type LocalIngest } from "../local/index.js";
import { buildRecord } from "../testing-support/build-record.js";
import { type LoopbackServer, listen, startHttp, startHttp2, startTcp } from "../testing-support/loopback.js";
import { connectTo } from "../testing-support/tls-relay.js";
import { createDelivery, lossesOf } from "./testing/create-delivery.js";

type Protocol = "http" | "grpc";

const endpointOf = (ingest: LocalIngest, protocol: Protocol): string =>
  protocol === "http" ? ingest.httpUrl : ingest.grpcTarget;

/** What becomes of one record, of 1 MiB, when nobody answers within 50 ms, twice. */
async function outcomeOf(generationExport: GenerationExportOptions): Promise<unknown> {
  const { delivery, books } = createDelivery({ generationExport: { timeoutMs: 50, ...generationExport } });
  delivery.accept(buildRecord("gen_a", { systemPrompt: "x".repeat(1024 * 1024) }));
  const report = await delivery.flush({});
  await delivery.shutdown({});
  return { ...report, error: report.error?.message, losses: lossesOf(delivery), books: books() };
}

const GIVEN_UP = {
  delivered: 0,
  dropped: 1,
  left: 0,
  error: "sigil: generation export failed: no answer within 50 ms",
  losses: { retries_exhausted: 1 },
  books: { recorded: 1, accountedFor: 1 },
};

/** Never has a socket, and never says so. */
class SilentAgent extends Agent {
  override createConnection(): undefined {
    return undefined;
  }
}

it.each<[name: string, agent: Agent]>([
  ["a connection that is never made", new SilentAgent()],
  ["a name that nobody looks up", new Agent({ lookup: () => undefined })],
])("F-N3, F-N6: %s costs the attempt's time", async (_, agent) => {
  expect(await outcomeOf({ endpoint: "http://ingest.example", transport: { agent } })).toEqual(GIVEN_UP);
});

/** Writes something again and again, until the other side goes. */
function trickle(write: () => void, stream: { once(event: "close", listener: () => void): unknown }): void {
  const timer = setInterval(write, 2);
  stream.once("close", () => clearInterval(timer));
}

const SLOW: [name: string, protocol: Protocol, start: () => Promise<LoopbackServer>][] = [
  [
    "an answer whose head trickles",
    "http",
    () =>
      startTcp((socket) => trickle(() => socket.write("HTTP/1.1 202 OK\r\nX: y".charAt(socket.bytesWritten)), socket)),
  ],
  [
    "an answer whose body trickles",
    "http",
    () =>
      startHttp((_request, response) => {
        response.writeHead(202, { "content-type": "application/json", "content-length": "1000" });
        trickle(() => response.write(" "), response);
      }),
  ],
  [
    "a message that trickles",
    "grpc",
    () =>
      startHttp2((stream) => {
        stream.respond({ ":status": 200, "content-type": "application/grpc" });
        stream.write(Uint8Array.of(0, 0, 0, 4, 0));
        trickle(() => stream.write(Uint8Array.of(0)), stream);
      }),
  ],
  ["a request that nobody reads", "http", () => startTcp((socket) => socket.pause())],
  ["a call that nobody reads", "grpc", () => startTcp((socket) => socket.pause())],
];

it.each(SLOW)("F-N4: %s is given up at the attempt's time", async (_, protocol, start) => {
  await using server = await start();
  expect(await outcomeOf({ protocol, endpoint: server.host })).toEqual(GIVEN_UP);
  // Who does not read does not see that the other side has gone.
  for (const socket of server.sockets) socket.resume();
  await vi.waitFor(() => expect(server.sockets.filter(({ destroyed }) => !destroyed).length).toBe(0));
});

describe.each<Protocol>(["http", "grpc"])("over %s", (protocol) => {
  it("F-N7: a server that comes back is found again", async () => {
    const first = await createLocalIngest();
    const { delivery, accept } = createDelivery({
      generationExport: { protocol, endpoint: endpointOf(first, protocol), maxRetries: 0 },
    });
    const deliver = async (id: string): Promise<unknown> => {
      accept(id);
      const { delivered, dropped } = await delivery.flush({});
      return { delivered, dropped };
    };
    const before = await deliver("gen_a");
    await first.close();
    const meanwhile = await deliver("gen_b");
    const ports = { httpPort: Number(new URL(first.httpUrl).port), grpcPort: Number(first.grpcTarget.split(":")[1]) };
    await using second = await createLocalIngest(ports);
    const after = await deliver("gen_c");
    await delivery.shutdown({});
    expect({
      before,
      meanwhile,
      after,
      stored: second.generations.list().map(({ generation }) => generation.id),
    }).toEqual({
      before: { delivered: 1, dropped: 0 },
      meanwhile: { delivered: 0, dropped: 1 },
      after: { delivered: 1, dropped: 0 },
      stored: ["gen_c"],
    });
  });

  it("F-N5, F-N9: a line that breaks at any byte costs nothing", async () => {
    const cut = fc.record({
      side: fc.constantFrom("request" as const, "answer" as const),
      bytes: fc.nat({ max: 700 }),
    });
    await fc.assert(
      // As many breaks as there are repeats for one batch, so that whatever they hit has one attempt left.
      fc.asyncProperty(fc.array(cut, { maxLength: 5 }), async (cuts) => {
        await using ingest = await createLocalIngest();
        await using line = await startLine(
          new URL(`x://${endpointOf(ingest, protocol).replace(/^.*\//, "")}`).host,
          cuts,
        );
        const { delivery, accept } = createDelivery({
          generationExport: { protocol, endpoint: line.host, maxRetries: 5, initialBackoffMs: 1, batchSize: 2 },
        });
        const ids = ["gen_a", "gen_b", "gen_c", "gen_d", "gen_e"];
        accept(...ids);
        const report = await delivery.shutdown({});
        const stored = ingest.generations.list().map(({ generation }) => generation.id);
        expect({ report, stored: stored.toSorted() }).toEqual({
          report: { delivered: 5, dropped: 0, left: 0, error: undefined },
          stored: ids,
        });
      }),
      { numRuns: 20 },
    );
  });
});

interface Cut {
  readonly side: "request" | "answer";
  readonly bytes: number;
}

/** Passes bytes on to `host:port`; connection i is reset where the i-th cut says, later ones hold. */
function startLine(target: string, cuts: readonly Cut[]): Promise<LoopbackServer> {
  let count = 0;
  const server = createServer((near) => {
    const cut = cuts[count++];
    const far = connectTo(target);
    const passOn = (side: Cut["side"], from: Socket, to: Socket): void => {
      let rest = cut?.side === side ? cut.bytes : Number.POSITIVE_INFINITY;
      from.on("data", (chunk: Buffer) => {
        to.write(chunk.subarray(0, rest));
        rest -= chunk.byteLength;
        if (rest > 0) return;
        near.resetAndDestroy();
        far.destroy();
      });
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
    };
    passOn("request", near, far);
    passOn("answer", far, near);
  });
  return listen(server);
}
