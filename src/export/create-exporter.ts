// SPDX-License-Identifier: Apache-2.0
import { createHttpTransport } from "#transport";
import { USER_AGENT_PRODUCT } from "../../generated/ts/attributes.js";
import { ENDPOINTS, HEADERS } from "../../generated/ts/connection.js";
import type { ResolvedConfig, ResolvedGenerationExportOptions } from "../../generated/ts/options.js";
import type { Diagnostics } from "../client/diagnostics.js";
import { modeOf } from "../config/resolve-auth.js";
import { isLoopbackHost, resolveGrpcTarget, resolveHttpUrl } from "../config/resolve-endpoint.js";
import { type RequestHeaders, resolveHeaders } from "../config/resolve-headers.js";
import { createHttp2Unary, findHttp2 } from "../transport/http2-unary.js";
import { SDK_VERSION } from "../version.js";
import { createFault } from "./export-failure.js";
import type { GenerationExporter } from "./generation-exporter.js";
import { createGrpcExporter } from "./grpc-exporter.js";
import { createHttpExporter } from "./http-exporter.js";

const USER_AGENT = { [HEADERS.userAgent]: `${USER_AGENT_PRODUCT}/${SDK_VERSION}` };

/** The exporter that the options ask for; undefined for protocol `none`. Opens no connection yet. */
export function createExporter(config: ResolvedConfig, diagnostics: Diagnostics): GenerationExporter | undefined {
  const { generationExport: options, generationExporter } = config;
  if (generationExporter !== undefined) return generationExporter;
  switch (options.protocol) {
    case "none":
      return undefined;
    case "http":
      return createForHttp(config, diagnostics);
    case "grpc":
      return createForGrpc(config, diagnostics);
    default:
      return options.protocol satisfies never;
  }
}

function createForHttp(config: ResolvedConfig, diagnostics: Diagnostics): GenerationExporter {
  const { endpoint, insecure, responseMaxBytes } = config.generationExport;
  const url = resolveHttpUrl(endpoint, insecure);
  warnOfPlaintext(config.generationExport, new URL(url).origin, diagnostics);
  return createHttpExporter({
    url,
    transport: createHttpTransport(),
    headers: () => headersOf(config, { [HEADERS.contentType]: "application/json", ...USER_AGENT }),
    maxResponseBytes: responseMaxBytes,
    now: config.now ?? (() => new Date()),
  });
}

function createForGrpc(config: ResolvedConfig, diagnostics: Diagnostics): GenerationExporter {
  const { endpoint, insecure, responseMaxBytes } = config.generationExport;
  const { target, isPlaintext } = resolveGrpcTarget(endpoint, insecure);
  const origin = `${isPlaintext ? "http" : "https"}://${target}`;
  warnOfPlaintext(config.generationExport, origin, diagnostics);
  return createGrpcExporter({
    connect: () => {
      const http2 = findHttp2();
      return http2 && createHttp2Unary(http2, origin);
    },
    method: ENDPOINTS.grpcExport.path,
    headers: () => headersOf(config, USER_AGENT),
    maxResponseBytes: responseMaxBytes,
  });
}

function headersOf(config: ResolvedConfig, own: Readonly<Record<string, string>>): Promise<RequestHeaders> {
  // The error of a credentials function may quote the secret: only its place is named.
  return resolveHeaders(config, own).catch(() => {
    throw createFault("credentials", "headers or auth of generation_export could not be resolved");
  });
}

/** Mistakes that send what should be secret in the clear (contract faults F-S6, F-S7). */
function warnOfPlaintext(options: ResolvedGenerationExportOptions, origin: string, diagnostics: Diagnostics): void {
  const { auth, insecure } = options;
  const url = new URL(origin);
  if (url.protocol === "https:") {
    if (insecure && /^\s*https:/i.test(options.endpoint))
      diagnostics.warnOnce("generation_export.insecure has no effect on an https endpoint");
    return;
  }
  const mode = modeOf(auth);
  if ((mode === "bearer" || mode === "basic") && !isLoopbackHost(url.hostname))
    diagnostics.warnOnce("generation_export.auth is sent in clear text; use an https endpoint");
}
