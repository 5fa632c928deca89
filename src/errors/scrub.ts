// SPDX-License-Identifier: Apache-2.0
import { LIMIT_ERROR_SEARCH_CHARACTERS, LIMIT_SECRET_MIN_CHARACTERS } from "../../generated/ts/limits.js";

/** Replaces credentials that a server echoes, percent-encoded ones too (contract F-S4). Cuts long texts. */
export function maskSecretsIn(text: string, secrets: readonly string[]): string {
  const known = secrets
    .filter((secret) => secret.length >= LIMIT_SECRET_MIN_CHARACTERS)
    .flatMap((secret) => [secret, encodeURIComponent(secret.toWellFormed())]);
  // The longest first, since a shorter one may be a part of it.
  known.sort((left, right) => right.length - left.length);
  return known.reduce(
    (masked, secret) => masked.replaceAll(secret, "***"),
    text.slice(0, LIMIT_ERROR_SEARCH_CHARACTERS),
  );
}

/** Removes what may be content: quoted parts, which servers take from the record, and whole pages of markup. */
export function stripContent(text: string): string {
  if (/^\s*</.test(text)) return "a page of markup";
  return text
    .slice(0, LIMIT_ERROR_SEARCH_CHARACTERS)
    .replace(/"(?:[^"\\]|\\.)*(?:"|$)/gs, '"..."')
    .replace(/`[^`]*(?:`|$)/g, "`...`")
    .replace(/(^|[\s:=([{,])'[^']*(?:'|$)/g, "$1'...'");
}
