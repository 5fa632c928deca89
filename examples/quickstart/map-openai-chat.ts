// SPDX-License-Identifier: Apache-2.0
import type { GenerationResult, GenerationStart, Message, MessagePart, TokenUsage, ToolDefinition } from "sigil-sdk";
import {
  ATTR_SIGIL_GEN_AI_REQUEST_THINKING_LEVEL,
  ATTR_SIGIL_GEN_AI_RESPONSE_CHOICE_COUNT,
  ATTR_SIGIL_GEN_AI_RESPONSE_SERVICE_TIER,
} from "sigil-sdk/attributes";
import { structuredJson, toJsonText, toSortedJson } from "./json-text.js";
import { placeholderPart, textParts, toMessages } from "./message-parts.js";
import type {
  ChatContentPart,
  ChatMessage,
  ChatRequest,
  ChatResponse,
  ChatTool,
  ChatToolCall,
  ChatUsage,
} from "./openai-chat-types.js";

/** What an OpenAI chat request says before the call. */
export function mapChatRequest(request: ChatRequest): GenerationStart {
  const effort = request.reasoning_effort ?? undefined;
  return {
    model: { provider: "openai", name: request.model },
    systemPrompt: mapSystemPrompt(request.messages),
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? undefined,
    temperature: request.temperature ?? undefined,
    topP: request.top_p ?? undefined,
    toolChoice: mapToolChoice(request.tool_choice),
    thinkingEnabled: effort === undefined ? undefined : effort !== "none",
    tools: request.tools?.map(mapTool),
    metadata: effort === undefined ? {} : { [ATTR_SIGIL_GEN_AI_REQUEST_THINKING_LEVEL]: effort },
  };
}

/** What an OpenAI chat response says after the call; only the first choice becomes output. */
export function mapChatResponse(request: ChatRequest, response: ChatResponse): GenerationResult {
  const [choice] = response.choices;
  return {
    responseId: response.id,
    responseModel: response.model || request.model,
    input: mapChatInput(request.messages),
    output: choice === undefined ? [] : toMessages("assistant", mapAssistantParts(choice.message)),
    usage: mapChatUsage(response.usage),
    stopReason: choice?.finish_reason,
    metadata: mapChatMetadata(response),
  };
}

/** The conversation without its system and developer messages. */
export function mapChatInput(messages: readonly ChatMessage[]): Message[] {
  const toolNames = new Map(
    messages.flatMap(({ tool_calls }) => tool_calls ?? []).map((call) => [call.id, toolName(call)]),
  );
  return messages.flatMap((message) => {
    if (isInstruction(message)) return [];
    if (message.role === "tool") return toMessages("tool", [mapToolResult(message, toolNames)]);
    if (message.role === "assistant") return toMessages("assistant", mapAssistantParts(message), message.name);
    return toMessages("user", mapContent(message.content), message.name);
  });
}

/** Counts as reported: the prompt count includes cached tokens, the completion count includes reasoning. */
export function mapChatUsage(usage: ChatUsage | null | undefined): TokenUsage | undefined {
  if (usage === null || usage === undefined) return undefined;
  return {
    inputTokens: usage.prompt_tokens,
    outputTokens: usage.completion_tokens,
    totalTokens: usage.total_tokens,
    cacheReadInputTokens: usage.prompt_tokens_details?.cached_tokens,
    cacheWriteInputTokens: usage.prompt_tokens_details?.cache_write_tokens,
    reasoningTokens: usage.completion_tokens_details?.reasoning_tokens,
  };
}

/** The facts of a response that have no field of their own. */
export function mapChatMetadata(response: Pick<ChatResponse, "service_tier" | "choices">): Record<string, unknown> {
  return {
    ...(response.service_tier ? { [ATTR_SIGIL_GEN_AI_RESPONSE_SERVICE_TIER]: response.service_tier } : {}),
    ...(response.choices.length > 1 ? { [ATTR_SIGIL_GEN_AI_RESPONSE_CHOICE_COUNT]: response.choices.length } : {}),
  };
}

/** Text, refusal and tool calls of the model, in that order. */
export function mapAssistantParts(message: Pick<ChatMessage, "content" | "refusal" | "tool_calls">): MessagePart[] {
  return [
    ...mapContent(message.content),
    ...textParts(message.refusal, "refusal"),
    ...(message.tool_calls ?? []).map(mapToolCall),
  ];
}

function isInstruction({ role }: ChatMessage): boolean {
  return role === "system" || role === "developer";
}

function mapSystemPrompt(messages: readonly ChatMessage[]): string | undefined {
  const prompts = messages.filter(isInstruction).map(({ content }) => joinText(content));
  return prompts.length === 0 ? undefined : prompts.join("\n\n");
}

function joinText(content: ChatMessage["content"]): string {
  if (typeof content === "string") return content;
  return (content ?? []).flatMap(({ text }) => text ?? []).join("\n");
}

function mapContent(content: ChatMessage["content"]): MessagePart[] {
  return typeof content === "string" ? textParts(content) : (content ?? []).flatMap(mapContentPart);
}

function mapContentPart(part: ChatContentPart): MessagePart[] {
  if (part.type === "text") return textParts(part.text);
  return part.type === "refusal" ? textParts(part.refusal, "refusal") : [placeholderPart(part.type)];
}

function mapToolCall(call: ChatToolCall): MessagePart {
  const input = call.type === "function" ? call.function.arguments : call.custom.input;
  return {
    kind: "tool_call",
    toolCall: { id: call.id, name: toolName(call), ...(input === "" ? {} : { inputJson: toJsonText(input) }) },
    providerType: call.type === "function" ? "tool_call" : "custom_tool_call",
  };
}

function mapToolResult(message: ChatMessage, toolNames: ReadonlyMap<string, string>): MessagePart {
  const content = joinText(message.content);
  const toolCallId = message.tool_call_id;
  // The wire message names no tool: the call it answers does.
  const name = toolCallId === undefined ? undefined : toolNames.get(toolCallId);
  return {
    kind: "tool_result",
    toolResult: { toolCallId, name, content, contentJson: structuredJson(content) },
    providerType: "tool_result",
  };
}

function toolName(call: ChatToolCall): string {
  return call.type === "function" ? call.function.name : call.custom.name;
}

function mapTool(tool: ChatTool): ToolDefinition {
  if (tool.type === "custom") return { name: tool.custom.name, type: "custom", description: tool.custom.description };
  const { name, description, parameters } = tool.function;
  return {
    name,
    type: "function",
    description,
    inputSchemaJson: parameters === undefined ? undefined : toSortedJson(parameters),
  };
}

function mapToolChoice(choice: string | object | undefined): string | undefined {
  if (choice === undefined) return undefined;
  return typeof choice === "string" ? choice.toLowerCase() : toSortedJson(choice);
}
