// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import type { MapperOptions } from "../../generated/ts/provider-options.js";

/** One event of a recorded stream, as it is on the wire. */
export interface SampleEvent {
  readonly event?: string;
  readonly data?: unknown;
  readonly raw?: string;
}

/** A call of a provider, what the provider answered, and what a record of it has to hold. */
export interface ProviderSample {
  readonly schema: "provider-sample/1";
  readonly id: string;
  readonly provider: "openai" | "anthropic" | "gemini";
  readonly api: string;
  readonly call: string;
  readonly mode: "SYNC" | "STREAM" | "EMBEDDING";
  /** Options of the wrapper and of the explicit mappers. */
  readonly options?: MapperOptions;
  /** What the application hands to the provider's SDK. */
  readonly request: Record<string, unknown>;
  readonly http: { readonly status: number; readonly headers?: Readonly<Record<string, string>> };
  readonly response?: unknown;
  readonly sse?: readonly SampleEvent[];
  /** The connection is closed without the last event. */
  readonly cut?: "end";
  /** The answer says that the call failed, and the provider's SDK hands it on all the same. */
  readonly not_thrown?: true;
  /** Only the fields that are named are expected, null for one that is unset; inside of one an absent field has its default. */
  readonly expect: Readonly<Record<string, unknown>>;
}

/** Those that came with the contract, and those that were written from its rules. */
const FOLDERS = ["samples", "rule-samples"].map((name) => new URL(`../../provider-tests/${name}/`, import.meta.url));

/** All samples of a provider, fresh copies. */
export function providerSamples(provider: ProviderSample["provider"]): ProviderSample[] {
  return FOLDERS.flatMap((folder) => readFolder(new URL(`${provider}/`, folder)));
}

function readFolder(folder: URL): ProviderSample[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as ProviderSample);
}

/** One sample. */
export function providerSample(id: string): ProviderSample {
  const [provider = ""] = id.split("/");
  const found = providerSamples(provider as ProviderSample["provider"]).find((sample) => sample.id === id);
  if (found === undefined) throw new Error(`there is no sample ${id}`);
  return found;
}

/** The events of a stream as the provider's SDK yields them: pings and the closing line are swallowed, errors are thrown. */
export function yieldedEvents({ sse = [] }: ProviderSample): unknown[] {
  return sse
    .filter(({ event, data }) => data !== undefined && event !== "ping" && event !== "error" && !isError(data))
    .map(({ data }) => data);
}

function isError(data: unknown): boolean {
  return typeof data === "object" && data !== null && "error" in data && data.error !== null;
}
