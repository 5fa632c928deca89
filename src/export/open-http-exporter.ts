// SPDX-License-Identifier: Apache-2.0
import { createHttpTransport } from "#transport";
import { HEADERS } from "../../generated/ts/headers.js";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import type { Diagnostics } from "../client/diagnostics.js";
import { resolveHttpUrl } from "../config/resolve-endpoint.js";
import { readConnectionSettings } from "../transport/connection-settings.js";
import type { GenerationExporter } from "./generation-exporter.js";
import { createHttpExporter } from "./http-exporter.js";
import { requestHeaders } from "./request-headers.js";
import { warnOfPlaintext } from "./warn-of-plaintext.js";

/** The exporter of protocol `http`. */
export function openHttpExporter(config: ResolvedConfig, diagnostics: Diagnostics): GenerationExporter {
  const { endpoint, insecure, responseMaxBytes } = config.generationExport;
  const url = resolveHttpUrl(endpoint, insecure);
  warnOfPlaintext(config.generationExport, new URL(url).origin, diagnostics);
  return createHttpExporter({
    url,
    transport: createHttpTransport(readConnectionSettings(config.generationExport)),
    headers: () => requestHeaders(config, { [HEADERS.contentType]: "application/json" }),
    maxResponseBytes: responseMaxBytes,
    now: config.now ?? (() => new Date()),
  });
}
