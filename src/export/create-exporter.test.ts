// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { GenerationExportOptions, SigilClientOptions } from "../../generated/ts/options.js";
import { Diagnostics } from "../client/diagnostics.js";
import { resolveConfig } from "../config/resolve-config.js";
import { createLocalIngest, type LocalIngest } from "../local/index.js";
import { SDK_VERSION } from "../version.js";
import { createExporter } from "./create-exporter.js";
import type { GenerationExporter } from "./generation-exporter.js";
import { failureOf } from "./testing/failure-of.js";

function create(options: SigilClientOptions): { exporter: GenerationExporter | undefined; warnings: string[] } {
  const warnings: string[] = [];
  const diagnostics = new Diagnostics({ warn: (message) => void warnings.push(message) });
  return { exporter: createExporter(resolveConfig(options), diagnostics), warnings };
}

/** Headers of one export to the ingest over each protocol, without those of the connection. */
async function headersOf(ingest: LocalIngest, options: GenerationExportOptions): Promise<Record<string, unknown>[]> {
  const seen: Record<string, unknown>[] = [];
  for (const [protocol, endpoint] of [
    ["http", ingest.httpUrl],
    ["grpc", ingest.grpcTarget],
  ] as const) {
    const { exporter } = create({ generationExport: { ...options, protocol, endpoint } });
    await failureOf((exporter as GenerationExporter).export([], { signal: new AbortController().signal }));
    await exporter?.shutdown?.();
    const { host: _, connection: __, "content-length": ___, ...headers } = ingest.requests.list().at(-1)?.headers ?? {};
    seen.push(headers);
  }
  return seen;
}

describe("createExporter", () => {
  it("makes none for protocol none, and gives back the caller's own", () => {
    const own: GenerationExporter = { format: "record", export: async () => [] };
    expect(create({ generationExport: { protocol: "none" } }).exporter).toBeUndefined();
    expect(create({ generationExporter: own, generationExport: { protocol: "none" } }).exporter).toBe(own);
  });

  it("names the SDK, sends credentials and lets the caller's headers win, over both protocols", async () => {
    await using ingest = await createLocalIngest();
    const userAgent = `sigil-sdk-js/${SDK_VERSION}`;
    const auth = { mode: "basic", tenantId: "4711", basicPassword: "secret" } as const;
    const credentials = { authorization: "Basic NDcxMTpzZWNyZXQ=", "x-scope-orgid": "4711" };
    const seen = [
      await headersOf(ingest, { auth }),
      await headersOf(ingest, { auth, headers: { "USER-AGENT": "app/1", AUTHORIZATION: "own" } }),
    ];
    expect(seen).toEqual([
      [
        { "content-type": "application/json", "user-agent": userAgent, ...credentials },
        { "user-agent": userAgent, ...credentials },
      ],
      [
        { "content-type": "application/json", "user-agent": "app/1", ...credentials, authorization: "own" },
        { "user-agent": "app/1", ...credentials, authorization: "own" },
      ],
    ]);
  });

  it("asks for credentials before every attempt", async () => {
    await using ingest = await createLocalIngest();
    let turn = 0;
    const bearerToken = async (): Promise<string> => {
      turn += 1;
      return `token-${turn}`;
    };
    const { exporter } = create({
      generationExport: { endpoint: ingest.httpUrl, auth: { mode: "bearer", bearerToken } },
    });
    for (let index = 0; index < 2; index += 1)
      await failureOf((exporter as GenerationExporter).export([], { signal: new AbortController().signal }));
    await exporter?.shutdown?.();
    expect(ingest.requests.list().map(({ headers }) => headers["authorization"])).toEqual([
      "Bearer token-1",
      "Bearer token-2",
    ]);
  });

  it.each(["http", "grpc"] as const)(
    "over %s fails as auth when a function fails, and never repeats what it said",
    async (protocol) => {
      const canary = "canary-4711";
      for (const generationExport of [
        { auth: { mode: "bearer", bearerToken: () => Promise.reject(new Error(canary)) } },
        { headers: { "X-Token": () => `${canary}\r\n` } },
        { headers: () => Promise.reject(new Error(canary)) },
      ] as GenerationExportOptions[]) {
        const { exporter } = create({ generationExport: { ...generationExport, protocol, endpoint: "127.0.0.1:1" } });
        const outcome = await failureOf(
          (exporter as GenerationExporter).export([], { signal: new AbortController().signal }),
        );
        expect(outcome).toEqual({
          class: "auth",
          retryAfterMs: undefined,
          code: "auth",
          message:
            "sigil: generation export was not authorized: headers or auth of generation_export could not be resolved",
          details: { fault: "credentials" },
        });
      }
    },
  );

  const IN_THE_CLEAR = ["sigil: generation_export.auth is sent in clear text; use an https endpoint"];
  const NO_EFFECT = ["sigil: generation_export.insecure has no effect on an https endpoint"];
  const bearer = { mode: " Bearer " as "bearer", bearerToken: "secret" };

  it.each<[options: GenerationExportOptions, warnings: readonly string[]]>([
    [{ endpoint: "http://ingest.example", auth: bearer }, IN_THE_CLEAR],
    [
      { endpoint: "ingest.example", insecure: true, auth: { mode: "basic", basicUser: "u", basicPassword: "p" } },
      IN_THE_CLEAR,
    ],
    [{ protocol: "grpc", endpoint: "http://ingest.example", auth: bearer }, IN_THE_CLEAR],
    [{ protocol: "grpc", endpoint: "grpc://ingest.example", insecure: true, auth: bearer }, IN_THE_CLEAR],
    [{ endpoint: "http://127.0.0.1:8080", auth: bearer }, []],
    [{ endpoint: "localhost:8080", auth: bearer }, []],
    [{ endpoint: "http://[::1]:8080", auth: bearer }, []],
    [{ endpoint: "https://ingest.example", auth: bearer }, []],
    [{ endpoint: "ingest.example", auth: bearer }, []],
    [{ endpoint: "http://ingest.example", auth: { mode: "tenant", tenantId: "a" } }, []],
    [{ endpoint: "http://ingest.example" }, []],
    [{ endpoint: " HTTPS://ingest.example", insecure: true }, NO_EFFECT],
    [{ protocol: "grpc", endpoint: "https://ingest.example", insecure: true }, NO_EFFECT],
    [{ endpoint: "http://ingest.example", insecure: true }, []],
  ])("warns of secrets in the clear: %j", (generationExport, warnings) => {
    expect(create({ generationExport }).warnings).toEqual(warnings);
  });
});
