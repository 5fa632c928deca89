// SPDX-License-Identifier: Apache-2.0
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { SigilClientOptions } from "../../generated/ts/options.js";
import { SigilClient } from "../client/sigil-client.js";
import { resolveConfig } from "./resolve-config.js";

const CANARY = "canary-4711";

describe("the resolved config", () => {
  const config = resolveConfig({
    generationExport: {
      auth: { mode: "basic", tenantId: `tenant-${CANARY}`, basicUser: `user-${CANARY}`, basicPassword: `pw-${CANARY}` },
      headers: { "X-Api-Key": `key-${CANARY}`, "X-Rotating": () => CANARY },
      transport: { key: `key-${CANARY}`, passphrase: CANARY, proxy: `http://user:${CANARY}@proxy.example` },
    },
  });

  it("shows no credentials and no header values", () => {
    const { generationExport } = config;
    const views = [
      config,
      generationExport,
      generationExport.auth,
      generationExport.headers,
      generationExport.transport,
    ].flatMap((part) => [
      JSON.stringify(part),
      inspect(part, { depth: 9 }),
      inspect(part, { depth: 9, showHidden: true }),
    ]);
    views.push(
      inspect(new SigilClient({ generationExport: generationExport as SigilClientOptions["generationExport"] })),
    );
    expect(views.filter((view) => view.includes(CANARY))).toEqual([]);
  });

  it("shows no key in the query of an endpoint", () => {
    const { generationExport, api } = resolveConfig({
      generationExport: { endpoint: `https://ingest.example/a?key=${CANARY}` },
      api: { endpoint: `https://api.example/?key=${CANARY}` },
    });
    expect([generationExport, api].map((part) => JSON.parse(JSON.stringify(part)).endpoint)).toEqual([
      "https://ingest.example/a?***",
      "https://api.example/?***",
    ]);
    expect(inspect([generationExport, api], { depth: 9 })).not.toContain(CANARY);
    expect(generationExport.endpoint).toContain(CANARY);
  });

  it("shows which they are", () => {
    expect(JSON.parse(JSON.stringify(config.generationExport))).toMatchObject({
      headers: { "X-Api-Key": "***", "X-Rotating": "***" },
      auth: { mode: "basic", tenantId: "***", basicUser: "***", basicPassword: "***" },
      transport: { key: "***", passphrase: "***", proxy: "***" },
      batchSize: 100,
    });
    const functions = resolveConfig({ generationExport: { headers: () => ({ "X-Api-Key": CANARY }) } });
    expect(inspect(functions.generationExport)).toContain("headers: [Function: headers]");
  });

  it("still gives them to the code that needs them", () => {
    expect(config.generationExport.auth).toEqual({
      mode: "basic",
      tenantId: `tenant-${CANARY}`,
      basicUser: `user-${CANARY}`,
      basicPassword: `pw-${CANARY}`,
    });
    expect({ ...config.generationExport }.auth).toBe(config.generationExport.auth);
  });
});

describe("a message about options", () => {
  it.each<[name: string, options: unknown]>([
    ["auth that is a string", { generationExport: { auth: CANARY } }],
    ["auth that is a function", { generationExport: { auth: () => CANARY } }],
    ["a token of the wrong mode", { generationExport: { auth: { mode: "none", bearerToken: CANARY } } }],
    ["a token with a line break", { generationExport: { auth: { mode: "bearer", bearerToken: `${CANARY}\r\nX: y` } } }],
    ["a token with NUL", { generationExport: { auth: { mode: "bearer", bearerToken: `${CANARY}\0` } } }],
    ["a token that is not Latin-1", { generationExport: { auth: { mode: "bearer", bearerToken: `${CANARY}\u20ac` } } }],
    ["a tenant with a line break", { generationExport: { auth: { mode: "tenant", tenantId: `${CANARY}\nx` } } }],
    ["a header with a line break", { generationExport: { headers: { "X-Api-Key": `${CANARY}\n` } } }],
    ["headers that are a string", { generationExport: { headers: CANARY } }],
    ["connection settings that are a string", { generationExport: { transport: `http://user:${CANARY}@proxy` } }],
    ["a password in the endpoint", { generationExport: { endpoint: `http://user:${CANARY}@ingest.example` } }],
    [
      "a password in an endpoint that is none",
      { generationExport: { endpoint: `http:/user:${CANARY}@ingest.example` } },
    ],
    ["a password in the alias", { generationExportEndpoint: `https://${CANARY}@ingest.example` }],
    ["a password in a gRPC target", { generationExport: { protocol: "grpc", endpoint: `user:${CANARY}@ingest:1` } }],
    ["a key in an endpoint that is none", { generationExport: { endpoint: `https://ingest:x/?key=${CANARY}` } }],
    ["a password in the API endpoint", { api: { endpoint: `https://user:${CANARY}@ingest.example` } }],
  ])("does not repeat %s", (_, options) => {
    let thrown: unknown;
    try {
      resolveConfig(options as SigilClientOptions);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: "config" });
    expect(inspect(thrown, { depth: 9, showHidden: true })).not.toContain(CANARY);
  });
});
