// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../internal/is-record.js";
import { configError } from "./config-error.js";
import { AUTH_LABEL, CREDENTIALS, credentialOf, findAuthRow, modeOf, normalizeCredential } from "./credentials.js";
import { checkHeaderValue } from "./header-value.js";
import type { Auth } from "./option-types.js";

/** Throws a `config` error when the credentials do not fit their mode. */
export function checkAuth(auth: Auth | undefined): void {
  if (auth !== undefined) checkShape(auth);
  const [, , outcome] = findAuthRow(auth);
  if (typeof outcome === "string") throw configError("", outcome.replace("{mode}", modeOf(auth)));
  const templates = Object.values(outcome);
  for (const name of CREDENTIALS) {
    const value = credentialOf(auth, name);
    // Values that are sent as base64 may hold any character.
    const isSentAsIs = templates.some((template) => template.includes(`{${name}}`));
    if (isSentAsIs && typeof value === "string")
      checkHeaderValue(`${AUTH_LABEL}.${name}`, normalizeCredential(name, value));
  }
}

function checkShape(auth: unknown): void {
  if (!isRecord(auth))
    throw configError(AUTH_LABEL, ': use an object with a mode, such as { mode: "bearer", bearerToken }');
  for (const [key, value] of Object.entries(auth)) {
    const label = `${AUTH_LABEL}.${key}`;
    if (key !== "mode" && !CREDENTIALS.some((name) => name === key))
      throw configError(label, ": there is no such option; check its spelling");
    if (value !== undefined && typeof value !== "string" && (key === "mode" || typeof value !== "function"))
      throw configError(label, key === "mode" ? ": use a string" : ": use a string or a function that returns one");
  }
}
