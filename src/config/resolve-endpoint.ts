// SPDX-License-Identifier: Apache-2.0
import { ENDPOINTS } from "../../generated/ts/endpoints.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";

/** Ports that the schemes themselves imply. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };
const EXPORT_LABEL = "generation_export.endpoint";
const API_LABEL = "api.endpoint";
/** So much of a wrong endpoint is repeated. */
const SHOWN_UNITS = 200;

/** URL that batches are posted to. Throws a `config` error that never repeats credentials. */
export function resolveHttpUrl(endpoint: string, insecure: boolean): string {
  const { scheme, rest } = splitScheme(EXPORT_LABEL, endpoint);
  if (scheme !== undefined && scheme !== "http" && scheme !== "https")
    throw problem(EXPORT_LABEL, `scheme "${scheme}" is not supported; use http or https`);
  const implied = scheme ?? (insecure || isLoopback(rest) ? "http" : "https");
  const url = parse(EXPORT_LABEL, `${implied}://${rest}`, endpoint);
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
  const { scheme, rest } = splitScheme(EXPORT_LABEL, endpoint);
  refuseForeignScheme(EXPORT_LABEL, scheme);
  const url = parse(EXPORT_LABEL, `http://${rest}`, endpoint);
  const isPlaintext = scheme === "http" || (scheme !== "https" && (insecure || isLoopback(rest)));
  const schemePort = scheme === undefined ? undefined : DEFAULT_PORTS[scheme];
  const port = explicitPort(rest) ?? String(schemePort ?? ENDPOINTS.grpcExport.defaultPort);
  return { target: `${url.hostname}:${port}`, isPlaintext };
}

/**
 * Origin that ratings are posted to; a path is dropped. A scheme of HTTP wins; without one, or with the one of a gRPC target,
 * loopback hosts and `insecure` mean http. Throws a `config` error that never repeats credentials.
 */
export function resolveApiOrigin(endpoint: string, insecure: boolean): string {
  const { scheme, rest } = splitScheme(API_LABEL, endpoint);
  refuseForeignScheme(API_LABEL, scheme);
  const implied = insecure || isLoopback(rest) ? "http" : "https";
  return parse(API_LABEL, `${scheme === undefined || scheme === "grpc" ? implied : scheme}://${rest}`, endpoint).origin;
}

function refuseForeignScheme(label: string, scheme: string | undefined): void {
  if (scheme !== undefined && !["grpc", "http", "https"].includes(scheme))
    throw problem(label, `scheme "${scheme}" is not supported; use http, https or grpc`);
}

function splitScheme(label: string, endpoint: string): { readonly scheme: string | undefined; readonly rest: string } {
  const text = endpoint.trim();
  if (text === "") throw createSigilError("config", { problem: `${label} is required` });
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\/(.*)$/s.exec(text);
  return match === null ? { scheme: undefined, rest: text } : { scheme: match[1]?.toLowerCase(), rest: match[2] ?? "" };
}

function parse(label: string, url: string, endpoint: string): URL {
  const authority = /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1] ?? "";
  // The URL parser takes a colon without a port, extra slashes, back slashes and blanks; an endpoint with one is a mistake.
  const isOdd = authority === "" || authority.endsWith(":") || /[\\\s]/.test(url);
  const parsed = isOdd || !URL.canParse(url) ? undefined : new URL(url);
  if (parsed !== undefined && parsed.username === "" && parsed.password === "" && !authority.includes("@"))
    return parsed;
  // Never repeated when it may hold a password.
  if (endpoint.includes("@")) {
    throw createSigilError("config", { problem: `${label} must not contain credentials; use generation_export.auth` });
  }
  const text = endpoint.trim();
  const shown = text.length > SHOWN_UNITS ? `${text.slice(0, SHOWN_UNITS)}...` : text;
  throw problem(label, `${JSON.stringify(shown)} is not a URL; use https://host or host:port`);
}

function isLoopback(rest: string): boolean {
  return isLoopbackHost(/^(\[[^\]]*\]|[^:/?#]*)/.exec(rest)?.[1] ?? "");
}

/** Whether a host name without its port is of this machine. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/i.test(host);
}

/** The URL parser drops a port that is the scheme's default. */
function explicitPort(rest: string): string | undefined {
  return /^(?:\[[^\]]*\]|[^:/?#]*):(\d+)/.exec(rest)?.[1];
}

function problem(label: string, text: string): SigilError {
  return createSigilError("config", { problem: `${label}: ${text}` });
}
