// SPDX-License-Identifier: Apache-2.0

// Conditions and forms that spec/spans.yaml names (`when`, `form`); the generated span writers call them.

/** `when: present`: 0, false and "" count. */
export function isPresent<T>(value: T): value is NonNullable<T> {
  return value !== undefined && value !== null;
}

/** `when: non_empty`; what untyped callers put in the place of a text counts as empty. */
export function nonEmpty(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** `when: non_empty` for a list, which is copied. */
export function copyNonEmpty(value: readonly string[] | undefined): string[] | undefined {
  return Array.isArray(value) && value.length > 0 ? [...value] : undefined;
}

/** `form: single_item_list`. */
export function listOfOne(value: string | undefined): string[] | undefined {
  return value === undefined ? undefined : [value];
}

/** What has a value. */
export function definedOnly<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  const defined: Record<string, T> = {};
  for (const key in values) if (isPresent(values[key])) defined[key] = values[key];
  return defined;
}

/** Text without surrounding white space; empty for what is no text. */
export function trimText(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

/** The texts among the values, trimmed, with a blank between them: the name of a span. */
export function joinWords(values: readonly unknown[]): string {
  return values
    .map(trimText)
    .filter((word) => word !== "")
    .join(" ");
}

/**
 * `form: int`: an integer, a float without a fraction, or a string of digits after trimming; anything else is absent
 * (contract telemetry.2.1).
 */
export function toIntAttribute(value: unknown): number | undefined {
  const number = typeof value === "string" && /^[+-]?\d+$/.test(value.trim()) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : undefined;
}

/**
 * `form: json_text`: JSON text passes as it is, other text becomes a JSON string, other values are encoded
 * (contract telemetry.2.3). The value is JSON-safe already.
 */
export function toJsonText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") return JSON.stringify(value);
  const text = value.trim();
  if (text === "") return undefined;
  return isJson(text) ? text : JSON.stringify(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export interface TruncationLimits {
  readonly maxInputItems: number;
  readonly maxTextLength: number;
}

/**
 * `form: truncated_list`: the first items, each cut to the limit in code points with `...` as its end; a limit of 3 or less
 * leaves no room for the dots (contract telemetry.2.2).
 */
export function truncateTexts(texts: readonly string[] | undefined, limits: TruncationLimits): string[] | undefined {
  if (!Array.isArray(texts) || texts.length === 0) return undefined;
  return texts.slice(0, limits.maxInputItems).map((text) => truncateText(String(text), limits.maxTextLength));
}

function truncateText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // No more units than these can matter, however long the text is.
  const points = Array.from(text.slice(0, 2 * maxLength + 1));
  if (points.length <= maxLength) return text;
  return maxLength <= 3 ? points.slice(0, maxLength).join("") : `${points.slice(0, maxLength - 3).join("")}...`;
}
