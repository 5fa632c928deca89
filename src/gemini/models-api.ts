// SPDX-License-Identifier: Apache-2.0
import {
  ATTR_SIGIL_GEMINI_AFC_TURNS,
  ATTR_SIGIL_GEN_AI_REQUEST_THINKING_LEVEL,
  ATTR_SIGIL_GEN_AI_USAGE_INPUT_AUDIO_TOKENS,
  ATTR_SIGIL_GEN_AI_USAGE_OUTPUT_AUDIO_TOKENS,
} from "../../generated/ts/attributes.js";
import type { MessageRole } from "../../generated/ts/enums.js";
import { GEMINI_MODELS } from "../../generated/ts/provider-gemini.js";
import type { ResolvedProviderOptions } from "../../generated/ts/provider-options.js";
import { nonBlank } from "../internal/non-blank.js";
import { choiceCount, firstChoice } from "../internal/provider/choices.js";
import type { GenerationApi, MappedRequest, MappedResponse } from "../internal/provider/generation-api.js";
import { joinBlocks } from "../internal/provider/join-blocks.js";
import { MessageBuilder } from "../internal/provider/message-builder.js";
import { at, listOf, member } from "../internal/provider/read.js";
import { mapToolChoice } from "../internal/provider/tool-definition.js";
import { isCount } from "../internal/value-types.js";
import { countTurns } from "./afc-turns.js";
import { toContents } from "./contents.js";
import { describeError } from "./errors.js";
import { modelOf } from "./model-name.js";
import { addParts, partReader } from "./parts.js";
import { chunkHasContent, ModelsStreamState } from "./stream.js";
import { mapTools } from "./tools.js";

/** Content generation. */
export const modelsApi: GenerationApi = {
  table: GEMINI_MODELS,
  mapRequest,
  mapResponse,
  createStreamState: () => new ModelsStreamState(),
  hasContent: chunkHasContent,
  describeError,
};

function mapRequest(request: unknown, { rawMedia }: ResolvedProviderOptions): MappedRequest {
  const builder = new MessageBuilder();
  const reader = partReader(rawMedia);
  const contents = toContents(member(request, "contents"));
  for (const { role, parts } of contents) {
    builder.open();
    addParts(builder, reader, role === "model" ? "assistant" : "user", parts);
  }
  const config = member(request, "config");
  const thinking = member(config, "thinkingConfig");
  const level = thinkingLevel(thinking);
  return {
    model: modelOf(request),
    systemPrompt: systemPrompt(member(config, "systemInstruction"), rawMedia),
    input: builder.messages,
    toolNames: builder.toolNames,
    contentCount: contents.length,
    tools: mapTools(member(config, "tools")),
    toolChoice: toolChoice(at(config, ["toolConfig", "functionCallingConfig", "mode"])),
    thinkingEnabled: isThinking(thinking),
    metadata: level === undefined ? {} : { [ATTR_SIGIL_GEN_AI_REQUEST_THINKING_LEVEL]: level },
  };
}

function mapResponse(response: unknown, request: MappedRequest, { rawMedia }: ResolvedProviderOptions): MappedResponse {
  const candidates = listOf(member(response, "candidates"));
  const candidate = firstChoice(candidates);
  const builder = new MessageBuilder(request.toolNames);
  const content = member(candidate, "content");
  addParts(builder, partReader(rawMedia), roleOf(content), member(content, "parts"));
  return {
    responseId: nonBlank(member(response, "responseId")),
    responseModel: nonBlank(member(response, "modelVersion")),
    output: builder.messages,
    stopReason:
      nonBlank(member(candidate, "finishReason")) ?? nonBlank(at(response, ["promptFeedback", "blockReason"])),
    metadata: {
      ...choiceCount(candidates),
      ...nonZero({
        [ATTR_SIGIL_GEMINI_AFC_TURNS]: countTurns(
          response,
          request.contentCount ?? 0,
          listOf(member(content, "parts")),
        ),
        [ATTR_SIGIL_GEN_AI_USAGE_INPUT_AUDIO_TOKENS]: audioTokens(response, "promptTokensDetails"),
        [ATTR_SIGIL_GEN_AI_USAGE_OUTPUT_AUDIO_TOKENS]: audioTokens(response, "candidatesTokensDetails"),
      }),
    },
  };
}

/** What the model says has no role now and then. */
function roleOf(content: unknown): MessageRole {
  return member(content, "role") === "user" ? "user" : "assistant";
}

function systemPrompt(instruction: unknown, rawMedia: boolean): string | undefined {
  const builder = new MessageBuilder();
  const reader = partReader(rawMedia);
  for (const { parts } of toContents(instruction)) addParts(builder, reader, "user", parts);
  const parts = builder.messages.flatMap((message) => message.parts);
  return joinBlocks(parts.map((part) => (part.kind === "text" ? part.text : undefined)));
}

function toolChoice(mode: unknown): string | undefined {
  const choice = mapToolChoice(mode);
  return choice === "mode_unspecified" ? undefined : choice;
}

/** A budget of zero switches thinking off; a budget or a level switches it on; else the request for thoughts tells. */
function isThinking(config: unknown): boolean | undefined {
  const budget = member(config, "thinkingBudget");
  if (typeof budget === "number") return budget !== 0;
  if (thinkingLevel(config) !== undefined) return true;
  const isShown = member(config, "includeThoughts");
  return typeof isShown === "boolean" ? isShown : undefined;
}

/** In lower case, without the prefix of the enumeration. */
function thinkingLevel(config: unknown): string | undefined {
  const level = nonBlank(member(config, "thinkingLevel"))
    ?.toLowerCase()
    .replace(/^thinking_level_/, "");
  return level === "unspecified" ? undefined : level;
}

function audioTokens(response: unknown, list: string): number {
  const rows = listOf(at(response, ["usageMetadata", list])).filter((row) => member(row, "modality") === "AUDIO");
  return rows
    .map((row) => member(row, "tokenCount"))
    .filter(isCount)
    .reduce((sum, count) => sum + count, 0);
}

function nonZero(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
