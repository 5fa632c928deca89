// SPDX-License-Identifier: Apache-2.0
import type { Capture } from "./capture.js";
import type { Difference } from "./diff-values.js";

/** Places of a run in which a text stands that must be nowhere. */
export function findTexts(texts: readonly string[], capture: Capture): readonly Difference[] {
  const { case: _case, transport: _transport, refs: _refs, ...seen } = capture;
  return texts.flatMap((text) =>
    findPaths(seen, text, "").map((path) => ({ path, expected: `no ${JSON.stringify(text)}`, actual: "it is there" })),
  );
}

function findPaths(value: unknown, text: string, path: string): readonly string[] {
  if (typeof value === "string") return hasText(value, text) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...(key.includes(text) ? [`${path}.${key}`] : []),
    ...findPaths(member, text, path === "" ? key : `${path}.${key}`),
  ]);
}

/** JSON writes bytes in base64, in which a text is not to be seen. */
function hasText(value: string, text: string): boolean {
  if (value.includes(text)) return true;
  return BASE64.test(value) && Buffer.from(value, "base64").toString("utf8").includes(text);
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$|^[A-Za-z0-9+/]{2,3}={1,2}$/;
