// SPDX-License-Identifier: Apache-2.0
import { ANTHROPIC_MESSAGES } from "../../generated/ts/provider-anthropic.js";
import type { ResolvedProviderOptions } from "../../generated/ts/provider-options.js";
import { isRecord } from "../internal/is-record.js";
import { nonBlank } from "../internal/non-blank.js";
import { addContent, contentText, type PartReader } from "../internal/provider/add-part.js";
import type { GenerationApi, MappedRequest, MappedResponse } from "../internal/provider/generation-api.js";
import { joinBlocks } from "../internal/provider/join-blocks.js";
import { MessageBuilder } from "../internal/provider/message-builder.js";
import { at, listOf, member } from "../internal/provider/read.js";
import { mapToolChoice } from "../internal/provider/tool-definition.js";
import { blockReader } from "./blocks.js";
import { describeError } from "./errors.js";
import { EARLIER_CONTENTS, eventHasContent, MessagesStreamState } from "./stream.js";
import { mapTools } from "./tools.js";

/** Messages, also of the beta. */
export const messagesApi: GenerationApi = {
  table: ANTHROPIC_MESSAGES,
  mapRequest,
  mapResponse,
  createStreamState: () => new MessagesStreamState(),
  hasContent: eventHasContent,
  describeError,
};

function mapRequest(request: unknown, { rawMedia }: ResolvedProviderOptions): MappedRequest {
  const builder = new MessageBuilder();
  const reader = blockReader(rawMedia);
  const messages = listOf(member(request, "messages"));
  const inBetween = messages.map((message) => addMessage(builder, reader, message));
  return {
    model: nonBlank(member(request, "model")),
    systemPrompt: joinBlocks([contentText(reader, member(request, "system"), "\n\n"), ...inBetween]),
    input: builder.messages,
    toolNames: builder.toolNames,
    tools: mapTools(member(request, "tools")),
    toolChoice: mapToolChoice(member(request, "tool_choice")),
    thinkingEnabled: isThinking(at(request, ["thinking", "type"])),
  };
}

/** Gives the text of a message that belongs to the system prompt. */
function addMessage(builder: MessageBuilder, reader: PartReader, message: unknown): string | undefined {
  const content = member(message, "content");
  const role = member(message, "role");
  if (role === "system") return contentText(reader, content, "\n\n");
  builder.open();
  addContent(builder, reader, role === "assistant" ? "assistant" : "user", content);
  return undefined;
}

/** Every way of thinking but one is switched on. */
function isThinking(type: unknown): boolean | undefined {
  return nonBlank(type) === undefined ? undefined : type !== "disabled";
}

function earlierContents(response: unknown): readonly unknown[] {
  return isRecord(response) ? listOf((response as { [EARLIER_CONTENTS]?: unknown })[EARLIER_CONTENTS]) : [];
}

function mapResponse(response: unknown, request: MappedRequest, { rawMedia }: ResolvedProviderOptions): MappedResponse {
  const builder = new MessageBuilder(request.toolNames);
  const reader = blockReader(rawMedia);
  for (const content of [...earlierContents(response), member(response, "content")]) {
    builder.open();
    addContent(builder, reader, "assistant", content);
  }
  return {
    responseId: nonBlank(member(response, "id")),
    responseModel: nonBlank(member(response, "model")),
    output: builder.messages,
    stopReason: nonBlank(member(response, "stop_reason")),
  };
}
