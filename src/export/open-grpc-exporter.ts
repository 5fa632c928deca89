// SPDX-License-Identifier: Apache-2.0
import { ENDPOINTS } from "../../generated/ts/endpoints.js";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import { configError } from "../config/config-error.js";
import { resolveGrpcTarget } from "../config/resolve-endpoint.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { readConnectionSettings } from "../transport/connection-settings.js";
import { createHttp2Unary } from "../transport/http2-unary.js";
import { findBuiltin } from "../transport/node-builtin.js";
import { createFault } from "./export-failure.js";
import type { GenerationExporter } from "./generation-exporter.js";
import { createGrpcExporter } from "./grpc-exporter.js";
import { requestHeaders } from "./request-headers.js";
import { warnOfPlaintext } from "./warn-of-plaintext.js";

/** The exporter of protocol `grpc`. */
export function openGrpcExporter(config: ResolvedConfig, diagnostics: Diagnostics): GenerationExporter {
  const { endpoint, insecure, responseMaxBytes } = config.generationExport;
  const settings = readConnectionSettings(config.generationExport);
  if (settings.agent !== undefined)
    throw configError("generationExport.transport.agent", ": agents serve protocol http only; remove it");
  const { target, isPlaintext } = resolveGrpcTarget(endpoint, insecure);
  const origin = `${isPlaintext ? "http" : "https"}://${target}`;
  warnOfPlaintext(config.generationExport, origin, diagnostics);
  return createGrpcExporter({
    connect: () => {
      const http2 = findBuiltin("node:http2");
      return http2 && createHttp2Unary(http2, origin, settings);
    },
    method: ENDPOINTS.grpcExport.path,
    headers: () => requestHeaders(config, (problem) => createFault("credentials", problem)),
    maxResponseBytes: responseMaxBytes,
  });
}
