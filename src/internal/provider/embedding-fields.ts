// SPDX-License-Identifier: Apache-2.0
import type { EmbeddingStart } from "../../../generated/ts/models.js";
import type { ResolvedProviderOptions } from "../../../generated/ts/provider-options.js";

/** What an embedding takes from the options; it belongs to no conversation. */
export function embeddingIdentity(options: ResolvedProviderOptions): Omit<EmbeddingStart, "model"> {
  const { agentName, agentVersion, tags, metadata, contentCapture } = options;
  return { agentName, agentVersion, tags, metadata, contentCapture };
}

/** Numbers of a vector, whatever list it is; undefined when there are none. */
export function vectorLength(vector: unknown): number | undefined {
  const length =
    Array.isArray(vector) || ArrayBuffer.isView(vector) ? (vector as { length?: unknown }).length : undefined;
  return typeof length === "number" && length > 0 ? length : undefined;
}
