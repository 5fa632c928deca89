// SPDX-License-Identifier: Apache-2.0
import type { MessageRole } from "../../generated/ts/enums.js";
import { GEMINI_MODELS } from "../../generated/ts/provider-gemini.js";
import { isRecord } from "../internal/is-record.js";
import { nonBlank } from "../internal/non-blank.js";
import { addPart, type PartReader, yieldsPart } from "../internal/provider/add-part.js";
import type { MessageBuilder } from "../internal/provider/message-builder.js";
import { kindOfType, type MediaFacts, mediaPlaceholder } from "../internal/provider/placeholder.js";
import { listOf, member, rowOf, textOf } from "../internal/provider/read.js";

/** Members of a part that say something about its content and are none. */
const REMARKS = new Set([
  "thought",
  "thoughtSignature",
  "videoMetadata",
  "partMetadata",
  "mediaProcessing",
  "mediaResolution",
  "speechMetadata",
]);

/** Kinds by the member that holds their content: `inlineData` -> `inline_data`. */
const KNOWN_KINDS: ReadonlyMap<string, string> = new Map(
  Object.keys(GEMINI_MODELS.kinds).map((kind) => [
    kind.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    kind,
  ]),
);

export function partReader(rawMedia: boolean): PartReader {
  return {
    table: GEMINI_MODELS,
    media: (_, held) => mediaOf(held),
    kindOf: (part) => kindOf(part, "user"),
    moreContent: mediaOfResult,
    rawMedia,
  };
}

/** Adds the parts of a content: one, or a list. */
export function addParts(builder: MessageBuilder, reader: PartReader, role: MessageRole, parts: unknown): void {
  for (const part of Array.isArray(parts) ? parts : [parts]) {
    if (typeof part === "string") builder.text(role, part);
    const kind = kindOf(part, role);
    if (kind !== undefined) addPart(builder, reader, role, kind, contentOf(part, kind));
  }
}

/** Whether a part has anything to show. */
export function partHasContent(reader: PartReader, part: unknown): boolean {
  const kind = kindOf(part, "assistant");
  return kind !== undefined && yieldsPart(reader, kind, contentOf(part, kind));
}

/** A part is known by the name of its content. Only the model thinks; what others mark as a thought is text. */
export function kindOf(part: unknown, role: MessageRole): string | undefined {
  const name = contentName(part);
  if (name !== "text") return name && (KNOWN_KINDS.get(name) ?? toSnakeCase(name));
  return role === "assistant" && member(part, "thought") === true ? "thought" : name;
}

/** Text is in the part itself, anything else in a member of it; of an unknown part everything is kept. */
function contentOf(part: unknown, kind: string): unknown {
  const isInside = rowOf(GEMINI_MODELS.kinds, kind) !== undefined && kind !== "text" && kind !== "thought";
  return isInside ? member(part, contentName(part) ?? "") : part;
}

/** The member with the content: one that is known, else any. */
function contentName(part: unknown): string | undefined {
  if (!isRecord(part)) return undefined;
  let other: string | undefined;
  for (const name of Object.keys(part)) {
    if (REMARKS.has(name) || (part[name] ?? null) === null) continue;
    if (KNOWN_KINDS.has(name)) return name;
    other ??= name;
  }
  return other;
}

/** `inlineData` -> `inline_data`, as in the names of kinds and tools. */
export function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The result of a function may come with media beside its JSON. */
function mediaOfResult(held: unknown): string[] {
  return listOf(member(held, "parts")).map((part) =>
    mediaPlaceholder(mediaOf(member(part, "inlineData") ?? member(part, "fileData"))),
  );
}

function mediaOf(held: unknown): MediaFacts {
  const type = nonBlank(member(held, "mimeType"));
  const name = nonBlank(member(held, "displayName"));
  const where = nonBlank(member(held, "fileUri"));
  return { kind: kindOfType(type, "file"), name, type, where, data: textOf(member(held, "data")) };
}
