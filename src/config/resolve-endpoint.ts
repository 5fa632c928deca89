// SPDX-License-Identifier: Apache-2.0
import { ENDPOINTS } from "../../generated/ts/endpoints.js";
import { configError } from "./config-error.js";

/** Ports that the schemes themselves imply. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };
const EXPORT_LABEL = "generationExport.endpoint";
/** So much of a wrong endpoint is repeated. */
const SHOWN_UNITS = 200;

interface ParsedEndpoint {
  /** In lower case; undefined when the endpoint has none. */
  readonly scheme: string | undefined;
  /** Whether it is plain text: an explicit scheme wins, else loopback hosts and `insecure` mean so. */
  readonly isPlaintext: boolean;
  readonly url: URL;
  /** As it was written: the URL parser drops a port that is the scheme's default. */
  readonly port: string | undefined;
}

/** URL that batches are posted to. Throws a `config` error that never repeats credentials. */
export function resolveHttpUrl(endpoint: string, insecure: boolean): string {
  const { url } = parse(EXPORT_LABEL, endpoint, insecure, ["http", "https"]);
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
  const { scheme = "", isPlaintext, url, port } = parse(EXPORT_LABEL, endpoint, insecure);
  const target = `${url.hostname}:${port ?? DEFAULT_PORTS[scheme] ?? ENDPOINTS.grpcExport.defaultPort}`;
  return { target, isPlaintext };
}

/** Origin that ratings are posted to; a path is dropped. Throws as `resolveHttpUrl` does. */
export function resolveApiOrigin(endpoint: string, insecure: boolean): string {
  return parse("api.endpoint", endpoint, insecure).url.origin;
}

function parse(
  label: string,
  endpoint: string,
  insecure: boolean,
  schemes: readonly string[] = ["http", "https", "grpc"],
): ParsedEndpoint {
  const text = endpoint.trim();
  if (text === "") throw configError(label, " is required");
  const [, given, rest = text] = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\/(.*)$/s.exec(text) ?? [];
  const scheme = given?.toLowerCase();
  if (scheme !== undefined && !schemes.includes(scheme)) {
    const allowed = schemes.join(", ").replace(/, (\w+)$/, " or $1");
    throw configError(label, `: scheme "${scheme}" is not supported; use ${allowed}`);
  }
  const [authority = ""] = rest.split(/[/?#]/);
  const [, host = "", port] = /^(\[[^\]]*\]|[^:]*):?(.*)$/s.exec(authority) ?? [];
  const isPlaintext = scheme === "http" || (scheme !== "https" && (insecure || isLoopbackHost(host)));
  const candidate = `${isPlaintext ? "http" : "https"}://${rest}`;
  // The URL parser takes a colon without a port, extra slashes, back slashes and blanks; an endpoint with one is a mistake.
  const isOdd = authority === "" || authority.endsWith(":") || /[\\\s]/.test(rest);
  if (!authority.includes("@") && !isOdd && URL.canParse(candidate))
    return { scheme, isPlaintext, url: new URL(candidate), port: port || undefined };
  // Never repeated when it may hold a password.
  if (text.includes("@")) throw configError(label, " must not contain credentials; use generationExport.auth");
  const shown = text.length > SHOWN_UNITS ? `${text.slice(0, SHOWN_UNITS)}...` : text;
  throw configError(label, `: ${JSON.stringify(shown)} is not a URL; use https://host or host:port`);
}

/** Whether a host name without its port is of this machine. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/i.test(host);
}
