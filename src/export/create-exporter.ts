// SPDX-License-Identifier: Apache-2.0
import { createHttpTransport } from "#transport";
import { SDK_VERSION } from "../version.js";
import { USER_AGENT_PRODUCT } from "../../generated/ts/attributes.js";
import { ENDPOINTS, HEADERS } from "../../generated/ts/connection.js";
import { LIMITS } from "../../generated/ts/limits.js";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import type { Diagnostics } from "../client/diagnostics.js";
import { resolveGrpcTarget, resolveHttpUrl } from "../config/resolve-endpoint.js";
import { resolveHeaders } from "../config/resolve-headers.js";
import { createFault } from "./export-failure.js";
import { createGrpcExporter } from "./grpc-exporter.js";
import { createHttpExporter } from "./http-exporter.js";
import type { GenerationExporter } from "./generation-exporter.js";

/** The exporter that the options ask for; undefined for protocol `none`. Opens no connection yet. */
export function createExporter(config: ResolvedConfig, diagnostics: Diagnostics): GenerationExporter | undefined {
  const { generationExport: options, generationExporter } = config;
  if (generationExporter !== undefined) return generationExporter;
  if (options.insecure && /^\s*https:/i.test(options.endpoint)) diagnostics.warnOnce("generation_export.insecure has no effect on an https endpoint");
  const userAgent = `${USER_AGENT_PRODUCT}/${SDK_VERSION}`;
  const headers = (own: Record<string, string>) => (): Promise<Record<string, string>> => resolveHeaders(config, own).catch(refuseCredentials);
  switch (options.protocol) {
    case "none":
      return undefined;
    case "http":
      return createHttpExporter({
        url: resolveHttpUrl(options.endpoint, options.insecure),
        transport: createHttpTransport(),
        headers: headers({ [HEADERS.contentType]: "application/json", [HEADERS.userAgent]: userAgent }),
        maxResponseBytes: options.responseMaxBytes,
        now: config.now ?? (() => new Date()),
      });
    case "grpc":
      return createGrpcExporter({
        ...resolveGrpcTarget(options.endpoint, options.insecure),
        method: ENDPOINTS.grpcExport.path,
        headers: headers({}),
        userAgent,
        maxMessageBytes: LIMITS.grpcMessageBytes,
      });
    default:
      return options.protocol satisfies never;
  }
}

/** The error of a credentials function may quote the secret: only its place is named. */
function refuseCredentials(): never {
  throw createFault("credentials", `headers or credentials could not be resolved`);
}
