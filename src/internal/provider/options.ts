// SPDX-License-Identifier: Apache-2.0
import type { ContentCaptureMode } from "../../../generated/ts/enums.js";
import { createSigilError, type SigilError } from "../../errors/sigil-error.js";
import { nonBlank } from "../non-blank.js";
import { isObject } from "../value-types.js";
import type { UsageMode } from "./usage-mode.js";
import { findWrongOption } from "./wrong-option.js";

/** What a mapper needs to know beside request and answer. */
export interface MapperOptions {
  /** Conversation of the recording; default from the context. */
  conversationId?: string | undefined;
  /** Title of the conversation; default from the context. */
  conversationTitle?: string | undefined;
  /** End user; default from the context, then from the client. */
  userId?: string | undefined;
  /** Agent that makes the call; default from the context, then from the client. */
  agentName?: string | undefined;
  /** Version of the agent; default from the context, then from the client. */
  agentVersion?: string | undefined;
  /** Labels of the recording, over those of context and client. */
  tags?: Record<string, string> | undefined;
  /** Free data of the recording; keys that are read from request and answer win over it. */
  metadata?: Record<string, unknown> | undefined;
  /** Provider's name where the same API is served by another one, such as `azure` or `openrouter`. */
  providerName?: string | undefined;
  /** Default: `reported`. With `disjoint`, input tokens leave out what the cache counts hold. */
  usageMode?: UsageMode | undefined;
  /** Keep request, answer, tools and stream events as artifacts, without media and request options. Default: false. */
  rawArtifacts?: boolean | undefined;
  /** Keep the bytes of media in JSON of results and in raw artifacts instead of a placeholder. Default: false. */
  rawMedia?: boolean | undefined;
}

/** What a wrapped client needs to know. */
export interface ProviderOptions extends MapperOptions {
  /** Capture mode of the recordings; default from resolver, context and client. */
  contentCapture?: ContentCaptureMode | undefined;
}

export interface ResolvedOptions extends ProviderOptions {
  readonly usageMode: UsageMode;
  readonly rawArtifacts: boolean;
  readonly rawMedia: boolean;
}

/** Fills in the defaults; throws a SigilError with code `config` that names the option which is wrong. */
export function resolveOptions(options: ProviderOptions | undefined, owner: string): ResolvedOptions {
  if (options !== undefined && !isObject(options)) throw configError(`${owner}: options: an object is expected`);
  const problem = findWrongOption({ ...options });
  if (problem !== undefined) throw configError(`${owner}: ${problem}`);
  const { usageMode, rawArtifacts, rawMedia, providerName } = options ?? {};
  return {
    ...options,
    providerName: nonBlank(providerName),
    usageMode: usageMode ?? "reported",
    rawArtifacts: rawArtifacts ?? false,
    rawMedia: rawMedia ?? false,
  };
}

export function configError(problem: string): SigilError {
  return createSigilError("config", { problem });
}
