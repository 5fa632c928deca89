// SPDX-License-Identifier: Apache-2.0
import type { GenerationResult, GenerationStart, Message, MessagePart, TokenUsage, ToolDefinition } from "sigil-sdk";
import {
  ATTR_SIGIL_GEN_AI_REQUEST_THINKING_BUDGET_TOKENS,
  ATTR_SIGIL_GEN_AI_REQUEST_THINKING_LEVEL,
  ATTR_SIGIL_GEN_AI_RESPONSE_BLOCK_REASON,
  ATTR_SIGIL_GEN_AI_RESPONSE_CHOICE_COUNT,
  ATTR_SIGIL_GEN_AI_USAGE_TOOL_USE_PROMPT_TOKENS,
} from "sigil-sdk/attributes";
import type {
  Content,
  FunctionDeclaration,
  GenerateRequest,
  GenerateResponse,
  Part,
  ThinkingConfig,
} from "./gemini-types.js";
import { toSortedJson } from "./json-text.js";
import { placeholderPart, textParts, toMessages } from "./message-parts.js";

/** What a Gemini request says before the call. */
export function mapGenerateRequest(request: GenerateRequest): GenerationStart {
  const { config = {} } = request;
  return {
    model: { provider: "gemini", name: modelName(request) },
    systemPrompt: config.systemInstruction === undefined ? undefined : mapSystemPrompt(config.systemInstruction),
    maxTokens: config.maxOutputTokens,
    temperature: config.temperature,
    topP: config.topP,
    toolChoice: mapToolChoice(config.toolConfig?.functionCallingConfig?.mode),
    thinkingEnabled: isThinking(config.thinkingConfig),
    tools: config.tools?.flatMap(({ functionDeclarations = [] }) => functionDeclarations.map(mapTool)),
    metadata: mapThinkingMetadata(config.thinkingConfig),
  };
}

/** What a Gemini response says after the call; only the first candidate becomes output. */
export function mapGenerateResponse(request: GenerateRequest, response: GenerateResponse): GenerationResult {
  const [candidate] = response.candidates ?? [];
  return {
    responseId: response.responseId,
    responseModel: response.modelVersion ?? modelName(request),
    input: toContents(request.contents).flatMap(mapContent),
    output: candidate?.content === undefined ? [] : mapContent({ role: "model", ...candidate.content }),
    usage: mapUsage(response.usageMetadata),
    // A blocked prompt has no candidates.
    stopReason: candidate?.finishReason ?? response.promptFeedback?.blockReason,
    metadata: mapResponseMetadata(response),
  };
}

/** Counts as reported: the prompt count includes cached tokens, the candidates count leaves thoughts out. */
function mapUsage(usage: GenerateResponse["usageMetadata"]): TokenUsage | undefined {
  if (usage === undefined) return undefined;
  const { promptTokenCount = 0, candidatesTokenCount = 0, thoughtsTokenCount = 0, toolUsePromptTokenCount = 0 } = usage;
  return {
    inputTokens: promptTokenCount,
    outputTokens: candidatesTokenCount,
    totalTokens:
      usage.totalTokenCount ?? promptTokenCount + candidatesTokenCount + thoughtsTokenCount + toolUsePromptTokenCount,
    cacheReadInputTokens: usage.cachedContentTokenCount,
    reasoningTokens: usage.thoughtsTokenCount,
  };
}

function mapResponseMetadata({
  candidates = [],
  promptFeedback,
  usageMetadata,
}: GenerateResponse): Record<string, unknown> {
  const toolUse = usageMetadata?.toolUsePromptTokenCount;
  return {
    ...(promptFeedback?.blockReason ? { [ATTR_SIGIL_GEN_AI_RESPONSE_BLOCK_REASON]: promptFeedback.blockReason } : {}),
    ...(candidates.length > 1 ? { [ATTR_SIGIL_GEN_AI_RESPONSE_CHOICE_COUNT]: candidates.length } : {}),
    ...(toolUse ? { [ATTR_SIGIL_GEN_AI_USAGE_TOOL_USE_PROMPT_TOKENS]: toolUse } : {}),
  };
}

function modelName({ model }: GenerateRequest): string {
  return model.replace(/^models\//, "");
}

/** A string, a part and a flat list of them are one user turn; only a list of contents is several. */
function toContents(contents: GenerateRequest["contents"]): Content[] {
  const list = typeof contents === "string" || !Array.isArray(contents) ? [contents] : contents;
  const turns = list.filter(isContent);
  return turns.length > 0 ? turns : [{ role: "user", parts: list.filter((item) => !isContent(item)).map(toPart) }];
}

function isContent(item: string | Part | Content): item is Content {
  return typeof item === "object" && "parts" in item;
}

function toPart(part: string | Part): Part {
  return typeof part === "string" ? { text: part } : part;
}

function mapContent({ role, parts = [] }: Content): Message[] {
  const isModel = role === "model";
  return toMessages(
    isModel ? "assistant" : "user",
    parts.flatMap((part) => mapPart(part, isModel)),
  );
}

function mapPart(part: Part, isModel: boolean): MessagePart[] {
  if (part.text !== undefined) {
    const isThought = part.thought === true && isModel && part.text.trim() !== "";
    return isThought ? [{ kind: "thinking", thinking: part.text, providerType: "thought" }] : textParts(part.text);
  }
  if (part.functionCall !== undefined) {
    const { id, name, args = {} } = part.functionCall;
    return [
      { kind: "tool_call", toolCall: { id, name, inputJson: toSortedJson(args) }, providerType: "function_call" },
    ];
  }
  if (part.functionResponse !== undefined) {
    const { id, name, response = {} } = part.functionResponse;
    const toolResult = { toolCallId: id, name, contentJson: toSortedJson(response) };
    return [{ kind: "tool_result", toolResult, providerType: "function_response" }];
  }
  const [kind = "part"] = Object.keys(part);
  return [placeholderPart(kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))];
}

function mapSystemPrompt(
  instruction: NonNullable<NonNullable<GenerateRequest["config"]>["systemInstruction"]>,
): string {
  return toContents(instruction)
    .flatMap(({ parts = [] }) => parts.flatMap(({ text }) => text ?? []))
    .join("\n\n");
}

function isThinking(config: ThinkingConfig | undefined): boolean | undefined {
  if (config === undefined) return undefined;
  if (config.thinkingBudget !== undefined) return config.thinkingBudget !== 0;
  return config.thinkingLevel === undefined ? config.includeThoughts : true;
}

function mapThinkingMetadata(config: ThinkingConfig | undefined): Record<string, unknown> {
  const level = config?.thinkingLevel?.replace(/^THINKING_LEVEL_/, "").toLowerCase();
  return {
    ...(config?.thinkingBudget ? { [ATTR_SIGIL_GEN_AI_REQUEST_THINKING_BUDGET_TOKENS]: config.thinkingBudget } : {}),
    ...(level ? { [ATTR_SIGIL_GEN_AI_REQUEST_THINKING_LEVEL]: level } : {}),
  };
}

function mapToolChoice(mode: string | undefined): string | undefined {
  const choice = mode?.toLowerCase();
  return choice === "mode_unspecified" ? undefined : choice;
}

function mapTool(declaration: FunctionDeclaration): ToolDefinition {
  const schema = declaration.parametersJsonSchema ?? declaration.parameters;
  return {
    name: declaration.name,
    type: "function",
    description: declaration.description,
    inputSchemaJson: schema === undefined ? undefined : toSortedJson(schema),
  };
}
