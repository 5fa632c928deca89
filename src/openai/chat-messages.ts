// SPDX-License-Identifier: Apache-2.0
import { OPENAI_CHAT } from "../../generated/ts/provider-openai.js";
import { isRecord } from "../internal/is-record.js";
import { nonBlank } from "../internal/non-blank.js";
import { addContent, addPart, contentText, type PartReader } from "../internal/provider/add-part.js";
import type { MessageBuilder } from "../internal/provider/message-builder.js";
import { mediaPlaceholder } from "../internal/provider/placeholder.js";
import { listOf, member } from "../internal/provider/read.js";
import { audioOf, mediaOf } from "./parts.js";

export function chatReader(rawMedia: boolean): PartReader {
  return { table: OPENAI_CHAT, media: mediaOf, rawMedia };
}

/** Adds a message of a request; gives the text of one that belongs to the system prompt. */
export function addChatMessage(builder: MessageBuilder, reader: PartReader, message: unknown): string | undefined {
  const content = member(message, "content");
  const role = member(message, "role");
  // The name of a result is that of its tool.
  builder.open(role === "tool" || role === "function" ? undefined : member(message, "name"));
  switch (role) {
    case "system":
    case "developer":
      return contentText(reader, content);
    case "assistant":
      addAssistantMessage(builder, reader, message);
      break;
    case "tool":
    case "function":
      addToolMessage(builder, reader, message);
      break;
    default:
      addContent(builder, reader, "user", content ?? (isRecord(message) ? undefined : message));
  }
  return undefined;
}

/** A message of the model, in a request or in the answer. */
export function addAssistantMessage(builder: MessageBuilder, reader: PartReader, message: unknown): void {
  addContent(builder, reader, "assistant", member(message, "content"));
  const refusal = nonBlank(member(message, "refusal"));
  if (refusal !== undefined) addPart(builder, reader, "assistant", "refusal", { refusal });
  addAudio(builder, reader, member(message, "audio"));
  for (const call of listOf(member(message, "tool_calls"))) {
    if (isRecord(call)) addPart(builder, reader, "assistant", callKind(call), call);
    else addContent(builder, reader, "assistant", call);
  }
  const older = member(message, "function_call");
  if (isRecord(older)) addPart(builder, reader, "assistant", "function_call", older);
}

/** A call may have its type left out. */
function callKind(call: unknown): string {
  return nonBlank(member(call, "type")) ?? (isRecord(member(call, "custom")) ? "custom" : "function");
}

/** What was said aloud, or a reference to it when there is no transcript. */
function addAudio(builder: MessageBuilder, reader: PartReader, audio: unknown): void {
  if (!isRecord(audio)) return;
  if (nonBlank(member(audio, "transcript")) !== undefined) addPart(builder, reader, "assistant", "audio", audio);
  else builder.text("assistant", mediaPlaceholder(audioOf(audio)), "audio");
}

/** Results have no kind of their own here: the role says what they are. */
function addToolMessage(builder: MessageBuilder, reader: PartReader, message: unknown): void {
  addPart(builder, reader, "tool", "tool_result", {
    tool_call_id: member(message, "tool_call_id"),
    name: member(message, "name"),
    content: member(message, "content"),
  });
}
