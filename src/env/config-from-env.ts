// SPDX-License-Identifier: Apache-2.0
import { diag } from "@opentelemetry/api";
import { ENVIRONMENT_VARIABLES, EXTRA_ENVIRONMENT_VARIABLES } from "../../generated/ts/environment.js";
import type { SigilClientOptions } from "../../generated/ts/options.js";
import { isRecord } from "../internal/is-record.js";
import { AUTH_PATH, readAuth } from "./read-auth.js";
import { type Environment, readVariable, type WarningListener } from "./read-variable.js";

export interface ReadEnvironmentOptions {
  /** Options that are given in code; each wins over its variable. Tags are overlaid. */
  readonly options?: SigilClientOptions | undefined;
  /** Told about variables that are not as they should be. Default: the console in debug mode, else the diag logger of OpenTelemetry. */
  readonly onWarning?: WarningListener | undefined;
}

/** What `createSecretRedactor` takes from the environment. */
export interface RedactorEnvironment {
  redactInputMessages?: boolean | undefined;
}

const API_ENDPOINT_PATH = "api.endpoint";
/** Options with members, of which single ones can be given. */
const GROUPS: ReadonlySet<string | undefined> = /* @__PURE__ */ new Set(
  /* @__PURE__ */ ENVIRONMENT_VARIABLES.filter(({ path }) => path.length > 1).map(({ path }) => path[0]),
);

/**
 * Options of a client from environment variables: an option in code wins over its variable, that over the default. A blank
 * variable counts as unset; one with an unknown word is skipped with a warning, except that an unknown capture mode counts as
 * `metadata_only`. Nothing else in this package reads the environment.
 *
 * @example
 * const client = new SigilClient(configFromEnv());
 * const other = new SigilClient(configFromEnv(process.env, { options: { agentName: "planner" } }));
 */
export function configFromEnv(
  env: Environment = processEnvironment(),
  { options = {}, onWarning = defaultListener(env, options) }: ReadEnvironmentOptions = {},
): SigilClientOptions {
  const found: Record<string, unknown> = {};
  for (const variable of ENVIRONMENT_VARIABLES) {
    const path = variable.path.join(".");
    if (path.startsWith(AUTH_PATH) || (path === API_ENDPOINT_PATH && !isApiHost(env, options))) continue;
    const value = readVariable(variable, env, onWarning);
    if (value !== undefined) assign(found, variable.path, value);
  }
  const auth = options.generationExport?.auth === undefined ? readAuth(env, onWarning) : undefined;
  if (auth !== undefined) assign(found, ["generationExport", "auth"], auth);
  // The rows are generated from the same options as the type.
  return merge(found, options) as SigilClientOptions;
}

/** Options of the secret redactor from environment variables. */
export function redactorOptionsFromEnv(
  env: Environment = processEnvironment(),
  { onWarning = warnByDiag }: Pick<ReadEnvironmentOptions, "onWarning"> = {},
): RedactorEnvironment {
  const found: Record<string, unknown> = { redactor: {} };
  for (const variable of EXTRA_ENVIRONMENT_VARIABLES) {
    const value = readVariable(variable, env, onWarning);
    if (value !== undefined) assign(found, variable.path, value);
  }
  // The rows name options of the redactor.
  return found["redactor"] as RedactorEnvironment;
}

/** The variable of the export names the API's host as well, unless it is that of a gRPC target. */
function isApiHost(env: Environment, { generationExport }: SigilClientOptions): boolean {
  const protocol = generationExport?.protocol ?? peek("generationExport.protocol", env);
  const endpoint = peek(API_ENDPOINT_PATH, env);
  return protocol !== "grpc" && !(typeof endpoint === "string" && /^grpc:/i.test(endpoint));
}

function peek(path: string, env: Environment): unknown {
  const variable = ENVIRONMENT_VARIABLES.find((candidate) => candidate.path.join(".") === path);
  return variable && readVariable(variable, env, () => undefined);
}

function assign(target: Record<string, unknown>, [head = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[head] = value;
    return;
  }
  const group = target[head];
  const members: Record<string, unknown> = isRecord(group) ? group : {};
  target[head] = members;
  assign(members, rest, value);
}

function merge(found: Record<string, unknown>, options: SigilClientOptions): Record<string, unknown> {
  const merged = { ...found };
  for (const [key, value] of Object.entries(options)) {
    const below = found[key];
    if (value === undefined) continue;
    if (!isRecord(value) || !isRecord(below)) merged[key] = value;
    else if (key === "tags") merged[key] = { ...below, ...value };
    else merged[key] = GROUPS.has(key) ? { ...below, ...withoutUndefined(value) } : value;
  }
  return merged;
}

function withoutUndefined(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

function processEnvironment(): Environment {
  return (globalThis as { process?: { env?: Environment } }).process?.env ?? {};
}

/** Who debugs looks at the console, where the client's own messages go then. */
function defaultListener(
  env: Environment,
  { debug = peek("debug", env) === true }: SigilClientOptions,
): WarningListener {
  return debug ? (message): void => console.warn(`sigil: ${message}`) : warnByDiag;
}

function warnByDiag(message: string): void {
  diag.warn(`sigil: ${message}`);
}
