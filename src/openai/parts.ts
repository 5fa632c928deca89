// SPDX-License-Identifier: Apache-2.0
import type { KindRow } from "../../generated/ts/providers.js";
import { nonBlank } from "../internal/non-blank.js";
import { type MediaFacts, mediaAtUrl } from "../internal/provider/placeholder.js";
import { at, member, textOf } from "../internal/provider/read.js";

/**
 * Media of both APIs: chat completions holds it in a member with the name of the kind, responses in the part itself. Pictures are
 * at a URL, sound has a format, files have a name.
 */
export function mediaOf(kind: string, part: unknown, row: KindRow): MediaFacts {
  const held = member(part, kind);
  const body = typeof held === "object" && held !== null ? held : part;
  switch (row.media) {
    case "image":
      return imageOf(body, held);
    case "audio":
      return audioOf(body);
    default:
      return fileOf(body);
  }
}

function imageOf(body: unknown, held: unknown): MediaFacts {
  // A picture that was made comes as bare base64.
  const made = textOf(member(body, "result"));
  if (made !== undefined) {
    return { kind: "image", type: `image/${textOf(member(body, "output_format")) ?? "png"}`, data: made };
  }
  const url = nonBlank(member(body, "url")) ?? nonBlank(member(body, "image_url")) ?? nonBlank(held);
  return url === undefined ? { kind: "image", where: nonBlank(member(body, "file_id")) } : mediaAtUrl("image", url);
}

/** Sound with its format, or the id of sound that was made before. */
export function audioOf(body: unknown): MediaFacts {
  const format = nonBlank(member(body, "format"));
  const type = format === undefined ? undefined : `audio/${format}`;
  return { kind: "audio", type, data: member(body, "data"), where: nonBlank(member(body, "id")) };
}

function fileOf(body: unknown): MediaFacts {
  const name = nonBlank(member(body, "filename"));
  const data = nonBlank(member(body, "file_data"));
  if (data === undefined) {
    return { kind: "file", name, where: nonBlank(member(body, "file_url")) ?? nonBlank(member(body, "file_id")) };
  }
  return data.startsWith("data:") ? mediaAtUrl("file", data, name) : { kind: "file", name, data };
}

/** The model's name of a request or an answer. */
export function modelOf(value: unknown): string | undefined {
  return nonBlank(at(value, ["model"]));
}
