// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { GenerationExportOptions, SigilClientOptions } from "../../generated/ts/options.js";
import { resolveConfig } from "../config/resolve-config.js";
import { Diagnostics } from "../diagnostics/diagnostics.js";
import { createLocalIngest, type LocalIngest } from "../local/index.js";
import { SDK_VERSION } from "../version.js";
import type { GenerationExporter } from "./generation-exporter.js";
import { type OpenExporter, openExporter } from "./open-exporter.js";
import { failureOf } from "./testing/failure-of.js";

async function open(options: SigilClientOptions): Promise<OpenExporter & { warnings: string[] }> {
  const warnings: string[] = [];
  const diagnostics = new Diagnostics({ warn: (message) => void warnings.push(message) });
  return { ...(await openExporter(resolveConfig(options), diagnostics)), warnings };
}

/** Headers of one export to the ingest over each protocol, without those of the connection. */
async function headersOf(ingest: LocalIngest, options: GenerationExportOptions): Promise<Record<string, unknown>[]> {
  const seen: Record<string, unknown>[] = [];
  for (const [protocol, endpoint] of [
    ["http", ingest.httpUrl],
    ["grpc", ingest.grpcTarget],
  ] as const) {
    const { exporter } = await open({ generationExport: { ...options, protocol, endpoint } });
    await failureOf(exporter.export([], { signal: new AbortController().signal }));
    await exporter.shutdown?.();
    const { host: _, connection: __, "content-length": ___, ...headers } = ingest.requests.list().at(-1)?.headers ?? {};
    seen.push(headers);
  }
  return seen;
}

describe("openExporter", () => {
  it("gives back the caller's own, whatever the protocol, with the encoder of its format", async () => {
    const record = { id: "gen_a" };
    const seen: (Uint8Array | undefined)[] = [];
    for (const format of ["record", "protobuf", "json"] as const) {
      const own: GenerationExporter = { format, export: async () => [] };
      const { exporter, encode } = await open({ generationExporter: own, generationExport: { protocol: "none" } });
      expect(exporter).toBe(own);
      seen.push(encode?.(record));
    }
    // `{1: "gen_a"}`, and what is always there: model, metadata and usage.
    expect(seen[1]?.subarray(0, 7)).toEqual(Uint8Array.of(0x0a, 5, ...new TextEncoder().encode("gen_a")));
    expect([seen[0], JSON.parse(new TextDecoder().decode(seen[2]))]).toEqual([
      undefined,
      expect.objectContaining({ id: "gen_a" }),
    ]);
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
    const { exporter } = await open({
      generationExport: { endpoint: ingest.httpUrl, auth: { mode: "bearer", bearerToken } },
    });
    for (let index = 0; index < 2; index += 1)
      await failureOf(exporter.export([], { signal: new AbortController().signal }));
    await exporter.shutdown?.();
    expect(ingest.requests.list().map(({ headers }) => headers["authorization"])).toEqual([
      "Bearer token-1",
      "Bearer token-2",
    ]);
  });

  it.each(["http", "grpc"] as const)(
    "over %s fails as auth when a function fails, and never repeats what it said",
    async (protocol) => {
      const canary = "canary-4711";
      const rejection = Object.assign(new TypeError(canary), { code: "config" });
      for (const [generationExport, problem] of [
        [
          { auth: { mode: "bearer", bearerToken: () => Promise.reject(new Error(canary)) } },
          "auth.bearerToken: the function threw Error",
        ],
        [
          { auth: { mode: "bearer", bearerToken: () => undefined as never } },
          "auth.bearerToken: the function gave no value",
        ],
        [
          { headers: { "X-Token": () => `${canary}\r\n` } },
          "headers.X-Token: character 11 cannot be in a header; use printable Latin-1 text",
        ],
        [{ headers: { "X-Token": () => Promise.reject(canary) } }, "headers.X-Token: the function threw string"],
        [{ headers: () => Promise.reject(rejection) }, "headers: the function threw TypeError"],
      ] as [GenerationExportOptions, string][]) {
        const { exporter } = await open({
          generationExport: { ...generationExport, protocol, endpoint: "127.0.0.1:1" },
        });
        const outcome = await failureOf(exporter.export([], { signal: new AbortController().signal }));
        expect(outcome).toEqual({
          class: "auth",
          retryAfterMs: undefined,
          code: "auth",
          message: `sigil: generation export was not authorized: generationExport.${problem}`,
          details: { fault: "credentials" },
        });
      }
    },
  );

  const IN_THE_CLEAR = ["sigil: generationExport.auth is sent in clear text; use an https endpoint"];
  const NO_EFFECT = ["sigil: generationExport.insecure has no effect on an https endpoint"];
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
  ])("warns of secrets in the clear: %j", async (generationExport, warnings) => {
    expect((await open({ generationExport })).warnings).toEqual(warnings);
  });
});
