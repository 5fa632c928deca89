// SPDX-License-Identifier: Apache-2.0
import type { Auth } from "../../generated/ts/auth.js";
import { configError } from "./config-error.js";
import { AUTH_LABEL, CREDENTIALS, credentialOf, findAuthRow, modeOf, normalizeCredential } from "./credentials.js";
import { checkHeaderValue } from "./header-value.js";

/** Throws a `config` error when the credentials do not fit their mode. */
export function checkAuth(auth: Auth | undefined): void {
  const [, , outcome] = findAuthRow(auth);
  if (typeof outcome === "string") throw configError(AUTH_LABEL, `: mode "${modeOf(auth)}" ${outcome}`);
  for (const name of CREDENTIALS) {
    const value = credentialOf(auth, name);
    // Values that are sent as base64 may hold any character.
    if (outcome.includes(name) && typeof value === "string")
      checkHeaderValue(`${AUTH_LABEL}.${name}`, normalizeCredential(name, value));
  }
}
