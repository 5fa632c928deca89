// SPDX-License-Identifier: Apache-2.0
import type { Artifact } from "../../../generated/ts/models.js";
import type { ResolvedProviderOptions } from "../../../generated/ts/provider-options.js";
import { type ApiTable, ARTIFACTS } from "../../../generated/ts/providers.js";
import { listOf } from "./read.js";
import { toShownJson } from "./shown-json.js";

/** The raw sides of a call, as far as they are known. */
export interface RawCall {
  readonly request?: unknown;
  readonly response?: unknown;
  readonly tools?: unknown;
  readonly streamEvents?: readonly unknown[] | undefined;
}

/** The artifacts of a call that was opted in, as JSON. */
export function rawArtifacts(table: ApiTable, call: RawCall, options: ResolvedProviderOptions): Artifact[] {
  if (!options.rawArtifacts) return [];
  const tools = listOf(call.tools).length === 0 ? undefined : call.tools;
  return (["request", "response", "tools", "streamEvents"] as const).flatMap((side) => {
    const value = side === "tools" ? tools : call[side];
    const payload = value === undefined ? undefined : toShownJson(value, options.rawMedia);
    if (payload === undefined) return [];
    const { kind, suffix } = ARTIFACTS[side];
    return [{ kind, name: `${table.artifact}.${suffix}`, contentType: "application/json", payload }];
  });
}
