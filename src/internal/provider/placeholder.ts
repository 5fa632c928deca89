// SPDX-License-Identifier: Apache-2.0
import { type MediaKind, PLACEHOLDERS } from "../../../generated/ts/providers.js";
import { isBytes, isCount } from "../value-types.js";

/** What is known about a piece of media. */
export interface MediaFacts {
  readonly kind: Exclude<MediaKind, "by_type">;
  readonly name?: string | undefined;
  /** Media type, for example `image/png`. */
  readonly type?: string | undefined;
  /** Base64, bytes, or their number, when the media itself came along. */
  readonly data?: unknown;
  /** URL or file id, when only that came along. */
  readonly where?: string | undefined;
}

/** The text in place of media: `[image image/png 70 bytes]`. */
export function mediaPlaceholder({ kind, name, type, data, where }: MediaFacts): string {
  const bytes = byteCount(data);
  const size = bytes === undefined ? where : fill(PLACEHOLDERS.bytes, { bytes: String(bytes) });
  return fill(PLACEHOLDERS.media, { kind, name, type, size });
}

/** Media at a URL: a data URL has its type and its bytes in it. */
export function mediaAtUrl(kind: MediaFacts["kind"], url: string, name?: string): MediaFacts {
  const parts = /^data:([^;,]*)((?:;[^;,]*)*),/.exec(url);
  if (parts === null) return { kind, name, where: url };
  const [head, type, parameters = ""] = parts;
  const body = url.slice(head.length);
  const data = parameters.includes(";base64") ? body : new TextEncoder().encode(body);
  return { kind, name, type, data };
}

/** First word of the placeholder by the media type; `other` where it does not tell. */
export function kindOfType(type: string | undefined, other: MediaFacts["kind"]): MediaFacts["kind"] {
  const [family] = (type ?? "").split("/");
  return family === "image" || family === "audio" || family === "video" ? family : other;
}

/** Words without a value are left out together with the blank before them. */
function fill(template: string, words: Readonly<Record<string, string | undefined>>): string {
  return template.replace(/( ?)\{(\w+)\}/g, (_, blank: string, name: string) => {
    const word = words[name];
    return word === undefined || word === "" ? "" : `${blank}${word}`;
  });
}

/** Bytes of base64 text, without decoding it, or of bytes; a number is one that was counted before. */
export function byteCount(data: unknown): number | undefined {
  if (isCount(data)) return data;
  if (isBytes(data)) return data.byteLength;
  if (typeof data !== "string") return undefined;
  let { length } = data;
  while (length > 0 && data[length - 1] === "=") length -= 1;
  return Math.floor((length * 3) / 4);
}
