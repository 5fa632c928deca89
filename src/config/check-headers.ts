// SPDX-License-Identifier: Apache-2.0
import { isDictionary } from "../internal/value-types.js";
import { configError } from "./config-error.js";
import { checkHeaderName, checkHeaderValue } from "./header-value.js";
import type { HeadersOption } from "./option-types.js";

export const HEADERS_LABEL = "generationExport.headers";

/** Checks what is known at construction: names, and values that are no functions. */
export function checkHeaders(headers: HeadersOption | undefined): void {
  if (headers === undefined || typeof headers === "function") return;
  if (!isDictionary(headers)) throw configError(HEADERS_LABEL, ": use a plain object or a function that returns one");
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "function") checkHeaderName(HEADERS_LABEL, name);
    else checkHeader(name, value, ": use a string or a function that returns one");
  }
}

/** A header that is complete; `fix` says what is wrong with a value that is no text. */
export function checkHeader(name: string, value: unknown, fix: string): string {
  checkHeaderName(HEADERS_LABEL, name);
  if (typeof value !== "string") throw configError(`${HEADERS_LABEL}.${name}`, fix);
  checkHeaderValue(`${HEADERS_LABEL}.${name}`, value);
  return value;
}
