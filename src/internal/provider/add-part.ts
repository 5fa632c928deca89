// SPDX-License-Identifier: Apache-2.0
import type { MessageRole } from "../../../generated/ts/enums.js";
import { type ApiTable, type KindRow, PLACEHOLDERS } from "../../../generated/ts/providers.js";
import { isDictionary } from "../value-types.js";
import { joinShown } from "./join-blocks.js";
import { MessageBuilder } from "./message-builder.js";
import { type MediaFacts, mediaPlaceholder } from "./placeholder.js";
import { listOf, member, rowOf, textOf } from "./read.js";
import { toShownJson } from "./shown-json.js";
import { type ContentReader, hasResult, readToolCall, readToolResult } from "./tool-parts.js";
import { unknownRow } from "./unknown-kind.js";
import { withoutSecrets } from "./without-secrets.js";

/** How the parts of an API are read. */
export interface PartReader {
  readonly table: ApiTable;
  /** What is known about a piece of media, or its text when it is text after all. */
  readonly media: (kind: string, part: unknown, row: KindRow) => MediaFacts | string;
  /** Type of a part; default is its member `type`. */
  readonly kindOf?: (part: unknown) => string | undefined;
  /** Lines of a result that its output does not hold. */
  readonly moreContent?: (item: unknown) => string[];
  readonly rawMedia: boolean;
}

/** Adds what an item, a block or a part becomes. A kind that nobody knows becomes what the end of its name says, or JSON. */
export function addPart(
  builder: MessageBuilder,
  reader: PartReader,
  role: MessageRole,
  kind: string,
  given: unknown,
): void {
  const known = rowOf(reader.table.kinds, kind);
  const row = known ?? unknownRow(kind);
  // All of an unknown item is shown, whatever it may be.
  const part = known === undefined ? withoutSecrets(given) : given;
  const providerType = (row.providerType ?? kind) || undefined;
  switch (row.becomes) {
    case "text":
      addText(builder, reader, role, row, part, providerType);
      break;
    case "thinking":
      builder.thinking(textAt(reader, part, row) ?? "", providerType);
      break;
    case "redacted":
      builder.thinking(PLACEHOLDERS.redacted, providerType);
      break;
    case "media":
      builder.text(role, mediaText(reader, kind, part, row), providerType);
      break;
    case "tool_call":
      builder.toolCall(readToolCall(kind, row, part), providerType);
      if (hasResult(row, part)) addResult(builder, reader, kind, row, part, providerType);
      break;
    case "tool_result":
      addResult(builder, reader, kind, row, part, providerType);
      break;
    case "message":
    case "json":
      builder.text(role, jsonOf(part, row, reader.rawMedia), providerType);
      break;
    default:
      row.becomes satisfies never;
  }
}

/** Adds the content of a message: a text, or a list of parts. */
export function addContent(builder: MessageBuilder, reader: PartReader, role: MessageRole, content: unknown): void {
  for (const part of piecesOf(content)) {
    if (typeof part === "string") builder.text(role, part);
    else addPart(builder, reader, role, kindOf(reader, part) ?? "", part);
  }
}

/** Text of a content: parts joined by newlines, those that are no text as JSON. */
export function contentText(reader: PartReader, content: unknown, separator = "\n"): string {
  const lines = piecesOf(content).map((part) => textOf(part) ?? lineOf(reader, part) ?? leftoverOf(reader, part));
  return joinShown(lines, separator);
}

/** Whether a content shows anything, if only white space. */
export function contentYields(reader: PartReader, content: unknown): boolean {
  return piecesOf(content).some((part) => part !== "" && yieldsPart(reader, kindOf(reader, part) ?? "", part));
}

/** Whether a part shows anything, if only white space: that is how texts of a stream may begin. */
export function yieldsPart(reader: PartReader, kind: string, part: unknown): boolean {
  const row = rowOf(reader.table.kinds, kind);
  const text = typeof part === "string" ? part : row?.text === undefined ? undefined : textOf(member(part, row.text));
  if (text !== undefined) return text !== "";
  const builder = new MessageBuilder();
  addPart(builder, reader, "assistant", kind, part);
  return builder.messages.length > 0;
}

/** The pieces of a content, whatever it is; nothing is no piece. */
function piecesOf(content: unknown): readonly unknown[] {
  const pieces = Array.isArray(content) ? content : [content];
  return pieces.filter((piece) => piece !== undefined && piece !== null);
}

/** JSON of what a text has no words for; nothing of a text that is not there. */
function leftoverOf(reader: PartReader, part: unknown): string | undefined {
  const row = rowOf(reader.table.kinds, kindOf(reader, part) ?? "");
  const isEmpty = row?.text !== undefined && (member(part, row.text) ?? null) === null;
  return isEmpty ? undefined : jsonOf(part, row ?? unknownRow(""), reader.rawMedia);
}

function addText(
  builder: MessageBuilder,
  reader: PartReader,
  role: MessageRole,
  row: KindRow,
  part: unknown,
  providerType: string | undefined,
): void {
  const text = textAt(reader, part, row);
  if (text !== undefined) builder.text(role, text, providerType);
  // Of a type that nobody expects, but content all the same.
  else if ((member(part, row.text ?? "") ?? null) !== null)
    builder.text(role, jsonOf(part, row, reader.rawMedia), providerType);
}

function addResult(
  builder: MessageBuilder,
  reader: PartReader,
  kind: string,
  row: KindRow,
  part: unknown,
  providerType: string | undefined,
): void {
  builder.toolResult(readToolResult(kind, row, part, contentReader(reader, kind, row)), providerType);
}

/** A result that is one piece of media, such as a picture that was made, is a text of base64 on the wire. */
function contentReader(reader: PartReader, kind: string, owner: KindRow): ContentReader {
  return {
    line: (part) => lineOf(reader, part),
    isText: (part) => isPlainText(reader, part),
    media: owner.media === undefined ? undefined : (part) => mediaText(reader, kind, part, owner),
    more: reader.moreContent,
    rawMedia: reader.rawMedia,
  };
}

/** Text with something beside it, such as a source, has a kind that a record shows. */
function isPlainText(reader: PartReader, part: unknown): boolean {
  const row = rowOf(reader.table.kinds, kindOf(reader, part) ?? "");
  return row?.becomes === "text" && row.providerType === "";
}

function lineOf(reader: PartReader, part: unknown): string | undefined {
  const kind = kindOf(reader, part) ?? "";
  const row = rowOf(reader.table.kinds, kind);
  if (row?.becomes === "media") return mediaText(reader, kind, part, row);
  return row?.becomes === "text" ? textAt(reader, part, row) : undefined;
}

function textAt(reader: PartReader, part: unknown, row: KindRow): string | undefined {
  const value = member(part, row.text ?? "");
  return Array.isArray(value) ? contentText(reader, listOf(value)) : textOf(value);
}

function mediaText(reader: PartReader, kind: string, part: unknown, row: KindRow): string {
  const facts = reader.media(kind, part, row);
  return typeof facts === "string" ? facts : mediaPlaceholder(facts);
}

function jsonOf(part: unknown, { without = [] }: KindRow, rawMedia: boolean): string {
  const kept = isDictionary(part)
    ? Object.fromEntries(Object.entries(part).filter(([key]) => !without.includes(key)))
    : part;
  return toShownJson(kept, rawMedia) ?? "";
}

function kindOf(reader: PartReader, part: unknown): string | undefined {
  return reader.kindOf === undefined ? textOf(member(part, "type")) : reader.kindOf(part);
}
