// SPDX-License-Identifier: Apache-2.0
import type { MessagePart, ToolCall, ToolResult } from "../../generated/ts/models.js";
import { isBytes } from "../internal/value-types.js";
import { toJsonText } from "./json-text.js";

export type TextPart = Extract<MessagePart, { kind: "text" }>;
export type ThinkingPart = Extract<MessagePart, { kind: "thinking" }>;
export type ToolCallPart = Extract<MessagePart, { kind: "tool_call" }>;
export type ToolResultPart = Extract<MessagePart, { kind: "tool_result" }>;

export interface PartOptions {
  /** The type name of the part in the provider's format, for example `tool_use`. */
  readonly providerType?: string | undefined;
}

/** A tool call with its arguments as a value, `input`, or as the JSON text that the provider gave, `inputJson`. */
export type ToolCallInput =
  | (Omit<ToolCall, "inputJson"> & { input?: unknown; inputJson?: never })
  | (ToolCall & { input?: never });

/** A tool's answer: text or any other value as `content`, or as JSON text, `contentJson`. */
export type ToolResultInput = Omit<ToolResult, "content"> & { content?: unknown };

/** Plain text. */
export function textPart(text: string, options: PartOptions = {}): TextPart {
  return { kind: "text", text, ...providerType(options) };
}

/** The model's reasoning; valid in messages of the assistant. */
export function thinkingPart(thinking: string, options: PartOptions = {}): ThinkingPart {
  return { kind: "thinking", thinking, ...providerType(options) };
}

/**
 * A tool call that the model asked for; valid in messages of the assistant. A value is written as JSON, a string too: text
 * that is JSON already belongs in `inputJson`.
 *
 * @example
 * toolCallPart({ id: "call-1", name: "weather", input: { city: "Paris" } });
 * toolCallPart({ id: call.id, name: call.function.name, inputJson: call.function.arguments });
 */
export function toolCallPart({ input, ...call }: ToolCallInput, options: PartOptions = {}): ToolCallPart {
  const toolCall: ToolCall = input === undefined ? call : { ...call, inputJson: toJsonText(input) };
  return { kind: "tool_call", toolCall, ...providerType(options) };
}

/**
 * What a tool call returned; valid in messages of a tool. It names its call by `toolCallId` or `name`. Text stays text; bytes
 * are JSON text in UTF-8; any other value is written as JSON.
 *
 * @example
 * toolResultPart({ toolCallId: "call-1", content: { celsius: 18 } });
 * toolResultPart({ toolCallId: "call-1", content: "no such city", isError: true });
 */
export function toolResultPart({ content, ...result }: ToolResultInput, options: PartOptions = {}): ToolResultPart {
  return { kind: "tool_result", toolResult: { ...result, ...contentFields(content) }, ...providerType(options) };
}

function contentFields(content: unknown): Pick<ToolResult, "content" | "contentJson"> {
  if (content === undefined) return {};
  if (typeof content === "string") return { content };
  return { contentJson: isBytes(content) ? content : toJsonText(content) };
}

function providerType({ providerType: type }: PartOptions): PartOptions {
  return type === undefined ? {} : { providerType: type };
}
