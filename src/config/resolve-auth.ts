// SPDX-License-Identifier: Apache-2.0
import { AUTH_ROWS, type AuthRow } from "../../generated/ts/connection.js";
import { createSigilError } from "../errors/sigil-error.js";
import { isRecord } from "../internal/is-record.js";
import { toBase64 } from "../internal/wire/base64.js";
import { checkHeaderValue } from "./header-value.js";
import type { Auth, Provided } from "./option-types.js";

const FIELDS = { tenant_id: "tenantId", bearer_token: "bearerToken", basic_user: "basicUser", basic_password: "basicPassword" } as const;
type Credentials = Readonly<Record<keyof typeof FIELDS, string>>;

/** Throws a `config` error when the credentials do not fit their mode. A value that comes from a function counts as set. */
export function checkAuth(auth: Auth | undefined): void {
  const row = findRow(auth);
  if (row.error !== undefined) throw createSigilError("config", { problem: row.error.replace("{mode}", modeOf(auth)) });
  const fixed = Object.values(FIELDS).map((field) => fieldOf(auth, field));
  for (const value of fixed) if (typeof value === "string") checkHeaderValue("generation_export.auth", value);
}

/** Headers of the credentials; functions are asked now. */
export async function resolveAuthHeaders(auth: Auth | undefined): Promise<Record<string, string>> {
  const row = findRow(auth);
  const values = await Promise.all(Object.values(FIELDS).map(async (field) => provide(fieldOf(auth, field))));
  const credentials = Object.fromEntries(Object.keys(FIELDS).map((name, index) => [name, (values[index] ?? "").trim()])) as Credentials;
  const token = credentials.bearer_token.replace(/^bearer /i, "").trim();
  const entries = Object.entries(row.headers ?? {}).map(([name, template]) => [name, fill(template, { ...credentials, bearer_token: token })] as const);
  for (const [, value] of entries) checkHeaderValue("generation_export.auth", value);
  return Object.fromEntries(entries);
}

function findRow(auth: Auth | undefined): AuthRow {
  const mode = modeOf(auth);
  const row = AUTH_ROWS.find((candidate) => {
    if (candidate.mode !== "*" && candidate.mode !== mode) return false;
    return Object.values(FIELDS).every((field) => candidate[field] === "any" || (candidate[field] === "set") === isSet(fieldOf(auth, field)));
  });
  if (row === undefined) throw createSigilError("config", { problem: `generation_export.auth: this combination of credentials does not fit mode "${mode}"` });
  return row;
}

function modeOf(auth: Auth | undefined): string {
  const mode: unknown = isRecord(auth) ? auth["mode"] : undefined;
  return typeof mode === "string" ? mode.trim().toLowerCase() || "none" : "none";
}

/** Untyped callers may put any field beside any mode; the matrix says what is allowed. */
function fieldOf(auth: Auth | undefined, field: string): Provided<string> | undefined {
  const value: unknown = isRecord(auth) ? (auth as Record<string, unknown>)[field] : undefined;
  return typeof value === "string" || typeof value === "function" ? (value as Provided<string>) : undefined;
}

function isSet(value: Provided<string> | undefined): boolean {
  return typeof value === "function" || (value !== undefined && value.trim() !== "");
}

async function provide(value: Provided<string> | undefined): Promise<string> {
  return typeof value === "function" ? String(await value()) : (value ?? "");
}

function fill(template: string, values: Credentials): string {
  const value = (name: string): string => values[name as keyof Credentials] ?? "";
  return template
    .replace(/\{base64:([a-z_]+):([a-z_]+)\}/g, (_, user: string, password: string) => toBase64(`${value(user)}:${value(password)}`))
    .replace(/\{([a-z_]+)\}/g, (_, name: string) => value(name));
}
