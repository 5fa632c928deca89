// SPDX-License-Identifier: Apache-2.0
import type { Auth } from "../../generated/ts/auth.js";
import { AUTH_ROWS, type AuthRow } from "../../generated/ts/auth-rows.js";
import type { Provided } from "./option-types.js";

/** The options of all modes, in the order of the signs of a row. */
export const CREDENTIALS = ["tenantId", "bearerToken", "basicUser", "basicPassword"] as const;
export type Credential = (typeof CREDENTIALS)[number];

export const AUTH_LABEL = "generationExport.auth";

/** The row that the credentials fit; the last one fits all. */
export function findAuthRow(auth: Auth | undefined): AuthRow {
  const mode = modeOf(auth);
  const signs = CREDENTIALS.map((name) => (isSet(name, credentialOf(auth, name)) ? "+" : "-"));
  // One is always found.
  return AUTH_ROWS.find(
    ([rowMode, wanted]) =>
      (rowMode === "*" || rowMode === mode) &&
      signs.every((sign, index) => "*".concat(sign).includes(wanted[index] ?? "")),
  ) as AuthRow;
}

/** The mode in its normal form; blank is none. */
export function modeOf(auth: Auth | undefined): string {
  return auth?.mode?.trim().toLowerCase() || "none";
}

/** Untyped callers may put any option beside any mode; the matrix says what is allowed. */
export function credentialOf(auth: Auth | undefined, name: Credential): Provided<string> | undefined {
  return (auth as Partial<Record<string, Provided<string>>> | undefined)?.[name];
}

/** A value that comes from a function counts as set. */
function isSet(name: Credential, value: Provided<string> | undefined): boolean {
  return typeof value === "function" || (value !== undefined && normalizeCredential(name, value) !== "");
}

/** Trimmed; a token loses the word "bearer" before it. */
export function normalizeCredential(name: Credential, value: string): string {
  const trimmed = value.trim();
  return name === "bearerToken" ? trimmed.replace(/^bearer(?:\s+|$)/i, "") : trimmed;
}
