// SPDX-License-Identifier: Apache-2.0
import { USER_AGENT_PRODUCT } from "../../generated/ts/attributes.js";
import { HEADERS } from "../../generated/ts/headers.js";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import { type RequestHeaders, resolveHeaders } from "../config/resolve-headers.js";
import { SDK_VERSION } from "../version.js";
import { createFault } from "./export-failure.js";

/** Headers of one export. The error of a credentials function may quote the secret: only its place is named. */
export function requestHeaders(
  config: ResolvedConfig,
  own: Readonly<Record<string, string>> = {},
): Promise<RequestHeaders> {
  const userAgent = { [HEADERS.userAgent]: `${USER_AGENT_PRODUCT}/${SDK_VERSION}` };
  return resolveHeaders(config, { ...own, ...userAgent }).catch(() => {
    throw createFault("credentials", "headers or auth of generationExport could not be resolved");
  });
}
