// SPDX-License-Identifier: Apache-2.0
import {
  REDACTION_PATTERNS,
  REPLACEMENT,
  type RedactionPattern,
  type RedactionTier,
} from "../../generated/ts/redaction.js";

export interface TextRedactionOptions {
  /** Whether e-mail addresses count as secrets too. Default false: many prompts need them. */
  readonly emails?: boolean | undefined;
}

/** Replaces the secrets of a text, or of the ASCII in bytes; what holds none comes back as it is. */
export type TextRedactor = <T extends string | Uint8Array>(value: T, tier: RedactionTier) => T | string | Uint8Array;

/** A redactor for texts. Linear in the length of the text, whatever it holds. */
export function createTextRedactor({ emails = false }: TextRedactionOptions): TextRedactor {
  const full = REDACTION_PATTERNS.filter(({ onlyWith }) => onlyWith === undefined || emails);
  const light = full.filter(({ tier }) => tier === "light");
  return (value, tier) => {
    const patterns = tier === "full" ? full : light;
    if (typeof value === "string") return redact(value, patterns);
    const text = toAsciiText(value);
    const redacted = redact(text, patterns);
    return redacted === text ? value : Uint8Array.from(redacted, (character) => character.charCodeAt(0));
  };
}

/**
 * Replaces secrets in a text of your own, for example before it becomes a tag: formats that are unmistakable, and with tier
 * `full` also values with telling names.
 */
export function redactSecrets(
  text: string,
  { tier = "light", ...options }: TextRedactionOptions & { readonly tier?: RedactionTier | undefined } = {},
): string {
  // A string stays one.
  return createTextRedactor(options)(text, tier) as string;
}

function redact(text: string, patterns: readonly RedactionPattern[]): string {
  let redacted = text;
  for (const { label, literals, pattern } of patterns) {
    // Nearly all texts hold nothing: looking for a few fixed words costs far less than running every pattern.
    if (literals.length > 0 && !literals.some((literal) => redacted.includes(literal))) continue;
    const replacement = REPLACEMENT.replace("{label}", label);
    redacted = redacted.replace(pattern, (_, before: string, after: string) => before + replacement + after);
  }
  return redacted;
}

/** One character for each byte, so that no byte is lost on the way back and nothing hides behind a wrong encoding. */
function toAsciiText(bytes: Uint8Array): string {
  const pieces: string[] = [];
  const size = 4096;
  for (let at = 0; at < bytes.length; at += size) pieces.push(String.fromCharCode(...bytes.subarray(at, at + size)));
  return pieces.join("");
}
