// SPDX-License-Identifier: Apache-2.0
import type { Auth } from "../../generated/ts/auth.js";
import { AUTH_RULES, DEFAULT_API_ENDPOINT, OPTION_RULES, PROTOCOL_DEFAULTS } from "../../generated/ts/option-rules.js";
import type {
  ResolvedApiOptions,
  ResolvedConfig,
  ResolvedGenerationExportOptions,
  SigilClientOptions,
} from "../../generated/ts/options.js";
import { EXPORT_FORMATS, type GenerationExporter } from "../export/generation-exporter.js";
import { definedOnly } from "../internal/attribute-values.js";
import { isRecord } from "../internal/is-record.js";
import { nonBlank } from "../internal/non-blank.js";
import { isDictionary } from "../internal/value-types.js";
import { checkAuth } from "./check-auth.js";
import { checkHeaders } from "./check-headers.js";
import { configError, describeValue } from "./config-error.js";
import { AUTH_LABEL } from "./credentials.js";
import { maskSecrets } from "./mask-secrets.js";
import { API_ENDPOINT_LABEL, EXPORT_ENDPOINT_LABEL, HTTP_SCHEMES, parseEndpoint } from "./parse-endpoint.js";
import { resolveOptions } from "./resolve-options.js";

/**
 * Options with every default filled in, checked and frozen. Throws a SigilError with code `config` that names the option, its
 * value and what is allowed; secrets are never repeated. The caller's object is not changed.
 */
export function resolveConfig(options: SigilClientOptions = {}): ResolvedConfig {
  // The rules cover every field of ResolvedConfig: both are generated from the same options.
  const resolved = resolveOptions(OPTION_RULES, options) as unknown as ResolvedConfig;
  const draft: Mutable<ResolvedGenerationExportOptions> = resolved.generationExport;
  // Copied before they are checked: a caller's object may change. Functions are the way to rotate credentials.
  if (draft.auth !== undefined) draft.auth = resolveAuth(draft.auth);
  if (isDictionary(draft.headers)) draft.headers = { ...draft.headers };
  draft.endpoint = chooseEndpoint(options, draft);
  checkAuth(draft.auth);
  checkHeaders(draft.headers);
  resolveApi(resolved, checkEndpoint(draft));
  checkBackoff(draft);
  checkExporter(resolved.generationExporter);
  maskSecrets(resolved);
  return freezeGroups(resolved);
}

/** Without what is not set. */
function resolveAuth(auth: Auth): Auth {
  return definedOnly(resolveOptions(AUTH_RULES, auth, `${AUTH_LABEL}.`)) as unknown as Auth;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The alias wins; the default depends on the protocol. */
function chooseEndpoint(options: SigilClientOptions, { protocol, endpoint }: ResolvedGenerationExportOptions): string {
  const ofProtocol: Readonly<Partial<Record<string, string>>> = PROTOCOL_DEFAULTS.endpoint;
  const fallback = options.generationExport?.endpoint === undefined ? ofProtocol[protocol] : undefined;
  return nonBlank(options.generationExportEndpoint) ?? fallback ?? endpoint;
}

/** The origin of an ingest that speaks HTTP, which then has the other APIs as well. */
function checkEndpoint({ protocol, endpoint, insecure }: ResolvedGenerationExportOptions): string | undefined {
  if (protocol === "none") return undefined;
  const isHttp = protocol === "http";
  const { url } = parseEndpoint(EXPORT_ENDPOINT_LABEL, endpoint, insecure, isHttp ? HTTP_SCHEMES : undefined);
  return isHttp ? url.origin : undefined;
}

/** A blank endpoint is the default; the origin itself is worked out for each rating. */
function resolveApi({ api, generationExport }: ResolvedConfig, ingest: string | undefined): void {
  const draft: Mutable<ResolvedApiOptions> = api;
  draft.endpoint = nonBlank(api.endpoint) ?? ingest ?? DEFAULT_API_ENDPOINT;
  parseEndpoint(API_ENDPOINT_LABEL, draft.endpoint, generationExport.insecure);
}

function checkBackoff({ initialBackoffMs, maxBackoffMs }: ResolvedGenerationExportOptions): void {
  if (initialBackoffMs <= maxBackoffMs) return;
  throw configError(
    "generationExport.initialBackoffMs",
    `: ${initialBackoffMs} is above generationExport.maxBackoffMs ${maxBackoffMs}; use a value up to it`,
  );
}

function checkExporter(exporter: GenerationExporter | undefined): void {
  if (exporter === undefined) return;
  const formats = EXPORT_FORMATS.join(", ");
  if (!EXPORT_FORMATS.includes(exporter.format))
    throw configError("generationExporter.format", `: ${describeValue(exporter.format)} is not one of ${formats}`);
  if (typeof exporter.export !== "function")
    throw configError("generationExporter.export", `: ${describeValue(exporter.export)} is not a function`);
}

/** The groups and what was copied; loggers, exporters, tracers and functions stay the caller's objects. */
function freezeGroups(config: ResolvedConfig): ResolvedConfig {
  const { generationExport, api, embeddingCapture, tags } = config;
  const { auth, headers, transport } = generationExport;
  for (const value of [generationExport, auth, headers, transport, api, embeddingCapture, tags])
    if (isRecord(value)) Object.freeze(value);
  return Object.freeze(config);
}
