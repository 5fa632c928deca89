// SPDX-License-Identifier: Apache-2.0
import { ERROR_MESSAGES, type SigilErrorCode } from "../../generated/ts/errors.js";

const BRAND: unique symbol = Symbol.for("sigil-sdk.error") as never;

export interface SigilErrorOptions {
  readonly cause?: unknown;
  /** Fields of the error's place in the spec: rule id, option path, HTTP status. Never content and never secrets. */
  readonly details?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/**
 * The one error class of the SDK. `code` is a closed set; `message` says what failed, with which value, and what to do.
 * It never holds payload content or secrets.
 */
export class SigilError extends Error {
  override readonly name = "SigilError";
  readonly code: SigilErrorCode;
  readonly details: Readonly<Record<string, string | number | boolean>>;

  constructor(code: SigilErrorCode, message: string, options: SigilErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
    // Non-enumerable, so that the brand does not show up in logs of the error.
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Whether a value is a SigilError, also when the package is installed twice; optionally of one code. */
export function isSigilError<Code extends SigilErrorCode>(
  value: unknown,
  code?: Code,
): value is SigilError & { readonly code: Code } {
  try {
    if (typeof value !== "object" || value === null || !(BRAND in value)) return false;
    return code === undefined || (value as unknown as SigilError).code === code;
  } catch {
    // A proxy whose traps throw is none of ours.
    return false;
  }
}

/** A SigilError from the spec's message template: `{name}` is replaced by `values.name`. */
export function createSigilError(
  code: keyof typeof ERROR_MESSAGES,
  values: MessageValues = {},
  options: SigilErrorOptions = {},
): SigilError {
  return new SigilError(code, fillMessage(ERROR_MESSAGES[code], values), options);
}

export type MessageValues = Readonly<Record<string, string | number>>;

/** A message template with its values; a placeholder without one stays. */
export function fillMessage(template: string, values: MessageValues): string {
  return template.replace(/\{([a-z_]+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
}

/** Text of an error: `message` of an object that has one, else its string form. Never throws. */
export function errorText(value: unknown): string {
  try {
    // Read once: an accessor may give something else the next time.
    const message: unknown =
      typeof value === "object" && value !== null && "message" in value ? value.message : undefined;
    return typeof message === "string" ? message : String(value);
  } catch {
    return "unknown error";
  }
}
