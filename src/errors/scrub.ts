// SPDX-License-Identifier: Apache-2.0

/** Secrets are looked for in this much of a text; messages are cut to far less. */
const SEARCHED_UNITS = 16_384;
/** Shorter values appear in ordinary text by chance. */
const MIN_SECRET_UNITS = 4;

/** Replaces credentials that a server echoes, percent-encoded ones too (contract F-S4). Cuts long texts. */
export function maskSecretsIn(text: string, secrets: readonly string[]): string {
  const known = secrets
    .filter((secret) => secret.length >= MIN_SECRET_UNITS)
    .flatMap((secret) => [secret, encodeURIComponent(secret.toWellFormed())]);
  // The longest first, since a shorter one may be a part of it.
  known.sort((left, right) => right.length - left.length);
  return known.reduce((masked, secret) => masked.replaceAll(secret, "***"), text.slice(0, SEARCHED_UNITS));
}

/** Removes what may be content: quoted parts, which servers take from the record, and whole pages of markup. */
export function stripContent(text: string): string {
  if (/^\s*</.test(text)) return "a page of markup";
  return text
    .slice(0, SEARCHED_UNITS)
    .replace(/"(?:[^"\\]|\\.)*(?:"|$)/gs, '"..."')
    .replace(/`[^`]*(?:`|$)/g, "`...`")
    .replace(/(^|[\s:=([{,])'[^']*(?:'|$)/g, "$1'...'");
}
