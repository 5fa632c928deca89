// SPDX-License-Identifier: Apache-2.0
import {
  GEN_AI_OPERATION_NAME_VALUE_GENERATE_TEXT,
  GEN_AI_OPERATION_NAME_VALUE_STREAM_TEXT,
  type SigilStreamOutcomeValue,
} from "../../generated/ts/attribute-values.js";
import {
  ATTR_SIGIL_CONVERSATION_TITLE,
  ATTR_SIGIL_STREAM_OUTCOME,
  ATTR_SIGIL_USER_ID,
  ATTR_USER_ID,
} from "../../generated/ts/attributes.js";
import type { GenerationMode } from "../../generated/ts/enums.js";
import type { Generation, GenerationResult, GenerationStart, RecordingContext } from "../../generated/ts/models.js";
import { nonBlank, trimmedOrUndefined } from "../internal/non-blank.js";
import { agentOf, conversationOf } from "./identity.js";
import type { RecorderServices } from "./recorder-services.js";

/** Operation of a start that names none; it follows the mode, also one that the caller chose. */
const OPERATION_NAMES: Readonly<Record<GenerationMode, string>> = {
  SYNC: GEN_AI_OPERATION_NAME_VALUE_GENERATE_TEXT,
  STREAM: GEN_AI_OPERATION_NAME_VALUE_STREAM_TEXT,
};

/** The record as it is known at start: the caller's values over the scope's over the client's (contract telemetry.7). */
export function seedGeneration(
  start: GenerationStart,
  id: string,
  defaultMode: GenerationMode,
  context: RecordingContext,
  { config, now }: RecorderServices,
): Generation {
  const { contentCapture: _, ...fields } = start;
  const mode = start.mode ?? defaultMode;
  return {
    ...fields,
    id,
    mode,
    operationName: nonBlank(start.operationName) ?? OPERATION_NAMES[mode] ?? OPERATION_NAMES[defaultMode],
    ...conversationOf(start, context),
    ...agentOf(start, context, config),
    userId: trimmedOrUndefined(start.userId) ?? trimmedOrUndefined(context.userId) ?? trimmedOrUndefined(config.userId),
    startedAt: start.startedAt ?? now(),
    tags: { ...config.tags, ...context.tags, ...start.tags },
    metadata: { ...start.metadata },
  };
}

/** When a generation was over, and how a stream ended that was not read to its end. */
export interface Completion {
  readonly at: Date;
  readonly outcome?: SigilStreamOutcomeValue | undefined;
}

/**
 * The start overlaid by the result: set fields of the result win, tags and metadata are merged shallowly (contract
 * behaviour.4).
 */
export function mergeGeneration(seed: Generation, result: GenerationResult, completion: Completion): Generation {
  const { at, outcome } = completion;
  // The copy of a result holds only what is set.
  return {
    ...seed,
    ...result,
    operationName: nonBlank(result.operationName) ?? seed.operationName,
    model: {
      provider: nonBlank(result.model?.provider) ?? seed.model?.provider ?? "",
      name: nonBlank(result.model?.name) ?? seed.model?.name ?? "",
    },
    ...conversationOf(result, seed),
    userId: trimmedOrUndefined(result.userId) ?? seed.userId,
    ...agentOf(result, seed),
    systemPrompt: result.systemPrompt || seed.systemPrompt,
    tools: nonEmpty(result.tools) ?? seed.tools,
    usage: withTotal(result.usage),
    completedAt: result.completedAt ?? at,
    tags: { ...seed.tags, ...result.tags },
    metadata: { ...seed.metadata, ...(outcome && { [ATTR_SIGIL_STREAM_OUTCOME]: outcome }), ...result.metadata },
    parentGenerationIds: nonEmpty(result.parentGenerationIds) ?? seed.parentGenerationIds,
  };
}

/** The last source of title and user id: metadata that the caller wrote under the SDK's keys, or the older user key. */
export function withIdentityFromMetadata(record: Generation): Generation {
  const { metadata } = record;
  return {
    ...record,
    conversationTitle: record.conversationTitle ?? trimmedOrUndefined(metadata?.[ATTR_SIGIL_CONVERSATION_TITLE]),
    userId:
      record.userId ??
      trimmedOrUndefined(metadata?.[ATTR_SIGIL_USER_ID]) ??
      trimmedOrUndefined(metadata?.[ATTR_USER_ID]),
  };
}

function nonEmpty<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}

/** A missing total is the sum of input and output; the other counters are parts of those. */
function withTotal(usage: Generation["usage"]): Generation["usage"] {
  if (typeof usage !== "object" || usage === null || usage.totalTokens) return usage;
  const total = (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0);
  return total === 0 || !Number.isSafeInteger(total) ? usage : { ...usage, totalTokens: total };
}
