// SPDX-License-Identifier: Apache-2.0
// Connection settings of generationExport.transport, against a real ingest behind TLS and behind proxies, over both protocols.
import { Agent } from "node:http";
import { describe, expect, it } from "vitest";
import type { TransportOptions } from "../../generated/ts/options.js";
import type { DropEvent } from "../config/option-types.js";
import { createLocalIngest } from "../local/index.js";
import { createCertificate } from "../testing-support/create-certificate.js";
import { type HttpProxyOptions, startHttpProxy } from "../testing-support/http-proxy.js";
import { startTlsRelay } from "../testing-support/tls-relay.js";
import { SigilClient } from "./sigil-client.js";

const SERVER = createCertificate();
const CLIENT = createCertificate({ host: "team-a.client" });
const PROTOCOLS = ["http", "grpc"] as const;
type Protocol = (typeof PROTOCOLS)[number];

/** Records one generation and shuts down: what the ingest has, what was lost, and what was logged. */
async function deliver(protocol: Protocol, endpoint: string, transport: TransportOptions) {
  const drops: DropEvent[] = [];
  const client = new SigilClient({
    generationExport: { protocol, endpoint, transport, maxRetries: 0, timeoutMs: 2000 },
    onDrop: (event) => drops.push(event),
    logger: {},
  });
  const recorder = client.startGeneration({ model: { provider: "openai", name: "gpt-5" } });
  recorder.end();
  const { delivered } = await client.shutdown();
  return { id: recorder.id, delivered, drops: drops.map(({ reason, error }) => `${reason}: ${error.message}`) };
}

async function submitRating(endpoint: string, transport: TransportOptions): Promise<unknown> {
  const client = new SigilClient({ generationExport: { endpoint, transport }, logger: {} });
  const rating = { ratingId: "rating-1", rating: "CONVERSATION_RATING_VALUE_GOOD" } as const;
  const answer = client.submitConversationRating("conv-1", rating);
  const outcome = await answer.then(
    (result) => result.rating.ratingId,
    (error: Error) => error.message,
  );
  await client.shutdown();
  return outcome;
}

describe.each(PROTOCOLS)("over %s", (protocol) => {
  const withTls = async (
    tls: object,
    test: (endpoint: string, ids: () => string[], clients: readonly unknown[]) => unknown,
  ) => {
    await using ingest = await createLocalIngest();
    const target = protocol === "http" ? new URL(ingest.httpUrl).host : ingest.grpcTarget;
    await using relay = await startTlsRelay(target, { ...SERVER, ...tls });
    await test(
      `https://${relay.host}`,
      () => ingest.generations.list().map(({ generation }) => generation.id),
      relay.clients,
    );
  };

  it("trusts a certificate authority that it is given, and none other", () =>
    withTls({}, async (endpoint, ids) => {
      const unknown = await deliver(protocol, endpoint, {});
      expect(unknown.drops).toEqual([expect.stringMatching(/^retries_exhausted: .*DEPTH_ZERO_SELF_SIGNED_CERT/)]);
      const wrong = await deliver(protocol, endpoint, { ca: CLIENT.cert });
      expect(wrong.drops).toEqual([expect.stringMatching(/^retries_exhausted: .*DEPTH_ZERO_SELF_SIGNED_CERT/)]);
      const text = await deliver(protocol, endpoint, { ca: SERVER.cert });
      const list = await deliver(protocol, endpoint, { ca: [CLIENT.cert, Buffer.from(SERVER.cert)] });
      expect([text.delivered, list.delivered, ids()]).toEqual([1, 1, [text.id, list.id]]);
    }));

  it("shows a client certificate", () =>
    withTls({ requestCert: true, ca: CLIENT.cert }, async (endpoint, ids, clients) => {
      const { id, delivered } = await deliver(protocol, endpoint, { ca: SERVER.cert, ...CLIENT });
      const anonymous = await deliver(protocol, endpoint, { ca: SERVER.cert });
      expect({ delivered, anonymous: anonymous.delivered, ids: ids(), clients }).toEqual({
        delivered: 1,
        anonymous: 0,
        ids: [id],
        clients: ["team-a.client"],
      });
    }));

  it.each<[name: string, options: HttpProxyOptions]>([
    ["plain text", {}],
    ["TLS", { certificate: SERVER }],
  ])("goes through a proxy that speaks %s, with its credentials, to a host that speaks TLS", (_, options) =>
    withTls({}, async (endpoint, ids) => {
      await using proxy = await startHttpProxy(options);
      const scheme = options.certificate === undefined ? "http" : "https";
      const url = `${scheme}://user:p%40ss@${proxy.host}`;
      const { id, delivered, drops } = await deliver(protocol, endpoint, { ca: SERVER.cert, proxy: url });
      expect({ delivered, drops, ids: ids(), requests: proxy.requests }).toEqual({
        delivered: 1,
        drops: [],
        ids: [id],
        requests: [{ line: `CONNECT ${new URL(endpoint).host}`, authorization: "Basic dXNlcjpwQHNz" }],
      });
    }),
  );

  it("goes through a proxy to a host that speaks plain text", async () => {
    await using ingest = await createLocalIngest();
    await using proxy = await startHttpProxy();
    const endpoint = protocol === "http" ? ingest.httpUrl : `http://${ingest.grpcTarget}`;
    const { id, delivered, drops } = await deliver(protocol, endpoint, { proxy: `http://${proxy.host}` });
    const line =
      protocol === "http" ? `POST ${ingest.httpUrl}/api/v1/generations:export` : `CONNECT ${ingest.grpcTarget}`;
    expect({
      delivered,
      drops,
      ids: ingest.generations.list().map(({ generation }) => generation.id),
      requests: proxy.requests,
    }).toEqual({
      delivered: 1,
      drops: [],
      ids: [id],
      requests: [{ line, authorization: undefined }],
    });
  });

  it("says what a proxy that opens no tunnel answered", () =>
    withTls({}, async (endpoint) => {
      await using refusing = await startHttpProxy({ connect: 407 });
      await using silent = await startHttpProxy({ connect: "hang" });
      const outcomes = [
        await deliver(protocol, endpoint, { proxy: `http://secret:secret@${refusing.host}` }),
        await deliver(protocol, endpoint, { proxy: `http://${silent.host}` }),
      ];
      expect(outcomes.flatMap(({ drops }) => drops)).toEqual([
        expect.stringMatching(/^retries_exhausted: .*: ERR_PROXY_TUNNEL: the proxy answered HTTP 407 to CONNECT$/),
        "retries_exhausted: sigil: generation export failed: no answer within 2000 ms",
      ]);
      expect(JSON.stringify(outcomes)).not.toContain("secret");
    }));

  it.each<[transport: TransportOptions, problem: string]>([
    [{ cert: CLIENT.cert }, "generationExport.transport: cert and key belong together; give both"],
    [{ key: CLIENT.key }, "generationExport.transport: cert and key belong together; give both"],
    [{ ca: 5 as never }, "generationExport.transport.ca: use text or bytes in PEM"],
    [{ ca: [undefined as never] }, "generationExport.transport.ca: use text or bytes in PEM"],
    [{ passphrase: 5 as never }, "generationExport.transport.passphrase: use a string"],
    [{ proxy: "user:secret@proxy" }, "generationExport.transport.proxy: use a URL such as http://proxy.example:3128"],
    [{ proxy: "socks5://proxy" }, "generationExport.transport.proxy: use a URL such as http://proxy.example:3128"],
    [{ proxy: "http://us%er:secret@proxy" }, "generationExport.transport.proxy: percent-encode its user and password"],
    [
      { agent: new Agent(), proxy: "http://proxy" },
      "generationExport.transport.agent has settings of its own; remove generationExport.transport.proxy or give it to the agent",
    ],
  ])("gives a record up with the reason when settings cannot work: %#", async (transport, problem) => {
    const { drops } = await deliver(protocol, "http://127.0.0.1:1", transport);
    expect(drops).toEqual([`no_transport: ${problem}`]);
    expect(await submitRating("http://127.0.0.1:1", transport)).toBe(problem);
  });

  it("fails with the reason when a certificate is none", () =>
    withTls({}, async (endpoint) => {
      const broken = { cert: "broken", key: "broken" };
      const { drops } = await deliver(protocol, endpoint, broken);
      expect(drops).toEqual([expect.stringMatching(/^retries_exhausted: sigil: generation export failed: .*PEM/)]);
    }));
});

describe("over http", () => {
  it("uses an agent that it is given, and leaves it open", async () => {
    await using ingest = await createLocalIngest();
    const agent = new Agent({ keepAlive: true });
    const outcomes = [
      await deliver("http", ingest.httpUrl, { agent }),
      await deliver("http", ingest.httpUrl, { agent }),
    ];
    const kept = Object.values(agent.freeSockets).flat().length;
    agent.destroy();
    expect([outcomes.map(({ delivered }) => delivered), kept]).toEqual([[1, 1], 1]);
  });

  it("sends ratings in the same way", async () => {
    await using ingest = await createLocalIngest();
    await deliver("http", ingest.httpUrl, {});
    await using relay = await startTlsRelay(new URL(ingest.httpUrl).host, { ...SERVER });
    await using proxy = await startHttpProxy();
    const settings = { ca: SERVER.cert, proxy: `http://${proxy.host}` };
    expect(await submitRating(`https://${relay.host}`, settings)).toBe("rating-1");
    expect(proxy.requests.map(({ line }) => line)).toEqual([`CONNECT ${relay.host}`]);
  });
});

it("does not take a proxy from the environment (contract F-N10)", async () => {
  await using ingest = await createLocalIngest();
  const names = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"];
  const before = names.map((name) => process.env[name]);
  for (const name of names) process.env[name] = "http://127.0.0.1:1";
  try {
    const outcomes = await Promise.all([
      deliver("http", ingest.httpUrl, {}),
      deliver("grpc", `http://${ingest.grpcTarget}`, {}),
    ]);
    expect(outcomes.map(({ delivered }) => delivered)).toEqual([1, 1]);
  } finally {
    for (const [index, name] of names.entries()) {
      const value = before[index];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
});

it("is refused over gRPC with an agent, which could not be used", async () => {
  const { drops } = await deliver("grpc", "http://127.0.0.1:1", { agent: new Agent() });
  expect(drops).toEqual(["no_transport: generationExport.transport.agent: agents serve protocol http only; remove it"]);
});
