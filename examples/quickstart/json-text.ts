// SPDX-License-Identifier: Apache-2.0

/** The text itself when it is JSON, else the text as a JSON string; models send free text and cut-off JSON too. */
export function toJsonText(text: string): string {
  return parseJson(text) === undefined ? JSON.stringify(text) : text;
}

/** JSON with sorted keys, so that equal values have equal text. */
export function toSortedJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
      : member,
  );
}

/** The text when it is a JSON object or array, else nothing. */
export function structuredJson(text: string): string | undefined {
  const value = parseJson(text);
  return typeof value === "object" && value !== null ? text : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
