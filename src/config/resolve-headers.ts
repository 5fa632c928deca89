// SPDX-License-Identifier: Apache-2.0
import { HEADERS } from "../../generated/ts/headers.js";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import { isDictionary } from "../internal/value-types.js";
import { askFunction } from "./ask-function.js";
import { checkHeader, HEADERS_LABEL } from "./check-headers.js";
import { configError } from "./config-error.js";
import type { HeadersOption } from "./option-types.js";
import { resolveAuthHeaders } from "./resolve-auth.js";

/** Headers of one request, and the values among them that no message may repeat. */
export interface RequestHeaders {
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/**
 * Headers of one attempt: the client's own, then credentials, then the caller's. A header of the caller wins over one with
 * the same name in any letter case, each on its own.
 */
export async function resolveHeaders(
  { generationExport, api }: ResolvedConfig,
  own: Readonly<Record<string, string>>,
): Promise<RequestHeaders> {
  const [auth, explicit] = await Promise.all([
    resolveAuthHeaders(generationExport.auth),
    provideHeaders(generationExport.headers),
  ]);
  const merged = new Map<string, readonly [string, string]>();
  for (const [name, value] of [...Object.entries({ ...own, ...auth.headers }), ...explicit])
    merged.set(name.toLowerCase(), [name, value]);
  const headers = Object.fromEntries(merged.values());
  const ownValues = new Set(Object.values(own));
  const sent = Object.values(headers).filter((value) => !ownValues.has(value));
  // "Bearer token": an echo of the token alone counts too.
  const parts = sent.map((value) => value.slice(value.indexOf(" ") + 1));
  const keys = [generationExport.endpoint, api.endpoint].flatMap(queryValues);
  return { headers, secrets: [...new Set([...auth.secrets, ...sent, ...parts, ...keys])] };
}

/** Values of a query, decoded and as they are written: a server that does not know the path repeats it. */
function queryValues(endpoint: string): readonly string[] {
  const query = endpoint.split("?")[1] ?? "";
  const written = query.split("&").map((pair) => pair.slice(pair.indexOf("=") + 1));
  return [...new URLSearchParams(query).values(), ...written].filter((value) => value !== "");
}

async function provideHeaders(headers: HeadersOption | undefined): Promise<readonly (readonly [string, string])[]> {
  const map: unknown = typeof headers === "function" ? await askFunction(HEADERS_LABEL, headers) : (headers ?? {});
  // Of a Headers object or a Map, nothing would be sent.
  if (!isDictionary(map)) throw configError(HEADERS_LABEL, ": the function gave no plain object");
  const entries = await Promise.all(
    Object.entries(map).map(async ([name, value]) => {
      const provided: unknown =
        typeof value === "function" ? await askFunction(`${HEADERS_LABEL}.${name}`, () => value()) : value;
      return [name, checkHeader(name, provided, ": the function gave no text")] as const;
    }),
  );
  // A blank User-Agent is as good as none.
  return entries.filter(
    ([name, value]) => value.trim() !== "" || name.toLowerCase() !== HEADERS.userAgent.toLowerCase(),
  );
}
