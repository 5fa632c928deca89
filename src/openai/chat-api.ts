// SPDX-License-Identifier: Apache-2.0
import { OPENAI_CHAT } from "../../generated/ts/provider-openai.js";
import type { ResolvedProviderOptions } from "../../generated/ts/provider-options.js";
import { nonBlank } from "../internal/non-blank.js";
import { choiceCount, firstChoice } from "../internal/provider/choices.js";
import type { GenerationApi, MappedRequest, MappedResponse } from "../internal/provider/generation-api.js";
import { joinBlocks } from "../internal/provider/join-blocks.js";
import { MessageBuilder } from "../internal/provider/message-builder.js";
import { listOf, member } from "../internal/provider/read.js";
import { mapToolChoice } from "../internal/provider/tool-definition.js";
import { addAssistantMessage, addChatMessage, chatReader } from "./chat-messages.js";
import { ChatStreamState, chunkHasContent } from "./chat-stream.js";
import { modelOf } from "./parts.js";
import { mapFunctions, mapTools } from "./tools.js";

/** Chat completions. */
export const chatApi: GenerationApi = {
  table: OPENAI_CHAT,
  mapRequest: mapChatRequest,
  mapResponse: mapChatResponse,
  createStreamState: () => new ChatStreamState(),
  hasContent: chunkHasContent,
};

function mapChatRequest(request: unknown, { rawMedia }: ResolvedProviderOptions): MappedRequest {
  const builder = new MessageBuilder();
  const reader = chatReader(rawMedia);
  const system = listOf(member(request, "messages")).map((message) => addChatMessage(builder, reader, message));
  const effort = nonBlank(member(request, "reasoning_effort"));
  return {
    model: modelOf(request),
    systemPrompt: joinBlocks(system),
    input: builder.messages,
    toolNames: builder.toolNames,
    tools: [...mapTools(member(request, "tools")), ...mapFunctions(member(request, "functions"))],
    toolChoice: mapToolChoice(member(request, "tool_choice") ?? member(request, "function_call")),
    thinkingEnabled: effort === undefined ? undefined : effort !== "none",
  };
}

function mapChatResponse(
  response: unknown,
  request: MappedRequest,
  { rawMedia }: ResolvedProviderOptions,
): MappedResponse {
  const choices = listOf(member(response, "choices"));
  const choice = firstChoice(choices);
  const builder = new MessageBuilder(request.toolNames);
  addAssistantMessage(builder, chatReader(rawMedia), member(choice, "message"));
  return {
    responseId: nonBlank(member(response, "id")),
    responseModel: modelOf(response),
    output: builder.messages,
    stopReason: nonBlank(member(choice, "finish_reason")),
    metadata: choiceCount(choices),
  };
}
