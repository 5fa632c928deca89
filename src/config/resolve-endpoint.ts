// SPDX-License-Identifier: Apache-2.0
import { ENDPOINTS } from "../../generated/ts/endpoints.js";
import { API_ENDPOINT_LABEL, EXPORT_ENDPOINT_LABEL, HTTP_SCHEMES, parseEndpoint } from "./parse-endpoint.js";

/** Ports that the schemes themselves imply. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** URL that batches are posted to. Throws a `config` error that never repeats credentials. */
export function resolveHttpUrl(endpoint: string, insecure: boolean): string {
  const { url } = parseEndpoint(EXPORT_ENDPOINT_LABEL, endpoint, insecure, HTTP_SCHEMES);
  const path = url.pathname.replace(/\/+$/, "");
  url.pathname = path.endsWith(ENDPOINTS.httpExport.path) ? path : path + ENDPOINTS.httpExport.path;
  return url.href;
}

export interface GrpcTarget {
  /** `host:port`. */
  readonly target: string;
  readonly isPlaintext: boolean;
}

/** Host and port of the channel, and whether it is plaintext. Throws as `resolveHttpUrl` does. */
export function resolveGrpcTarget(endpoint: string, insecure: boolean): GrpcTarget {
  const { scheme = "", isPlaintext, url, authority } = parseEndpoint(EXPORT_ENDPOINT_LABEL, endpoint, insecure);
  const [, port] = /:(\d+)$/.exec(authority) ?? [];
  const target = `${url.hostname}:${port ?? DEFAULT_PORTS[scheme] ?? ENDPOINTS.grpcExport.defaultPort}`;
  return { target, isPlaintext };
}

/** Origin that ratings are posted to; a path is dropped. Throws as `resolveHttpUrl` does. */
export function resolveApiOrigin(endpoint: string, insecure: boolean): string {
  return parseEndpoint(API_ENDPOINT_LABEL, endpoint, insecure).url.origin;
}
