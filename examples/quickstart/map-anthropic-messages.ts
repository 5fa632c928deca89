// SPDX-License-Identifier: Apache-2.0
import type { GenerationResult, GenerationStart, Message, MessagePart, TokenUsage, ToolDefinition } from "sigil-sdk";
import {
  ATTR_SIGIL_GEN_AI_REQUEST_THINKING_BUDGET_TOKENS,
  ATTR_SIGIL_GEN_AI_REQUEST_THINKING_LEVEL,
  ATTR_SIGIL_GEN_AI_RESPONSE_SERVICE_TIER,
  ATTR_SIGIL_GEN_AI_RESPONSE_SPEED,
} from "sigil-sdk/attributes";
import type { AnthropicTool, AnthropicUsage, Block, MessagesRequest, MessagesResponse } from "./anthropic-types.js";
import { structuredJson, toJsonText, toSortedJson } from "./json-text.js";
import { placeholderPart, textParts, toMessages } from "./message-parts.js";

const TOOL_USE = new Set(["tool_use", "server_tool_use", "mcp_tool_use"]);

/** What an Anthropic messages request says before the call. */
export function mapMessagesRequest(request: MessagesRequest): GenerationStart {
  const { thinking, output_config: output } = request;
  return {
    model: { provider: "anthropic", name: request.model },
    systemPrompt: mapSystemPrompt(request),
    maxTokens: request.max_tokens,
    temperature: request.temperature,
    topP: request.top_p,
    toolChoice: request.tool_choice === undefined ? undefined : toSortedJson(request.tool_choice),
    thinkingEnabled: thinking === undefined ? undefined : thinking.type !== "disabled",
    tools: request.tools?.map(mapTool),
    metadata: {
      ...(thinking?.budget_tokens
        ? { [ATTR_SIGIL_GEN_AI_REQUEST_THINKING_BUDGET_TOKENS]: thinking.budget_tokens }
        : {}),
      ...(output?.effort ? { [ATTR_SIGIL_GEN_AI_REQUEST_THINKING_LEVEL]: output.effort } : {}),
    },
  };
}

/** What an Anthropic message says after the call. */
export function mapMessagesResponse(request: MessagesRequest, response: MessagesResponse): GenerationResult {
  return {
    responseId: response.id,
    responseModel: response.model || request.model,
    input: mapMessagesInput(request),
    output: toMessages("assistant", mapBlocks(response.content, toolNames(request, response.content))),
    usage: mapMessagesUsage(response.usage),
    stopReason: response.stop_reason ?? undefined,
    metadata: {
      ...(response.usage.service_tier
        ? { [ATTR_SIGIL_GEN_AI_RESPONSE_SERVICE_TIER]: response.usage.service_tier }
        : {}),
      ...(response.usage.speed ? { [ATTR_SIGIL_GEN_AI_RESPONSE_SPEED]: response.usage.speed } : {}),
    },
  };
}

/** Counts as reported: cache reads and writes are not in the input count, thinking is in the output count. */
function mapMessagesUsage(usage: AnthropicUsage): TokenUsage {
  return {
    inputTokens: usage.input_tokens ?? undefined,
    outputTokens: usage.output_tokens ?? undefined,
    totalTokens: (usage.input_tokens ?? 0) + (usage.output_tokens ?? 0),
    cacheReadInputTokens: usage.cache_read_input_tokens ?? undefined,
    cacheWriteInputTokens: usage.cache_creation_input_tokens ?? undefined,
    reasoningTokens: usage.output_tokens_details?.thinking_tokens,
  };
}

function mapMessagesInput(request: MessagesRequest): Message[] {
  const names = toolNames(request, []);
  return request.messages.flatMap(({ role, content }) =>
    role === "system"
      ? []
      : toMessages(role, typeof content === "string" ? textParts(content) : mapBlocks(content, names)),
  );
}

function mapSystemPrompt({ system, messages }: MessagesRequest): string | undefined {
  const later = messages.filter(({ role }) => role === "system").map(({ content }) => content);
  const texts = [system, ...later].flatMap((content) =>
    typeof content === "string" ? [content] : (content ?? []).flatMap((block) => block.text ?? []),
  );
  return texts.length === 0 ? undefined : texts.join("\n\n");
}

/** Tool results carry the id of the call only; its name is looked up in the turns before. */
function toolNames(request: MessagesRequest, answer: readonly Block[]): ReadonlyMap<string, string> {
  const blocks = request.messages.flatMap(({ content }) => (typeof content === "string" ? [] : content));
  return new Map(
    [...blocks, ...answer].flatMap(({ type, id, name }) => (TOOL_USE.has(type) && id && name ? [[id, name]] : [])),
  );
}

function mapBlocks(blocks: readonly Block[], names: ReadonlyMap<string, string>): MessagePart[] {
  return blocks.flatMap((block) => mapBlock(block, names));
}

function mapBlock(block: Block, names: ReadonlyMap<string, string>): MessagePart[] {
  if (block.type === "text") return textParts(block.text);
  if (block.type === "thinking") return mapThinking(block.thinking ?? "", block.type);
  // The provider's encrypted thinking is of no use to a reader.
  if (block.type === "redacted_thinking") return mapThinking("[redacted]", block.type);
  if (TOOL_USE.has(block.type)) return [mapToolUse(block)];
  return block.type.endsWith("tool_result") ? [mapToolResult(block, names)] : [placeholderPart(block.type)];
}

/** Adaptive thinking sends blocks with a signature and no text; they are left out. */
function mapThinking(thinking: string, providerType: string): MessagePart[] {
  return thinking.trim() === "" ? [] : [{ kind: "thinking", thinking, providerType }];
}

function mapToolUse({ type, id, name = "", input }: Block): MessagePart {
  // Streams deliver the input as text, which may have broken off.
  const inputJson = typeof input === "string" ? toJsonText(input) : toSortedJson(input ?? {});
  return { kind: "tool_call", toolCall: { id, name, inputJson }, providerType: type };
}

function mapToolResult(block: Block, names: ReadonlyMap<string, string>): MessagePart {
  const { content = "" } = block;
  const text = typeof content === "string" ? content : content.map(toResultText).join("\n");
  return {
    kind: "tool_result",
    toolResult: {
      toolCallId: block.tool_use_id,
      name: names.get(block.tool_use_id ?? ""),
      content: text,
      contentJson: structuredJson(text),
      isError: block.is_error,
    },
    providerType: block.type,
  };
}

function toResultText({ type, text }: Block): string {
  return text ?? `[${type}]`;
}

function mapTool(tool: AnthropicTool): ToolDefinition {
  const ownTool = tool.type === undefined || tool.type === null || tool.type === "custom";
  return {
    name: tool.name ?? tool.type ?? "",
    type: ownTool ? "function" : (tool.type ?? undefined),
    description: tool.description,
    inputSchemaJson: tool.input_schema === undefined ? undefined : toSortedJson(tool.input_schema),
    deferred: tool.defer_loading,
  };
}
