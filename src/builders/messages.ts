// SPDX-License-Identifier: Apache-2.0
import type { Message, ToolResult } from "../../generated/ts/models.js";
import { textPart, toolResultPart } from "./parts.js";

export interface MessageOptions {
  /** A name for the speaker, where the provider's format has one. */
  readonly name?: string | undefined;
}

/** A message of the user that is one text. */
export function userTextMessage(text: string, options: MessageOptions = {}): Message {
  return { role: "user", ...named(options), parts: [textPart(text)] };
}

/** A message of the model that is one text. */
export function assistantTextMessage(text: string, options: MessageOptions = {}): Message {
  return { role: "assistant", ...named(options), parts: [textPart(text)] };
}

/**
 * A message of a tool that answers one call: text as it is, any other value as JSON.
 *
 * @example
 * toolResultMessage("call-1", { celsius: 18 }, { name: "weather" });
 */
export function toolResultMessage(
  toolCallId: string,
  content: unknown,
  result: Pick<ToolResult, "name" | "isError"> = {},
): Message {
  return { role: "tool", parts: [toolResultPart({ toolCallId, ...result, content })] };
}

function named({ name }: MessageOptions): MessageOptions {
  return name === undefined ? {} : { name };
}
