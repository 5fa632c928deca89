// SPDX-License-Identifier: Apache-2.0
import type { MessageRole } from "../../generated/ts/enums.js";
import { GEMINI_MODELS } from "../../generated/ts/provider-gemini.js";
import { isRecord } from "../internal/is-record.js";
import { nonBlank } from "../internal/non-blank.js";
import { addPart, type PartReader, yieldsPart } from "../internal/provider/add-part.js";
import type { MessageBuilder } from "../internal/provider/message-builder.js";
import { kindOfType, type MediaFacts, mediaPlaceholder } from "../internal/provider/placeholder.js";
import { listOf, member, textOf } from "../internal/provider/read.js";
import { unknownRow } from "../internal/provider/unknown-kind.js";
import { isDictionary } from "../internal/value-types.js";

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
    kindOf: (part) => (isRecord(part) ? contentsOf(part, "user")[0]?.kind : undefined),
    moreContent: mediaOfResult,
    rawMedia,
  };
}

/** Adds the parts of a content: one, or a list. */
export function addParts(builder: MessageBuilder, reader: PartReader, role: MessageRole, parts: unknown): void {
  for (const part of Array.isArray(parts) ? parts : [parts]) {
    if (isRecord(part))
      for (const { kind, content } of contentsOf(part, role)) addPart(builder, reader, role, kind, content);
    else if (part !== undefined && part !== null) builder.text(role, String(part));
  }
}

/** Whether a part has anything to show. */
export function partHasContent(reader: PartReader, part: unknown): boolean {
  return isRecord(part) && contentsOf(part, "assistant").some(({ kind, content }) => yieldsPart(reader, kind, content));
}

/** The kind of a part that is text and nothing else, to which more text may be added. */
export function textKindOf(part: Record<string, unknown>): string | undefined {
  if (typeof part["text"] !== "string") return undefined;
  const [first, second] = contentsOf(part, "assistant");
  return second === undefined ? first?.kind : undefined;
}

/** One of the things that a part holds. */
interface PartContent {
  readonly kind: string;
  /** What is under its name; for text, and for what nobody knows, the part. */
  readonly content: unknown;
}

/** What a part holds: mostly one thing, by its name. Only the model thinks; what others mark as a thought is text. */
function contentsOf(part: Record<string, unknown>, role: MessageRole): PartContent[] {
  const names = Object.keys(part).filter((name) => !REMARKS.has(name) && (part[name] ?? null) !== null);
  const known = names.filter((name) => KNOWN_KINDS.has(name));
  if (known.length === 0) return unknownContent(part, names);
  return known.map((name) => {
    if (name !== "text") return { kind: KNOWN_KINDS.get(name) ?? name, content: part[name] };
    return { kind: role === "assistant" && part["thought"] === true ? "thought" : "text", content: part };
  });
}

/** A call or a result is what stands under its name, as those that are known; of anything else everything is kept. */
function unknownContent(part: Record<string, unknown>, names: readonly string[]): PartContent[] {
  const [name] = names;
  if (name === undefined) return [];
  const kind = toSnakeCase(name);
  const isInside = names.length === 1 && isDictionary(part[name]) && unknownRow(kind).becomes !== "json";
  return [{ kind, content: isInside ? part[name] : part }];
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
