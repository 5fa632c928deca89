// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Auth } from "../../generated/ts/auth.js";
import { inCamelCase, readSpecRows } from "../testing-support/spec-rows.js";
import { checkAuth } from "./check-auth.js";
import { resolveAuthHeaders } from "./resolve-auth.js";

type Wanted = "set" | "blank" | "any";

interface AuthRow {
  readonly id: string;
  readonly mode: string;
  readonly tenant_id: Wanted;
  readonly bearer_token: Wanted;
  readonly basic_user: Wanted;
  readonly basic_password: Wanted;
  readonly error?: string;
}

const SET = { tenantId: "team-a", bearerToken: "secret", basicUser: "user-7", basicPassword: "hush" };
const BASIC = (user: string): string => `Basic ${Buffer.from(`${user}:hush`).toString("base64")}`;

/** What each row of the matrix leads to, by hand from contract behaviour.13. */
const HEADERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "auth_row.none": {},
  "auth_row.tenant": { "X-Scope-OrgID": "team-a" },
  "auth_row.bearer": { Authorization: "Bearer secret" },
  "auth_row.basic": { Authorization: BASIC("user-7") },
  "auth_row.basic.tenant_user": { Authorization: BASIC("team-a"), "X-Scope-OrgID": "team-a" },
  "auth_row.basic.tenant_and_user": { Authorization: BASIC("user-7"), "X-Scope-OrgID": "team-a" },
};

const rows = readSpecRows<AuthRow>("config", "auth_rows");

/** Rows above the given one win, so that `any` cannot stand for both values in each row. */
function combinationsOf(row: AuthRow): Auth[] {
  const values = (wanted: Wanted, value: string): (string | undefined)[] =>
    wanted === "any" ? [value, undefined] : [wanted === "set" ? value : undefined];
  const all = values(row.tenant_id, SET.tenantId).flatMap((tenantId) =>
    values(row.bearer_token, SET.bearerToken).flatMap((bearerToken) =>
      values(row.basic_user, SET.basicUser).flatMap((basicUser) =>
        values(row.basic_password, SET.basicPassword).map((basicPassword) => {
          const mode = row.mode === "*" ? "digest" : row.mode;
          return { mode, tenantId, bearerToken, basicUser, basicPassword };
        }),
      ),
    ),
  );
  const above = rows.slice(0, rows.indexOf(row)).filter((other) => other.mode === row.mode);
  // Untyped callers may combine what the union forbids.
  return all.filter((auth) => !above.some((other) => fits(other, auth))) as Auth[];
}

function fits(row: AuthRow, auth: Readonly<Record<string, string | undefined>>): boolean {
  const wanted = [row.tenant_id, row.bearer_token, row.basic_user, row.basic_password];
  const given = [auth["tenantId"], auth["bearerToken"], auth["basicUser"], auth["basicPassword"]];
  return wanted.every((want, index) => want === "any" || (want === "set") === (given[index] !== undefined));
}

async function outcomeOf(auth: Auth | undefined): Promise<unknown> {
  try {
    checkAuth(auth);
    return (await resolveAuthHeaders(auth)).headers;
  } catch (error) {
    return (error as Error).message;
  }
}

const typed = (auth: unknown): Auth => auth as Auth;

describe("the matrix of credentials", () => {
  it.each(rows.map((row) => [row.id, row] as const))("%s", async (id, row) => {
    const combinations = combinationsOf(row);
    const outcomes = await Promise.all(combinations.map(outcomeOf));
    const expected = (row.error && inCamelCase(row.error.replace("{mode}", "digest"))) ?? HEADERS[id];
    expect(combinations.length).toBeGreaterThan(0);
    expect(outcomes).toEqual(combinations.map(() => expected));
  });

  it("needs no credentials and no mode", async () => {
    const none = [undefined, { mode: "none" }, { mode: "" }, { mode: " None " }, {}, { mode: "none", tenantId: "  " }];
    expect(await Promise.all(none.map((auth) => outcomeOf(typed(auth))))).toEqual(none.map(() => ({})));
  });

  it.each([
    [{ mode: " Tenant ", tenantId: " team-a\n" }, { "X-Scope-OrgID": "team-a" }],
    [{ mode: "bearer", bearerToken: "bEaReR   secret " }, { Authorization: "Bearer secret" }],
    [{ mode: "bearer", bearerToken: "bearersecret" }, { Authorization: "Bearer bearersecret" }],
    [{ mode: "bearer", bearerToken: "Bearer " }, 'generationExport.auth: mode "bearer" requires bearerToken'],
    [{ mode: "bearer", bearerToken: "{tenant_id}" }, { Authorization: "Bearer {tenant_id}" }],
    [{ mode: "basic", basicUser: "zoë", basicPassword: "пароль" }, { Authorization: "Basic em/DqzrQv9Cw0YDQvtC70Yw=" }],
    [{ mode: "basic", basicUser: "a", basicPassword: "b\r\nc" }, { Authorization: "Basic YTpiDQpj" }],
    [
      { mode: "basic", tenantId: "ü", basicPassword: "p" },
      { Authorization: "Basic w7w6cA==", "X-Scope-OrgID": "ü" },
    ],
    [
      { mode: "basic", tenantId: "€", basicUser: "u", basicPassword: "p" },
      "generationExport.auth.tenantId: character 0 cannot be in a header; use printable Latin-1 text",
    ],
  ])("%j becomes %j", async (auth, expected) => {
    expect(await outcomeOf(typed(auth))).toEqual(expected);
  });
});

describe("credentials from functions", () => {
  it("count as set, and are asked each time", async () => {
    let calls = 0;
    const auth: Auth = {
      mode: "basic",
      tenantId: async () => " 4711 ",
      basicPassword: () => {
        calls += 1;
        return `pw-${calls}`;
      },
    };
    checkAuth(auth);
    expect(calls).toBe(0);
    const resolved = [await resolveAuthHeaders(auth), await resolveAuthHeaders(auth)];
    const header = (password: string): string => `Basic ${Buffer.from(`4711:${password}`).toString("base64")}`;
    expect(resolved).toEqual([
      { headers: { Authorization: header("pw-1"), "X-Scope-OrgID": "4711" }, secrets: ["4711", "pw-1"] },
      { headers: { Authorization: header("pw-2"), "X-Scope-OrgID": "4711" }, secrets: ["4711", "pw-2"] },
    ]);
  });

  it.each([
    ["throws", () => Promise.reject(new Error("no token"))],
    ["throws at once", () => expect.fail("no token")],
    ["gives undefined", () => undefined],
    ["gives a blank", () => " "],
    ["gives only the prefix", () => "Bearer "],
    ["gives a number", () => 7],
    ["gives a line break", () => "secret\r\nX-Scope-OrgID: other"],
  ])("fail when one %s", async (_, bearerToken) => {
    const auth = typed({ mode: "bearer", bearerToken });
    checkAuth(auth);
    await expect(resolveAuthHeaders(auth)).rejects.toThrow();
  });
});
