// SPDX-License-Identifier: Apache-2.0
import { HEADERS } from "../../generated/ts/connection.js";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import { createSigilError } from "../errors/sigil-error.js";
import { isRecord } from "../internal/is-record.js";
import { checkHeaderName, checkHeaderValue } from "./header-value.js";
import type { HeadersOption } from "./option-types.js";
import { resolveAuthHeaders } from "./resolve-auth.js";

const LABEL = "generation_export.headers";

/** Checks what is known at construction: names, and values that are no functions. */
export function checkStaticHeaders(headers: HeadersOption | undefined): void {
  if (headers === undefined || typeof headers === "function") return;
  if (!isRecord(headers)) throw createSigilError("config", { problem: `${LABEL}: use an object or a function that returns one` });
  for (const [name, value] of Object.entries(headers)) {
    checkHeaderName(LABEL, name);
    if (typeof value === "string") checkHeaderValue(`${LABEL}.${name}`, value);
    else if (typeof value !== "function") throw createSigilError("config", { problem: `${LABEL}.${name}: use a string or a function that returns one` });
  }
}

/**
 * Headers of one attempt: the client's own, then credentials, then the caller's. A header of the caller wins over one with
 * the same name in any letter case, each on its own.
 */
export async function resolveHeaders({ generationExport }: ResolvedConfig, own: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const [auth, explicit] = await Promise.all([resolveAuthHeaders(generationExport.auth), provideHeaders(generationExport.headers)]);
  const merged = new Map<string, readonly [string, string]>();
  for (const [name, value] of Object.entries({ ...own, ...auth })) merged.set(name.toLowerCase(), [name, value]);
  for (const [name, value] of Object.entries(explicit)) {
    // A blank User-Agent is as good as none.
    if (name.toLowerCase() === HEADERS.userAgent.toLowerCase() && value.trim() === "") continue;
    merged.set(name.toLowerCase(), [name, value]);
  }
  return Object.fromEntries(merged.values());
}

async function provideHeaders(headers: HeadersOption | undefined): Promise<Record<string, string>> {
  if (headers === undefined) return {};
  const map = typeof headers === "function" ? await headers() : headers;
  const entries = await Promise.all(Object.entries(map).map(async ([name, value]) => [name, String(typeof value === "function" ? await value() : value)] as const));
  for (const [name, value] of entries) {
    checkHeaderName(LABEL, name);
    checkHeaderValue(`${LABEL}.${name}`, value);
  }
  return Object.fromEntries(entries);
}
