// SPDX-License-Identifier: Apache-2.0
import { MEDIA_MEMBERS, type MediaMember } from "../../../generated/ts/providers.js";
import { isRecord } from "../is-record.js";
import { nonBlank } from "../non-blank.js";
import { isBytes, isDictionary } from "../value-types.js";
import { mapSame } from "./map-same.js";
import { kindOfType, type MediaFacts, mediaAtUrl, mediaPlaceholder } from "./placeholder.js";

/** A provider's JSON with placeholders in place of media; shares what holds none. */
export function withoutMedia(value: unknown): unknown {
  return replace(value, { key: "", owner: undefined }, 0);
}

/** Deeper JSON is left to the JSON writer, which has a limit of its own. */
const MAX_DEPTH = 100;

/** What holds an object: the name under which it does, and itself. */
interface Holder {
  readonly key: string;
  readonly owner: Record<string, unknown> | undefined;
}

function replace(value: unknown, holder: Holder, depth: number): unknown {
  if (typeof value === "string")
    return isInlineUrl(value) ? mediaPlaceholder(mediaAtUrl(kindOfUrl(value), value)) : value;
  if (isBytes(value)) return mediaPlaceholder({ kind: "file", data: value });
  if (depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return mapSame(value, (item) => replace(item, holder, depth + 1));
  return isDictionary(value) ? replaceMembers(value, holder, depth) : value;
}

function replaceMembers(value: Record<string, unknown>, holder: Holder, depth: number): unknown {
  const entries = Object.entries(value);
  const replaced = mapSame(entries, (entry) => {
    const [key, item] = entry;
    const row =
      typeof item === "string" ? MEDIA_MEMBERS.find((candidate) => fits(candidate, key, value, holder)) : undefined;
    const kept =
      row === undefined ? replace(item, { key, owner: value }, depth + 1) : placeholderOf(row, item, value, holder);
    return kept === item ? entry : ([key, kept] as [string, unknown]);
  });
  return replaced === entries ? value : Object.fromEntries(replaced);
}

function fits(row: MediaMember, key: string, value: Record<string, unknown>, holder: Holder): boolean {
  if (row.member !== key) return false;
  if (row.type !== undefined && row.type !== value["type"]) return false;
  if (row.inside !== undefined && !row.inside.includes(holder.key)) return false;
  // Text that stands beside a media type is no media.
  if (row.beside === undefined) return true;
  const type = typeBeside(row, value);
  return type !== undefined && !type.startsWith("text/");
}

function placeholderOf(row: MediaMember, data: unknown, value: Record<string, unknown>, { owner }: Holder): unknown {
  // The source of a document is in an object that says what it is, with its title.
  const document = owner?.["type"] === "document" ? owner : undefined;
  const name = nonBlank(document ? document["title"] : row.name && value[row.name]);
  if (typeof data === "string" && isInlineUrl(data)) return mediaPlaceholder(mediaAtUrl(kindOfUrl(data), data, name));
  const type = typeBeside(row, value) ?? typeOfFormat(row, value);
  return mediaPlaceholder({ kind: kindOfType(type, document ? "document" : row.media), name, type, data });
}

function typeBeside(row: MediaMember, value: Record<string, unknown>): string | undefined {
  return row.beside?.map((key) => value[key]).find((type) => typeof type === "string");
}

function typeOfFormat(
  { media, format, defaultFormat }: MediaMember,
  value: Record<string, unknown>,
): string | undefined {
  const half = (format === undefined ? undefined : nonBlank(value[format])) ?? defaultFormat;
  return half === undefined ? undefined : `${media}/${half}`;
}

function isInlineUrl(text: string): boolean {
  return /^data:[^,]{0,200};base64,/.test(text);
}

function kindOfUrl(url: string): MediaFacts["kind"] {
  return kindOfType(/^data:([^;,]*)/.exec(url)?.[1], "file");
}

/** Whether JSON holds media at all is not known without looking; the caller's switch spares the look. */
export function unlessRaw(value: unknown, rawMedia: boolean): unknown {
  return rawMedia || !isRecord(value) ? value : withoutMedia(value);
}
