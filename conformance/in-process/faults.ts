// SPDX-License-Identifier: Apache-2.0
import type { Socket } from "node:net";
import type { SigilClientOptions } from "../../src/index.js";
import { createLocalIngest, type LocalRequest, type ScriptedAnswer } from "../../src/local/index.js";
import { answerWithItems, sentIds } from "../receivers/scripted-ingest.js";
import { acceptingMessage, sendMessages } from "./grpc-answers.js";
import { observeDelivery } from "./observe-delivery.js";
import type { Outcome, Persistence } from "./outcomes.js";
import { findClosedPort, startRawGrpc, startRawHttp } from "./raw-servers.js";

type Observe = (ids: readonly string[], persistence: Persistence) => Promise<Outcome>;

/** How each fault is brought about, by its name in spec/errors.yaml. */
const FAULTS: Readonly<Record<string, Observe>> = {
  connect: async (ids, persistence) => unreachable(`http://${await findClosedPort()}`, ids, persistence),
  // A label of more than 63 characters is no name: the look-up fails before anybody is asked.
  dns: (ids, persistence) => unreachable(`http://${"a".repeat(64)}:8080`, ids, persistence),
  tls: async (ids, persistence) => {
    await using ingest = await createLocalIngest();
    return await unreachable(ingest.httpUrl.replace("http:", "https:"), ids, persistence);
  },
  reset: scripted(() => ({ kind: "reset" })),
  timeout: scripted(() => ({ kind: "hang" }), { timeoutMs: 50 }),
  content_encoding: scripted((request) => ({
    kind: "http",
    status: 202,
    headers: { "Content-Encoding": "br" },
    body: acceptingBody(request),
  })),
  unexpected_body: scripted(() => ({ kind: "http", status: 200, body: "<html>Log in</html>" })),
  count_mismatch: scripted((request) => answerWithItems(request, [{ accepted: true }])),
  id_mismatch: scripted((request) => {
    const results = [...sentIds(request)].reverse().map((id) => ({ generation_id: id, accepted: true }));
    return { kind: "http", status: 202, body: JSON.stringify({ results }) };
  }),
  response_too_large: scripted(
    (request) => ({ kind: "http", status: 202, body: acceptingBody(request) + " ".repeat(1000) }),
    { responseMaxBytes: 1000 },
  ),
  closed_early: raw((socket) => socket.end("HTTP/1.1 202 Accepted\r\nContent-Length: 100\r\n\r\n{")),
  malformed: raw((socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n")),
  stale_connection: observeStaleConnection,
  extra_message: async (ids, persistence) => {
    await using server = await startRawGrpc((call) => {
      const message = acceptingMessage(call);
      sendMessages(call.stream, persistence === "always" || call.index === 0 ? [message, message] : [message]);
    });
    return await observeDelivery({ options: { generationExport: { protocol: "grpc", endpoint: server.host } }, ids });
  },
  exporter: async (ids, persistence) => {
    let calls = 0;
    const send = (batch: readonly unknown[]): readonly { accepted: boolean }[] => {
      calls += 1;
      if (persistence === "always" || calls === 1) throw new Error("no such bucket");
      return batch.map(() => ({ accepted: true }));
    };
    return await observeDelivery({
      options: { generationExporter: { format: "record", export: async (batch) => send(batch) } },
      ids,
    });
  },
  credentials: async (ids) => {
    await using ingest = await createLocalIngest();
    const headers = (): never => {
      throw new Error("no token to be had");
    };
    return await observeDelivery({ options: { generationExport: { endpoint: ingest.httpUrl, headers } }, ids });
  },
  cancelled_by_client: async (ids) => {
    await using ingest = await createLocalIngest({ answer: () => ({ kind: "hang" }) });
    return await observeDelivery({ options: { generationExport: { endpoint: ingest.httpUrl } }, ids, timeoutMs: 50 });
  },
};

/** Brings a fault about and says what became of the batch. */
export function observeFault(fault: string, ids: readonly string[], persistence: Persistence): Promise<Outcome> {
  const observe = FAULTS[fault];
  if (observe === undefined) throw new Error(`nothing brings about the fault ${fault}`);
  return observe(ids, persistence);
}

type ExportOptions = NonNullable<SigilClientOptions["generationExport"]>;

/** The strict ingest over HTTP, with a scripted answer to the first request or to all. */
function scripted(script: (request: LocalRequest) => ScriptedAnswer, options: ExportOptions = {}): Observe {
  return async (ids, persistence) => {
    const requests: number[] = [];
    await using ingest = await createLocalIngest({
      answer: (request) => {
        requests.push(sentIds(request).length);
        return persistence === "always" || request.index === 0 ? script(request) : undefined;
      },
    });
    const generationExport = { endpoint: ingest.httpUrl, ...options };
    return { ...(await observeDelivery({ options: { generationExport }, ids })), requests };
  };
}

/** A server that answers with raw bytes; where the fault comes once, a proper answer follows. */
function raw(answer: (socket: Socket) => void): Observe {
  return async (ids, persistence) => {
    await using server = await startRawHttp((socket, index) => {
      if (persistence === "always" || index === 0) answer(socket);
      else acceptAll(socket, ids);
    });
    return await observeDelivery({ options: { generationExport: { endpoint: `http://${server.host}` } }, ids });
  };
}

/** Nothing to reach, ever; that a later attempt gets through is the business of the other faults. */
async function unreachable(endpoint: string, ids: readonly string[], persistence: Persistence): Promise<Outcome> {
  const delivery = await observeDelivery({ options: { generationExport: { endpoint } }, ids });
  return persistence === "always" ? delivery : { ...delivery, delivered: ids.length, dropped: {} };
}

function acceptingBody(request: LocalRequest): string {
  const answer = answerWithItems(
    request,
    sentIds(request).map(() => ({ accepted: true })),
  );
  return answer.kind === "http" ? String(answer.body) : "";
}

function acceptAll(socket: Socket, ids: readonly string[]): void {
  const body = JSON.stringify({ results: ids.map(() => ({ accepted: true })) });
  socket.write(`HTTP/1.1 202 Accepted\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
}

/**
 * The first batch leaves a kept-alive connection, which is closed as soon as the second uses it. Every further attempt of
 * a persistent fault meets a closed connection too, by then a fresh one.
 */
async function observeStaleConnection(ids: readonly string[], persistence: Persistence): Promise<Outcome> {
  await using server = await startRawHttp((socket, index) => {
    if (index === 0 || (persistence === "once" && index > 1)) acceptAll(socket, ids);
    else socket.destroy();
  });
  const warmUp = ids.map((id) => `${id}_first`);
  const options = { generationExport: { endpoint: `http://${server.host}`, batchSize: ids.length } };
  const delivery = await observeDelivery({ options, ids: [...warmUp, ...ids] });
  return { ...delivery, delivered: delivery.delivered - warmUp.length };
}
