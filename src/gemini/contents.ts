// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../internal/is-record.js";

/** Whose turn a content is, and its parts. */
export interface Content {
  readonly role: unknown;
  readonly parts: unknown;
}

/** Contents as the SDK takes them: a text, a part, a content, or a list of one kind. A list of texts and parts is one content. */
export function toContents(contents: unknown): Content[] {
  const list = Array.isArray(contents) ? contents : [contents];
  const groups: Content[] = [];
  let loose: unknown[] = [];
  for (const item of list) {
    if (isContent(item)) {
      if (loose.length > 0) groups.push({ role: "user", parts: loose });
      loose = [];
      groups.push({ role: item["role"], parts: item["parts"] });
    } else if (item !== undefined && item !== null) loose.push(item);
  }
  return loose.length > 0 ? [...groups, { role: "user", parts: loose }] : groups;
}

/** Contents for embeddings: each element of a list is one. */
export function toContentList(contents: unknown): Content[] {
  return (Array.isArray(contents) ? contents : [contents]).flatMap(toContents);
}

function isContent(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && Array.isArray(value["parts"]);
}
