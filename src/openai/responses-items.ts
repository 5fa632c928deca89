// SPDX-License-Identifier: Apache-2.0
import type { MessageRole } from "../../generated/ts/enums.js";
import { OPENAI_RESPONSES } from "../../generated/ts/provider-openai.js";
import { isRecord } from "../internal/is-record.js";
import { nonBlank } from "../internal/non-blank.js";
import {
  addContent,
  addPart,
  contentText,
  contentYields,
  type PartReader,
  yieldsPart,
} from "../internal/provider/add-part.js";
import { joinBlocks } from "../internal/provider/join-blocks.js";
import type { MessageBuilder } from "../internal/provider/message-builder.js";
import { listOf, member, rowOf } from "../internal/provider/read.js";
import { mediaOf } from "./parts.js";

export function responsesReader(rawMedia: boolean): PartReader {
  return { table: OPENAI_RESPONSES, media: mediaOf, rawMedia };
}

/**
 * Adds an item of the input or the output; gives the text of one that belongs to the system prompt. What the model does between
 * two messages of somebody else is one message, whatever number of items it takes.
 */
export function addItem(
  builder: MessageBuilder,
  reader: PartReader,
  role: MessageRole,
  item: unknown,
): string | undefined {
  const kind = kindOf(item);
  switch (rowOf(OPENAI_RESPONSES.kinds, kind)?.becomes) {
    case "message":
      return addMessage(builder, reader, role, item);
    case "thinking":
      builder.thinking(reasoningText(reader, item) ?? "", kind);
      break;
    default:
      addPart(builder, reader, role, kind, item);
  }
  return undefined;
}

/** Whether an item has anything to show. */
export function itemHasContent(reader: PartReader, item: unknown): boolean {
  const kind = kindOf(item);
  switch (rowOf(OPENAI_RESPONSES.kinds, kind)?.becomes) {
    case "message":
      return contentYields(reader, member(item, "content"));
    case "thinking":
      return reasoningText(reader, item) !== undefined;
    default:
      return yieldsPart(reader, kind, item);
  }
}

function addMessage(builder: MessageBuilder, reader: PartReader, role: MessageRole, item: unknown): string | undefined {
  const content = member(item, "content") ?? (isRecord(item) ? undefined : item);
  switch (member(item, "role")) {
    case "system":
    case "developer":
      return contentText(reader, content);
    case "assistant":
      addContent(builder, reader, "assistant", content);
      break;
    case undefined:
      addContent(builder, reader, role, content);
      break;
    default:
      builder.open(member(item, "name"));
      addContent(builder, reader, "user", content);
      builder.endSpeaker();
  }
  return undefined;
}

/** The reasoning itself where it is given, else its summary; nothing of what is only there encrypted. */
function reasoningText(reader: PartReader, item: unknown): string | undefined {
  const textsOf = (key: string): string | undefined =>
    joinBlocks(listOf(member(item, key)).map((part) => contentText(reader, part)));
  return textsOf("content") ?? textsOf("summary");
}

/** An item without a type is a message when somebody speaks, else a reference. */
function kindOf(item: unknown): string {
  const kind = nonBlank(member(item, "type"));
  if (kind !== undefined) return kind;
  return !isRecord(item) || member(item, "role") !== undefined ? "message" : "item_reference";
}
