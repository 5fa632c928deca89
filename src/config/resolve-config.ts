// SPDX-License-Identifier: Apache-2.0
import { CONFIG_DEFAULTS, OPTION_RULES, type OptionRule, PROTOCOL_DEFAULTS } from "../../generated/ts/option-rules.js";
import type {
  ResolvedApiOptions,
  ResolvedConfig,
  ResolvedGenerationExportOptions,
  SigilClientOptions,
} from "../../generated/ts/options.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import { EXPORT_FORMATS, type GenerationExporter } from "../export/generation-exporter.js";
import { isRecord } from "../internal/is-record.js";
import { nonBlank } from "../internal/non-blank.js";
import { maskSecrets } from "./mask-secrets.js";
import { checkAuth } from "./resolve-auth.js";
import { resolveApiOrigin, resolveGrpcTarget, resolveHttpUrl } from "./resolve-endpoint.js";
import { checkStaticHeaders } from "./resolve-headers.js";

type Path = readonly string[];

/**
 * Options with every default filled in, checked and frozen. Throws a SigilError with code `config` that names the option, its
 * value and what is allowed; secrets are never repeated. The caller's object is not changed.
 */
export function resolveConfig(options: SigilClientOptions = {}): ResolvedConfig {
  if (!isRecord(options)) throw configError(`options: ${describe(options)} is not an object`);
  refuseUnknown(options);
  const config: Record<string, unknown> = {};
  for (const rule of OPTION_RULES) assign(config, rule.path, readOption(options, rule));
  // The rules cover every field of ResolvedConfig: both are generated from the same options.
  const resolved = config as unknown as ResolvedConfig;
  const draft: Mutable<ResolvedGenerationExportOptions> = resolved.generationExport;
  // Copied before they are checked: a caller's object may change. Functions are the way to rotate credentials.
  if (isRecord(draft.auth)) draft.auth = { ...draft.auth };
  if (isRecord(draft.headers)) draft.headers = { ...draft.headers };
  draft.endpoint = chooseEndpoint(options, draft.protocol);
  checkAuth(draft.auth);
  checkStaticHeaders(draft.headers);
  checkEndpoint(draft);
  resolveApi(resolved, options);
  checkBackoff(draft);
  checkExporter(resolved.generationExporter);
  maskSecrets(draft);
  return freezeGroups(resolved);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function chooseEndpoint(options: SigilClientOptions, protocol: string): string {
  const ofProtocol: Readonly<Partial<Record<string, string>>> = PROTOCOL_DEFAULTS.endpoint;
  return (
    nonBlank(options.generationExportEndpoint) ??
    options.generationExport?.endpoint ??
    ofProtocol[protocol] ??
    CONFIG_DEFAULTS.generationExport.endpoint
  );
}

function checkEndpoint({ protocol, endpoint, insecure }: ResolvedGenerationExportOptions): void {
  if (protocol === "http") resolveHttpUrl(endpoint, insecure);
  if (protocol === "grpc") resolveGrpcTarget(endpoint, insecure);
}

/** A blank endpoint is the default; the origin itself is worked out for each rating. */
function resolveApi({ api, generationExport }: ResolvedConfig, options: SigilClientOptions): void {
  const draft: Mutable<ResolvedApiOptions> = api;
  draft.endpoint = nonBlank(options.api?.endpoint) ?? CONFIG_DEFAULTS.api.endpoint;
  resolveApiOrigin(draft.endpoint, generationExport.insecure);
}

function checkBackoff({ initialBackoffMs, maxBackoffMs }: ResolvedGenerationExportOptions): void {
  if (initialBackoffMs <= maxBackoffMs) return;
  throw configError(
    `generation_export.initial_backoff_ms: ${initialBackoffMs} is above generation_export.max_backoff_ms ${maxBackoffMs}; use a value up to it`,
  );
}

function checkExporter(exporter: GenerationExporter | undefined): void {
  if (exporter === undefined) return;
  const formats = EXPORT_FORMATS.join(", ");
  if (!EXPORT_FORMATS.includes(exporter.format))
    throw configError(`generation_exporter.format: ${describe(exporter.format)} is not one of ${formats}`);
  if (typeof exporter.export !== "function")
    throw configError(`generation_exporter.export: ${describe(exporter.export)} is not a function`);
}

function readOption(options: SigilClientOptions, rule: OptionRule): unknown {
  const given = valueAt(options, rule.path);
  if (hasMembers(rule)) {
    if (given !== undefined && (!isRecord(given) || Array.isArray(given)))
      throw configError(`${rule.label}: ${describe(given)} is not an object`);
    return {};
  }
  if (given === undefined) return valueAt(CONFIG_DEFAULTS, rule.path);
  return checked(rule, given);
}

function hasMembers(rule: OptionRule): boolean {
  return OPTION_RULES.some((other) => other.path.length > rule.path.length && other.path[0] === rule.path[0]);
}

/** The value in its normal form, or an error that says what is allowed. */
function checked(rule: OptionRule, value: unknown): unknown {
  const fail = (expected: string): SigilError => configError(`${rule.label}: ${describe(value)} is not ${expected}`);
  switch (rule.type) {
    case "int": {
      if (typeof value !== "number" || !Number.isSafeInteger(value)) throw fail("a whole number");
      if (rule.min !== undefined && value < rule.min)
        throw configError(`${rule.label}: ${value} is below the minimum of ${rule.min}`);
      if (rule.max !== undefined && value > rule.max)
        throw configError(`${rule.label}: ${value} is above the maximum of ${rule.max}`);
      return value;
    }
    case "enum": {
      const word = typeof value === "string" ? value.trim().toLowerCase() : value;
      if (!rule.values?.some((candidate) => candidate === word)) throw fail(`one of ${(rule.values ?? []).join(", ")}`);
      return word;
    }
    case "string":
      if (typeof value !== "string") throw fail("a string");
      return value;
    case "boolean":
      if (typeof value !== "boolean") throw fail("true or false");
      return value;
    case "string_map":
      if (!isRecord(value) || Array.isArray(value) || Object.values(value).some((item) => typeof item !== "string"))
        throw fail("an object of strings");
      return { ...value };
    case "function":
      if (typeof value !== "function") throw configError(`${rule.label}: ${kindOf(value)} is not a function`);
      return value;
    case "object":
      // Never the value: credentials are such an option.
      if ((!isRecord(value) || Array.isArray(value)) && typeof value !== "function")
        throw configError(`${rule.label}: ${kindOf(value)} is not an object`);
      return value;
    case "custom":
      return value;
    default:
      return rule.type satisfies never;
  }
}

/** A misspelt option would silently do nothing. */
function refuseUnknown(options: SigilClientOptions): void {
  const known = new Set(OPTION_RULES.map((rule) => rule.path.join(".")));
  const groups = new Set(OPTION_RULES.filter((rule) => rule.path.length > 1).map((rule) => rule.path[0]));
  for (const [key, value] of Object.entries(options)) {
    if (!known.has(key)) throw configError(`${key}: there is no such option; check its spelling`);
    if (!groups.has(key) || !isRecord(value)) continue;
    for (const member of Object.keys(value))
      if (!known.has(`${key}.${member}`))
        throw configError(`${key}.${member}: there is no such option; check its spelling`);
  }
}

function valueAt(source: unknown, path: Path): unknown {
  return path.reduce((current: unknown, key) => (isRecord(current) ? current[key] : undefined), source);
}

function assign(target: Record<string, unknown>, path: Path, value: unknown): void {
  const [head, ...rest] = path;
  if (head === undefined) return;
  if (rest.length === 0) target[head] = value;
  else assign(target[head] as Record<string, unknown>, rest, value);
}

function configError(problem: string): SigilError {
  return createSigilError("config", { problem });
}

/** A value for an error message, cut short; what may be a secret never comes here. */
function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);
  return typeof value === "object" || typeof value === "function" ? kindOf(value) : String(value);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** The groups and what was copied; loggers, exporters, tracers and functions stay the caller's objects. */
function freezeGroups(config: ResolvedConfig): ResolvedConfig {
  const { generationExport, api, embeddingCapture, tags } = config;
  for (const value of [generationExport, generationExport.auth, generationExport.headers, api, embeddingCapture, tags])
    if (isRecord(value)) Object.freeze(value);
  return Object.freeze(config);
}
