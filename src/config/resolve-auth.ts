// SPDX-License-Identifier: Apache-2.0
import { AUTH_ROWS, type AuthRow } from "../../generated/ts/auth-rows.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import { isRecord } from "../internal/is-record.js";
import { toBase64 } from "../internal/wire/base64.js";
import { checkHeaderValue } from "./header-value.js";
import type { Auth, Provided } from "./option-types.js";

/** Options by the names of the spec's templates and messages. */
const FIELDS = {
  tenant_id: "tenantId",
  bearer_token: "bearerToken",
  basic_user: "basicUser",
  basic_password: "basicPassword",
} as const;
type FieldName = keyof typeof FIELDS;
const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

const LABEL = "generation_export.auth";

/** Headers of the credentials, and the values that no message may repeat. */
export interface AuthHeaders {
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/** Throws a `config` error when the credentials do not fit their mode. A value that comes from a function counts as set. */
export function checkAuth(auth: Auth | undefined): void {
  if (auth !== undefined) checkShape(auth);
  const row = findRow(auth);
  if (row.error !== undefined) throw problem(row.error.replace("{mode}", modeOf(auth)));
  const templates = Object.values(row.headers ?? {});
  for (const name of FIELD_NAMES) {
    const value = fieldOf(auth, name);
    // Values that are sent as base64 may hold any character.
    const isSentAsIs = templates.some((template) => template.includes(`{${name}}`));
    if (isSentAsIs && typeof value === "string") checkHeaderValue(`${LABEL}.${name}`, normalized(name, value));
  }
}

/** Headers of the credentials; functions are asked now. Rejects when one gives no value. */
export async function resolveAuthHeaders(auth: Auth | undefined): Promise<AuthHeaders> {
  const row = findRow(auth);
  const entries = await Promise.all(
    FIELD_NAMES.map(async (name) => [name, await provide(name, fieldOf(auth, name))] as const),
  );
  const credentials = Object.fromEntries(entries) as Record<FieldName, string>;
  const headers = Object.fromEntries(
    Object.entries(row.headers ?? {}).map(([name, template]) => [name, fill(template, credentials)]),
  );
  for (const value of Object.values(headers)) checkHeaderValue(LABEL, value);
  return { headers, secrets: Object.values(credentials).filter((value) => value !== "") };
}

function checkShape(auth: unknown): void {
  if (!isRecord(auth)) throw problem(`${LABEL}: use an object with a mode`);
  const known: readonly string[] = ["mode", ...Object.values(FIELDS)];
  for (const key of Object.keys(auth))
    if (!known.includes(key)) throw problem(`${LABEL}.${key}: there is no such option; check its spelling`);
  const { mode } = auth;
  if (mode !== undefined && typeof mode !== "string") throw problem(`${LABEL}.mode: use a string`);
  for (const name of FIELD_NAMES) {
    const value = auth[FIELDS[name]];
    if (value !== undefined && typeof value !== "string" && typeof value !== "function")
      throw problem(`${LABEL}.${name}: use a string or a function that returns one`);
  }
}

function findRow(auth: Auth | undefined): AuthRow {
  const mode = modeOf(auth);
  const row = AUTH_ROWS.find((candidate) => {
    if (candidate.mode !== "*" && candidate.mode !== mode) return false;
    return FIELD_NAMES.every((name) => {
      const wanted = candidate[FIELDS[name]];
      return wanted === undefined || (wanted === "set") === isSet(name, fieldOf(auth, name));
    });
  });
  if (row === undefined) throw problem(`${LABEL}: these credentials do not fit mode "${mode}"`);
  return row;
}

/** The mode in its normal form; blank is none. */
export function modeOf(auth: Auth | undefined): string {
  return auth?.mode?.trim().toLowerCase() || "none";
}

/** Untyped callers may put any field beside any mode; the matrix says what is allowed. */
function fieldOf(auth: Auth | undefined, name: FieldName): Provided<string> | undefined {
  return (auth as Partial<Record<string, Provided<string>>> | undefined)?.[FIELDS[name]];
}

function isSet(name: FieldName, value: Provided<string> | undefined): boolean {
  return typeof value === "function" || (value !== undefined && normalized(name, value) !== "");
}

/** Trimmed; a token loses the word "bearer" before it. */
function normalized(name: FieldName, value: string): string {
  const trimmed = value.trim();
  return name === "bearer_token" ? trimmed.replace(/^bearer(?:\s+|$)/i, "") : trimmed;
}

async function provide(name: FieldName, value: Provided<string> | undefined): Promise<string> {
  if (typeof value !== "function") return normalized(name, value ?? "");
  const provided: unknown = await value();
  const text = typeof provided === "string" ? normalized(name, provided) : "";
  if (text === "") throw problem(`${LABEL}.${name}: the function gave no value`);
  return text;
}

function fill(template: string, values: Readonly<Record<FieldName, string>>): string {
  const value = (name: string): string => values[name as FieldName] ?? "";
  return template
    .replace(/\{base64:([a-z_]+):([a-z_]+)\}/g, (_, user: string, password: string) =>
      toBase64(`${value(user)}:${value(password)}`),
    )
    .replace(/\{([a-z_]+)\}/g, (_, name: string) => value(name));
}

function problem(text: string): SigilError {
  return createSigilError("config", { problem: text });
}
