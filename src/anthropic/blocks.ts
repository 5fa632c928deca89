// SPDX-License-Identifier: Apache-2.0
import { ANTHROPIC_MESSAGES } from "../../generated/ts/provider-anthropic.js";
import type { KindRow } from "../../generated/ts/providers.js";
import { nonBlank } from "../internal/non-blank.js";
import { contentText, type PartReader } from "../internal/provider/add-part.js";
import { kindOfType, type MediaFacts } from "../internal/provider/placeholder.js";
import { at, member, textOf } from "../internal/provider/read.js";

export function blockReader(rawMedia: boolean): PartReader {
  const reader: PartReader = {
    table: ANTHROPIC_MESSAGES,
    media: (_, block, row) => mediaOf(block, row, reader),
    rawMedia,
  };
  return reader;
}

/** Media has a source: bytes, a URL or a file. A document may also be text, which is shown as what it is. */
function mediaOf(block: unknown, row: KindRow, reader: PartReader): MediaFacts | string {
  const source = member(block, "source");
  const name = nonBlank(member(block, "title"));
  const type = nonBlank(member(source, "media_type"));
  const kind = kindOfType(type, row.media === "image" || row.media === "document" ? row.media : "file");
  switch (member(source, "type")) {
    case "text":
      return textOf(member(source, "data")) ?? "";
    case "content":
      return contentText(reader, member(source, "content"));
    case "base64":
      return { kind, name, type, data: textOf(member(source, "data")) };
    default: {
      const where = nonBlank(at(source, ["url"])) ?? nonBlank(at(source, ["file_id"]));
      return { kind, name, type, where: where ?? nonBlank(member(block, "file_id")) };
    }
  }
}
