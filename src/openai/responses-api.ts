// SPDX-License-Identifier: Apache-2.0
import { OPENAI_RESPONSES } from "../../generated/ts/provider-openai.js";
import type { ResolvedProviderOptions } from "../../generated/ts/provider-options.js";
import { isRecord } from "../internal/is-record.js";
import { nonBlank } from "../internal/non-blank.js";
import type { GenerationApi, MappedRequest, MappedResponse } from "../internal/provider/generation-api.js";
import { joinBlocks } from "../internal/provider/join-blocks.js";
import { MessageBuilder } from "../internal/provider/message-builder.js";
import { at, listOf, member, textOf } from "../internal/provider/read.js";
import { mapToolChoice } from "../internal/provider/tool-definition.js";
import { modelOf } from "./parts.js";
import { addItem, responsesReader } from "./responses-items.js";
import { eventHasContent, ResponsesStreamState } from "./responses-stream.js";
import { mapTools } from "./tools.js";

/** Responses. */
export const responsesApi: GenerationApi = {
  table: OPENAI_RESPONSES,
  mapRequest: mapResponsesRequest,
  mapResponse: mapResponsesResponse,
  createStreamState: () => new ResponsesStreamState(),
  hasContent: eventHasContent,
};

function mapResponsesRequest(request: unknown, { rawMedia }: ResolvedProviderOptions): MappedRequest {
  const builder = new MessageBuilder();
  const reader = responsesReader(rawMedia);
  const given = member(request, "input");
  const items = typeof given === "string" ? [{ role: "user", content: given }] : listOf(given);
  const system = items.map((item) => addItem(builder, reader, "user", item));
  const reasoning = member(request, "reasoning");
  return {
    model: modelOf(request),
    systemPrompt: joinBlocks([textOf(member(request, "instructions")), ...system]),
    input: builder.messages,
    toolNames: builder.toolNames,
    tools: mapTools(member(request, "tools")),
    toolChoice: mapToolChoice(member(request, "tool_choice")),
    thinkingEnabled: isRecord(reasoning) ? member(reasoning, "effort") !== "none" : undefined,
  };
}

function mapResponsesResponse(
  response: unknown,
  request: MappedRequest,
  { rawMedia }: ResolvedProviderOptions,
): MappedResponse {
  const builder = new MessageBuilder(request.toolNames);
  const reader = responsesReader(rawMedia);
  for (const item of listOf(member(response, "output"))) addItem(builder, reader, "assistant", item);
  return {
    responseId: nonBlank(member(response, "id")),
    responseModel: modelOf(response),
    output: builder.messages,
    stopReason: stopReasonOf(response),
    failure: member(response, "status") === "failed" ? failureOf(response) : undefined,
  };
}

/** `completed` is the only status that says why the model stopped; an incomplete answer has a reason of its own. */
function stopReasonOf(response: unknown): string | undefined {
  const status = nonBlank(member(response, "status"));
  if (status === "completed") return "stop";
  return status === "incomplete" ? (nonBlank(at(response, ["incomplete_details", "reason"])) ?? status) : status;
}

function failureOf(response: unknown): unknown {
  const error = member(response, "error");
  return isRecord(error) ? error : { message: "the response failed" };
}
