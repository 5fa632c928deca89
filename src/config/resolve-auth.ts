// SPDX-License-Identifier: Apache-2.0
import type { Auth } from "../../generated/ts/auth.js";
import { AUTH_HEADERS } from "../../generated/ts/auth-headers.js";
import { toBase64 } from "../internal/wire/base64.js";
import { encodeUtf8 } from "../internal/wire/utf8.js";
import { askFunction } from "./ask-function.js";
import { configError } from "./config-error.js";
import {
  AUTH_LABEL,
  CREDENTIALS,
  type Credential,
  credentialOf,
  findAuthRow,
  normalizeCredential,
} from "./credentials.js";
import { checkHeaderValue } from "./header-value.js";
import type { Provided } from "./option-types.js";

/** Headers of the credentials, and the values that no message may repeat. */
export interface AuthHeaders {
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/** Headers of checked credentials; functions are asked now. Rejects when one gives no value. */
export async function resolveAuthHeaders(auth: Auth | undefined): Promise<AuthHeaders> {
  const [mode, signs] = findAuthRow(auth);
  const entries = await Promise.all(
    CREDENTIALS.map(async (name) => [name, await provide(name, credentialOf(auth, name))] as const),
  );
  const credentials = Object.fromEntries(entries) as Record<Credential, string>;
  const headers = Object.fromEntries(
    Object.entries(AUTH_HEADERS[`${mode} ${signs}`] ?? {}).map(([name, template]) => [
      name,
      fill(template, credentials),
    ]),
  );
  for (const value of Object.values(headers)) checkHeaderValue(AUTH_LABEL, value);
  return { headers, secrets: Object.values(credentials).filter((value) => value !== "") };
}

async function provide(name: Credential, value: Provided<string> | undefined): Promise<string> {
  if (typeof value !== "function") return normalizeCredential(name, value ?? "");
  const provided = await askFunction(`${AUTH_LABEL}.${name}`, value);
  const text = typeof provided === "string" ? normalizeCredential(name, provided) : "";
  if (text === "") throw configError(`${AUTH_LABEL}.${name}`, ": the function gave no value");
  return text;
}

function fill(template: string, values: Readonly<Record<Credential, string>>): string {
  const value = (name: string): string => values[name as Credential] ?? "";
  return template
    .replace(/\{base64:(\w+):(\w+)\}/g, (_, user: string, password: string) =>
      toBase64(encodeUtf8(`${value(user)}:${value(password)}`)),
    )
    .replace(/\{(\w+)\}/g, (_, name: string) => value(name));
}
