// SPDX-License-Identifier: Apache-2.0
import { USER_AGENT_PRODUCT } from "../../generated/ts/attributes.js";
import { HEADERS } from "../../generated/ts/headers.js";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import { type RequestHeaders, resolveHeaders } from "../config/resolve-headers.js";
import { isSigilError } from "../errors/sigil-error.js";
import { SDK_VERSION } from "../version.js";

/** Headers of one request with a JSON body. `toError` makes an error of what is wrong with headers or credentials. */
export function jsonRequestHeaders(
  config: ResolvedConfig,
  toError: (problem: string) => Error,
): Promise<RequestHeaders> {
  return requestHeaders(config, toError, { [HEADERS.contentType]: "application/json" });
}

/** Headers of one request. */
export function requestHeaders(
  config: ResolvedConfig,
  toError: (problem: string) => Error,
  own: Readonly<Record<string, string>> = {},
): Promise<RequestHeaders> {
  const userAgent = { [HEADERS.userAgent]: `${USER_AGENT_PRODUCT}/${SDK_VERSION}` };
  return resolveHeaders(config, { ...own, ...userAgent }).catch((error: unknown) => {
    // Only our own errors are known to repeat no secret.
    throw toError(isSigilError(error, "config") ? error.message : "headers or auth of generationExport cannot be read");
  });
}
