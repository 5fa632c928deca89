// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { GenerationExportOptions } from "../../generated/ts/options.js";
import type { HeadersOption } from "./option-types.js";
import { resolveConfig } from "./resolve-config.js";
import { resolveHeaders } from "./resolve-headers.js";

const OWN = { "Content-Type": "application/json", "User-Agent": "sigil-sdk-js/0.1.0" };

async function headersOf(options: GenerationExportOptions): Promise<Readonly<Record<string, string>>> {
  return (await resolveHeaders(resolveConfig({ generationExport: options }), OWN)).headers;
}

describe("resolveHeaders", () => {
  it("sends the client's own headers", async () => {
    expect(await headersOf({})).toEqual(OWN);
  });

  it("lets the caller replace each header on its own, in any letter case", async () => {
    const auth = { mode: "basic", tenantId: "4711", basicPassword: "secret" } as const;
    const basic = "Basic NDcxMTpzZWNyZXQ=";
    const seen = await Promise.all(
      [
        { "X-Team": "search" },
        { AUTHORIZATION: "Basic b3RoZXI=" },
        { "x-scope-orgid": "other" },
        { "content-type": "application/x-json", "USER-AGENT": "app/2" },
        { "user-agent": "  " },
        { authorization: "a", Authorization: "b" },
      ].map((headers) => headersOf({ auth, headers })),
    );
    const all = { ...OWN, Authorization: basic, "X-Scope-OrgID": "4711" };
    const { Authorization: _, ...withoutAuthorization } = all;
    const { "X-Scope-OrgID": __, ...withoutTenant } = all;
    expect(seen).toEqual([
      { ...all, "X-Team": "search" },
      { ...withoutAuthorization, AUTHORIZATION: "Basic b3RoZXI=" },
      { ...withoutTenant, "x-scope-orgid": "other" },
      { Authorization: basic, "X-Scope-OrgID": "4711", "content-type": "application/x-json", "USER-AGENT": "app/2" },
      all,
      { ...withoutAuthorization, Authorization: "b" },
    ]);
  });

  it("asks functions for values, or for the whole map, each time", async () => {
    let turn = 0;
    const next = async (): Promise<string> => {
      turn += 1;
      return `t${turn}`;
    };
    const values = resolveConfig({ generationExport: { headers: { "X-Token": next, "X-Team": "search" } } });
    const map = resolveConfig({ generationExport: { headers: async () => ({ "X-Token": await next() }) } });
    expect(turn).toBe(0);
    const seen = [await resolveHeaders(values, {}), await resolveHeaders(values, {}), await resolveHeaders(map, {})];
    expect(seen.map(({ headers }) => headers)).toEqual([
      { "X-Token": "t1", "X-Team": "search" },
      { "X-Token": "t2", "X-Team": "search" },
      { "X-Token": "t3" },
    ]);
  });

  it.each<[string, unknown]>([
    ["throws", { "X-Token": () => Promise.reject(new Error("down")) }],
    ["gives undefined", { "X-Token": () => undefined }],
    ["gives a line break", { "X-Token": () => "a\nb" }],
    ["gives no map", () => "X-Token: a"],
    ["gives undefined for a map", () => undefined],
    ["gives a Headers object", () => new Headers({ "X-Token": "a" })],
    ["gives a Map", () => new Map([["X-Token", "a"]])],
    ["gives a name that is none", () => ({ "X Token": "a" })],
    ["gives a header of the connection", () => ({ Connection: "close" })],
    ["gives a value that is no text", () => ({ "X-Token": 7 })],
  ])("rejects when a function %s", async (_, headers) => {
    await expect(headersOf({ headers: headers as HeadersOption })).rejects.toThrow();
  });

  it("names every value that no message may repeat", async () => {
    const config = resolveConfig({
      generationExport: {
        auth: { mode: "basic", tenantId: "4711", basicUser: "user-7", basicPassword: "hush" },
        headers: { "X-Api-Key": "key-1", "X-Other": "Token abc" },
      },
    });
    const { secrets } = await resolveHeaders(config, OWN);
    const basic = Buffer.from("user-7:hush").toString("base64");
    expect([...secrets].sort()).toEqual(
      ["4711", "user-7", "hush", `Basic ${basic}`, basic, "key-1", "Token abc", "abc"].sort(),
    );
  });
});
