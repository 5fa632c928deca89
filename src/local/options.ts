// SPDX-License-Identifier: Apache-2.0
import { DEFAULT_TENANT, MAX_GRPC_MESSAGE_BYTES } from "./facts.js";
import type { LocalRequest, ScriptedAnswer } from "./scripted-answer.js";
import { createMemoryStore, type GenerationStore, type StoredGeneration } from "./store.js";
import { findTenantProblem } from "./tenant.js";

/** Options of a local ingest. */
export interface LocalIngestOptions {
  /** Port of the HTTP side on 127.0.0.1. Default 0, any free port, so that several can run at once. */
  readonly httpPort?: number | undefined;
  /** Port of the gRPC side on 127.0.0.1. Default 0, any free port. */
  readonly grpcPort?: number | undefined;
  /** Whether a request must name its tenant. Default false: the tenant header is ignored. */
  readonly auth?: boolean | undefined;
  /** Tenant of every request while `auth` is false. Default `fake`, as a stock ingest has it. */
  readonly defaultTenant?: string | undefined;
  /** Whether the ratings endpoint exists. Default true; when false it answers 404. */
  readonly ratings?: boolean | undefined;
  /** Largest gRPC message in bytes, in either direction. Default 16 MiB; smaller values help to test splitting. */
  readonly maxGrpcMessageBytes?: number | undefined;
  /** Where accepted generations go. Default: a new store in memory. */
  readonly store?: GenerationStore | undefined;
  /** Told of each generation as it is stored, for example to print it. What it throws fails the request. Default: none. */
  readonly onGeneration?: ((stored: StoredGeneration) => void) | undefined;
  /** Clock for everything the ingest stamps. Default: the system's. */
  readonly now?: (() => Date) | undefined;
  /**
   * Looks at each complete request first and may answer in place of the ingest; undefined means the usual
   * handling. Default: none. When it throws, the request gets status 500 or INTERNAL with the error's text.
   */
  readonly answer?: ((request: LocalRequest) => ScriptedAnswer | undefined) | undefined;
}

/** {@link LocalIngestOptions} with every default applied. */
export type ResolvedLocalIngestOptions = {
  readonly [Key in keyof LocalIngestOptions]-?: Exclude<LocalIngestOptions[Key], undefined>;
};

/** Applies defaults and refuses values that cannot work, with an error that names the option. */
export function resolveLocalIngestOptions(options: LocalIngestOptions): ResolvedLocalIngestOptions {
  const resolved: ResolvedLocalIngestOptions = Object.freeze({
    httpPort: options.httpPort ?? 0,
    grpcPort: options.grpcPort ?? 0,
    auth: options.auth ?? false,
    defaultTenant: options.defaultTenant ?? DEFAULT_TENANT,
    ratings: options.ratings ?? true,
    maxGrpcMessageBytes: options.maxGrpcMessageBytes ?? MAX_GRPC_MESSAGE_BYTES,
    store: options.store ?? createMemoryStore(),
    onGeneration: options.onGeneration ?? (() => undefined),
    now: options.now ?? (() => new Date()),
    answer: options.answer ?? (() => undefined),
  });
  requireIntegerBetween("httpPort", resolved.httpPort, 0, 65_535);
  requireIntegerBetween("grpcPort", resolved.grpcPort, 0, 65_535);
  requireIntegerBetween("maxGrpcMessageBytes", resolved.maxGrpcMessageBytes, 1, MAX_GRPC_MESSAGE_BYTES);
  const problem = findTenantProblem(resolved.defaultTenant);
  if (problem !== undefined)
    throw new RangeError(`defaultTenant: "${resolved.defaultTenant}" is no tenant id: ${problem}`);
  return resolved;
}

function requireIntegerBetween(name: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new RangeError(`${name}: ${value} is out of range; use a whole number from ${min} to ${max}`);
}
