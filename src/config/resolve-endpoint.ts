// SPDX-License-Identifier: Apache-2.0
import { ENDPOINTS } from "../../generated/ts/connection.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";

/** Ports that the schemes themselves imply. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };
const LABEL = "generation_export.endpoint";

/** URL that batches are posted to. Throws a `config` error that never repeats credentials. */
export function resolveHttpUrl(endpoint: string, insecure: boolean): string {
  const { scheme, rest } = splitScheme(endpoint);
  if (scheme !== undefined && scheme !== "http" && scheme !== "https") throw problem(`scheme "${scheme}" is not supported; use http or https`);
  const implied = scheme ?? (insecure || isLoopback(rest) ? "http" : "https");
  const url = parse(`${implied}://${rest}`, endpoint);
  const path = url.pathname.replace(/\/+$/, "");
  url.pathname = path.endsWith(ENDPOINTS.httpExport.path) ? path : path + ENDPOINTS.httpExport.path;
  return url.href;
}

export interface GrpcTarget {
  /** `host:port`. */
  readonly target: string;
  readonly isPlaintext: boolean;
}

/** Host and port of the channel, and whether it is plaintext: an explicit scheme wins over `insecure`. */
export function resolveGrpcTarget(endpoint: string, insecure: boolean): GrpcTarget {
  const { scheme, rest } = splitScheme(endpoint);
  if (scheme !== undefined && !["grpc", "http", "https"].includes(scheme)) throw problem(`scheme "${scheme}" is not supported; use http, https or grpc`);
  const url = parse(`http://${rest}`, endpoint);
  const isPlaintext = scheme === "http" || (scheme !== "https" && (insecure || isLoopback(rest)));
  const schemePort = scheme === undefined ? undefined : DEFAULT_PORTS[scheme];
  const port = explicitPort(rest) ?? String(schemePort ?? ENDPOINTS.grpcExport.defaultPort);
  return { target: `${url.hostname}:${port}`, isPlaintext };
}

function splitScheme(endpoint: string): { readonly scheme: string | undefined; readonly rest: string } {
  const text = endpoint.trim();
  if (text === "") throw createSigilError("config", { problem: `${LABEL} is required` });
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\/(.*)$/s.exec(text);
  return match === null ? { scheme: undefined, rest: text } : { scheme: match[1]?.toLowerCase(), rest: match[2] ?? "" };
}

function parse(url: string, endpoint: string): URL {
  if (/^[a-z]+:\/\/[^/?#]*@/i.test(url)) throw createSigilError("config", { problem: `${LABEL} must not contain credentials; use generation_export.auth` });
  const authority = /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1] ?? "";
  // The URL parser takes a colon without a port, back slashes and blanks; an endpoint with one is a mistake.
  const isOdd = /[\\\s]/.test(url) || (/:$/.test(authority) && !authority.startsWith("["));
  if (isOdd || !URL.canParse(url)) throw problem(`${JSON.stringify(endpoint.trim())} is not a URL; use https://host or host:port`);
  return new URL(url);
}

function isLoopback(rest: string): boolean {
  const host = /^(\[[^\]]*\]|[^:/?#]*)/.exec(rest)?.[1]?.toLowerCase() ?? "";
  return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The URL parser drops a port that is the scheme's default. */
function explicitPort(rest: string): string | undefined {
  return /^(?:\[[^\]]*\]|[^:/?#]*):(\d+)/.exec(rest)?.[1];
}

function problem(text: string): SigilError {
  return createSigilError("config", { problem: `${LABEL}: ${text}` });
}
