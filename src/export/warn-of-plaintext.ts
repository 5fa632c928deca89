// SPDX-License-Identifier: Apache-2.0
import type { ResolvedGenerationExportOptions } from "../../generated/ts/options.js";
import { modeOf } from "../config/credentials.js";
import { isLoopback } from "../config/parse-endpoint.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";

/** Mistakes that send what should be secret in the clear (contract F-S6, F-S7). */
export function warnOfPlaintext(
  options: ResolvedGenerationExportOptions,
  origin: string,
  diagnostics: Diagnostics,
): void {
  const { auth, insecure } = options;
  const url = new URL(origin);
  if (url.protocol === "https:") {
    if (insecure && /^\s*https:/i.test(options.endpoint))
      diagnostics.warnOnce("generationExport.insecure has no effect on an https endpoint");
    return;
  }
  const mode = modeOf(auth);
  if ((mode === "bearer" || mode === "basic") && !isLoopback(url.host))
    diagnostics.warnOnce("generationExport.auth is sent in clear text; use an https endpoint");
}
