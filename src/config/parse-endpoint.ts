// SPDX-License-Identifier: Apache-2.0
import { configError, describeValue } from "./config-error.js";

export const API_ENDPOINT_LABEL = "api.endpoint";
export const EXPORT_ENDPOINT_LABEL = "generationExport.endpoint";
export const HTTP_SCHEMES: readonly string[] = ["http", "https"];
const ALL_SCHEMES: readonly string[] = [...HTTP_SCHEMES, "grpc"];

export interface ParsedEndpoint {
  /** In lower case; undefined when the endpoint has none. */
  readonly scheme: string | undefined;
  /** Whether it is plain text: an explicit scheme wins, else loopback hosts and `insecure` mean so. */
  readonly isPlaintext: boolean;
  readonly url: URL;
  /** Host and port as they were written: the URL parser drops a port that is the scheme's default. */
  readonly authority: string;
}

/**
 * An endpoint of one of the schemes: a host with or without one. Throws a `config` error that never repeats credentials.
 */
export function parseEndpoint(
  label: string,
  endpoint: string,
  insecure: boolean,
  schemes: readonly string[] = ALL_SCHEMES,
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
  const isPlaintext = scheme === "http" || (scheme !== "https" && (insecure || isLoopback(authority)));
  const candidate = `${isPlaintext ? "http" : "https"}://${rest}`;
  // The URL parser takes a colon without a port, extra slashes, back slashes and blanks; an endpoint with one is a mistake, and so
  // is `http//host`.
  const isOdd = /^(https?)?$|:$/.test(authority) || /[\\\s]/.test(rest);
  if (!authority.includes("@") && !isOdd && URL.canParse(candidate))
    return { scheme, isPlaintext, url: new URL(candidate), authority };
  // Never repeated when it may hold a password or a key.
  if (text.includes("@")) throw configError(label, " must not contain credentials; use generationExport.auth");
  throw configError(label, `: ${describeValue(withoutQuery(text))} is not a URL; use https://host or host:port`);
}

/** An endpoint as it may be shown: some gateways want a key in the query. */
export function withoutQuery(endpoint: string): string {
  return endpoint.replace(/\?.*/s, "?***");
}

/** Whether a host, with or without its port, is this machine. */
export function isLoopback(authority: string): boolean {
  return /^(localhost|\[::1\]|127(\.\d{1,3}){3})(:\d*)?$/i.test(authority);
}
