// SPDX-License-Identifier: Apache-2.0
import type { Message, MessagePart, MessageRole } from "sigil-sdk";

/** A text part; none for white space only, which the ingest has no use for. Text is never trimmed. */
export function textParts(text: string | null | undefined, providerType?: string): MessagePart[] {
  if (text === null || text === undefined || text.trim() === "") return [];
  return [{ kind: "text", text, ...(providerType === undefined ? {} : { providerType }) }];
}

/** Stands for media and other parts that have no text: their kind, never their bytes. */
export function placeholderPart(providerType: string): MessagePart {
  return { kind: "text", text: `[${providerType}]`, providerType };
}

/**
 * Groups parts into messages, in order. Calls and thinking need an assistant message and results a tool message, so a
 * provider message that mixes them with text becomes several.
 */
export function toMessages(role: MessageRole, parts: readonly MessagePart[], name?: string): Message[] {
  const messages: Message[] = [];
  for (const part of parts) {
    const wanted = requiredRole(part) ?? role;
    const last = messages.at(-1);
    if (last?.role === wanted) last.parts.push(part);
    else messages.push({ role: wanted, ...(name === undefined ? {} : { name }), parts: [part] });
  }
  return messages;
}

function requiredRole({ kind }: MessagePart): MessageRole | undefined {
  switch (kind) {
    case "text":
      return undefined;
    case "thinking":
    case "tool_call":
      return "assistant";
    case "tool_result":
      return "tool";
    default:
      return kind satisfies never;
  }
}
