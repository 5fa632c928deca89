// SPDX-License-Identifier: Apache-2.0
import { createHttpTransport } from "#transport";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import { resolveHttpUrl } from "../config/resolve-endpoint.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { readConnectionSettings } from "../transport/connection-settings.js";
import { createFault } from "./export-failure.js";
import type { GenerationExporter } from "./generation-exporter.js";
import { createHttpExporter } from "./http-exporter.js";
import { jsonRequestHeaders } from "./request-headers.js";
import { warnOfPlaintext } from "./warn-of-plaintext.js";

/** The exporter of protocol `http`. */
export function openHttpExporter(config: ResolvedConfig, diagnostics: Diagnostics): GenerationExporter {
  const { endpoint, insecure, responseMaxBytes } = config.generationExport;
  const url = resolveHttpUrl(endpoint, insecure);
  warnOfPlaintext(config.generationExport, new URL(url).origin, diagnostics);
  return createHttpExporter({
    url,
    transport: createHttpTransport(readConnectionSettings(config.generationExport)),
    headers: () => jsonRequestHeaders(config, (problem) => createFault("credentials", problem)),
    maxResponseBytes: responseMaxBytes,
    now: config.now ?? (() => new Date()),
  });
}
