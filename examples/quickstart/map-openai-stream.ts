// SPDX-License-Identifier: Apache-2.0
import type { GenerationResult } from "sigil-sdk";
import { mapAssistantParts, mapChatInput, mapChatMetadata, mapChatRequest, mapChatUsage } from "./map-openai-chat.js";
import { toMessages } from "./message-parts.js";
import type {
  ChatChunk,
  ChatDelta,
  ChatRequest,
  ChatToolCall,
  ChatToolCallDelta,
  ChatUsage,
} from "./openai-chat-types.js";
import type { StreamMapping } from "./stream-mapping.js";

/** Records a streamed OpenAI chat call; usage comes only when the request asked for it. */
export function mapChatStream(request: ChatRequest): StreamMapping<ChatChunk> {
  return {
    start: { ...mapChatRequest(request), mode: "STREAM" },
    accumulator: createChatAccumulator(request),
    isFirstToken: hasContent,
  };
}

function createChatAccumulator(request: ChatRequest): StreamMapping<ChatChunk>["accumulator"] {
  const tools = new Map<number, ToolCallDraft>();
  let content = "";
  let refusal = "";
  let stopReason: string | undefined;
  let usage: ChatUsage | undefined;
  let last: ChatChunk | undefined;

  return {
    push(chunk: ChatChunk): void {
      last = chunk;
      usage = chunk.usage ?? usage;
      // Only the first choice is output.
      const choice = chunk.choices.find(({ index }) => index === 0);
      if (choice === undefined) return;
      content += choice.delta.content ?? "";
      refusal += choice.delta.refusal ?? "";
      stopReason = choice.finish_reason ?? stopReason;
      for (const piece of choice.delta.tool_calls ?? []) tools.set(piece.index, extend(tools.get(piece.index), piece));
    },
    result(): GenerationResult {
      const toolCalls = [...tools.entries()]
        .sort(([left], [right]) => left - right)
        .map(([, draft]) => toToolCall(draft));
      return {
        mode: "STREAM",
        responseId: last?.id,
        responseModel: last?.model || request.model,
        input: mapChatInput(request.messages),
        output: toMessages("assistant", mapAssistantParts({ content, refusal, tool_calls: toolCalls })),
        usage: mapChatUsage(usage),
        stopReason,
        metadata: last === undefined ? {} : mapChatMetadata({ service_tier: last.service_tier ?? null, choices: [] }),
      };
    },
  };
}

/** A tool call whose pieces are still coming in. */
interface ToolCallDraft {
  readonly id: string;
  readonly type: "function" | "custom";
  readonly name: string;
  readonly input: string;
}

function extend(draft: ToolCallDraft | undefined, piece: ChatToolCallDelta): ToolCallDraft {
  return {
    id: draft?.id ?? piece.id ?? "",
    type: draft?.type ?? piece.type ?? "function",
    name: `${draft?.name ?? ""}${piece.function?.name ?? piece.custom?.name ?? ""}`,
    input: `${draft?.input ?? ""}${piece.function?.arguments ?? piece.custom?.input ?? ""}`,
  };
}

function toToolCall({ id, type, name, input }: ToolCallDraft): ChatToolCall {
  return type === "function"
    ? { id, type, function: { name, arguments: input } }
    : { id, type, custom: { name, input } };
}

function hasContent(chunk: ChatChunk): boolean {
  return chunk.choices.some(({ delta }) => isText(delta.content) || isText(delta.refusal) || startsToolCall(delta));
}

function startsToolCall({ tool_calls = [] }: ChatDelta): boolean {
  return tool_calls.some(
    (piece) =>
      isText(piece.function?.name) ||
      isText(piece.function?.arguments) ||
      isText(piece.custom?.name) ||
      isText(piece.custom?.input),
  );
}

function isText(text: string | null | undefined): boolean {
  return text !== null && text !== undefined && text !== "";
}
