// SPDX-License-Identifier: Apache-2.0
import type { ResolvedGenerationExportOptions } from "../../generated/ts/options.js";
import { configError } from "../config/config-error.js";
import type { HttpAgent, Pem } from "../config/option-types.js";
import { definedOnly } from "../internal/attribute-values.js";
import { guard } from "../internal/guard.js";
import { isBytes } from "../internal/value-types.js";

const LABEL = "generationExport.transport";
/** What an agent of the caller's own takes the place of. */
const SETTINGS = ["ca", "cert", "key", "passphrase", "proxy"] as const;

/** Settings of TLS, by the names that node:tls has for them. */
export interface TlsSettings {
  readonly ca?: Pem | readonly Pem[];
  readonly cert?: Pem;
  readonly key?: Pem;
  readonly passphrase?: string;
}

export interface ProxySettings {
  readonly url: URL;
  /** A proxy that does not open a tunnel in this time is given up, in milliseconds. */
  readonly timeoutMs: number;
}

/** How connections are made; what is absent is left to the platform. */
export interface ConnectionSettings {
  readonly tls?: TlsSettings;
  readonly proxy?: ProxySettings;
  readonly agent?: HttpAgent;
}

/** The checked options. Throws a `config` error that never repeats a value: keys, and the passwords of proxies, are secrets. */
export function readConnectionSettings({ transport, timeoutMs }: ResolvedGenerationExportOptions): ConnectionSettings {
  const { ca, cert, key, passphrase, proxy, agent } = transport;
  for (const [name, value] of Object.entries({ ca, cert, key }))
    if (!isPem(value)) throw configError(`${LABEL}.${name}`, ": use text or bytes in PEM");
  for (const [name, value] of Object.entries({ passphrase, proxy }))
    if (value !== undefined && typeof value !== "string") throw configError(`${LABEL}.${name}`, ": use a string");
  if ((cert === undefined) !== (key === undefined))
    throw configError(LABEL, ": cert and key belong together; give both");
  const extra = agent && SETTINGS.find((name) => transport[name] !== undefined);
  if (extra !== undefined)
    throw configError(`${LABEL}.agent`, ` has settings of its own; remove ${LABEL}.${extra} or give it to the agent`);
  const tls: TlsSettings = definedOnly<unknown>({ ca, cert, key, passphrase });
  return {
    ...(Object.keys(tls).length > 0 && { tls }),
    ...(proxy !== undefined && { proxy: { url: parseProxy(proxy), timeoutMs } }),
    ...(agent !== undefined && { agent }),
  };
}

function isPem(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => item !== undefined && isPem(item));
  return value === undefined || typeof value === "string" || isBytes(value);
}

function parseProxy(text: string): URL {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw configError(`${LABEL}.proxy`, ": use a URL such as http://proxy.example:3128");
  // The header that carries them holds them decoded.
  if (guard(() => decodeURIComponent(url.username + url.password)) === undefined)
    throw configError(`${LABEL}.proxy`, ": percent-encode its user and password");
  return url;
}
