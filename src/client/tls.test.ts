// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createSecureServer, type ServerHttp2Stream } from "node:http2";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import {
  ExportGenerationsRequestSchema,
  ExportGenerationsResponseSchema,
} from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { type Certificate, type CertificateOptions, createCertificate } from "../testing-support/create-certificate.js";
import { type LoopbackServer, listen } from "../testing-support/loopback.js";
import { runProgram } from "../testing-support/run-program.js";
import { createDelivery, lossesOf } from "./testing/create-delivery.js";

async function read(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk as Uint8Array); // no encoding is set: chunks are bytes
  return Buffer.concat(chunks);
}

/** Servers that accept every record. */
const SERVERS = {
  http: (certificate: Certificate): Promise<LoopbackServer> =>
    listen(
      createServer({ ...certificate }, async (request, response) => {
        const { generations } = JSON.parse((await read(request)).toString()) as { generations: unknown[] };
        response.end(JSON.stringify({ results: generations.map(() => ({ accepted: true })) }));
      }),
    ),
  grpc: (certificate: Certificate): Promise<LoopbackServer> => {
    const server = createSecureServer({ ...certificate });
    server.on("sessionError", () => undefined);
    server.on("stream", async (stream: ServerHttp2Stream) => {
      const request = fromBinary(ExportGenerationsRequestSchema, (await read(stream)).subarray(5));
      const results = request.generations.map(() => ({ accepted: true }));
      const message = toBinary(ExportGenerationsResponseSchema, create(ExportGenerationsResponseSchema, { results }));
      stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
      stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
      stream.end(Buffer.concat([Buffer.from([0, 0, 0, 0, message.byteLength]), message]));
    });
    return listen(server);
  },
};

describe.each(["http", "grpc"] as const)("TLS over %s", (protocol) => {
  it("works with a certificate that Node trusts", { timeout: 30_000 }, async () => {
    const certificate = createCertificate();
    await using server = await SERVERS[protocol](certificate);
    const folder = await mkdtemp(join(tmpdir(), "sigil-tls-"));
    try {
      const file = join(folder, "ca.pem");
      await writeFile(file, certificate.cert);
      const program = {
        generationExport: { protocol, endpoint: `https://${server.host}` },
        records: 3,
        finally: "shutdown",
      };
      const url = new URL("testing/ending-program.ts", import.meta.url);
      const { code, lines } = await runProgram(url, program, { NODE_EXTRA_CA_CERTS: file });
      expect({ code, line: lines[0] }).toEqual({
        code: 0,
        line: { at: "shutdown", delivered: 3, dropped: 0, left: 0 },
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each<[string, CertificateOptions]>([
    ["nobody vouches for it", {}],
    ["it has expired", { notAfter: new Date("2021-01-01T00:00:00Z") }],
    ["it is for another host", { host: "other.example", isForIp: false }],
  ])("fails, and is tried again, when %s", async (_, options) => {
    await using server = await SERVERS[protocol](createCertificate(options));
    const { delivery, accept } = createDelivery({
      generationExport: { protocol, endpoint: `https://${server.host}`, initialBackoffMs: 1 },
    });
    accept("a");
    const { error } = await delivery.shutdown({});
    const { retried } = delivery.status();
    expect({ fault: error?.details["fault"], retried, losses: lossesOf(delivery) }).toEqual({
      fault: "tls",
      retried: 1,
      losses: { retries_exhausted: 1 },
    });
    expect(error?.message).toMatch(/certificate/);
  });
});
