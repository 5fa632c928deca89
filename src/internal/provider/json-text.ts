// SPDX-License-Identifier: Apache-2.0
import { LIMITS } from "../../../generated/ts/limits.js";
import { guard } from "../guard.js";
import { isRecord } from "../is-record.js";
import { nonBlank } from "../non-blank.js";
import { toJsonValue } from "../to-json-value.js";

/**
 * JSON text of a value of a provider. A text that is JSON stays as it is; any other, such as one that was cut off, becomes a JSON
 * string. Objects are written with sorted keys. Undefined when there is nothing.
 */
export function toJsonText(value: unknown): string | undefined {
  if (typeof value === "string") return nonBlank(value) && (isJson(value) ? value : JSON.stringify(value));
  return value === null ? undefined : toSortedJson(value);
}

/** JSON text with sorted keys; what JSON cannot hold becomes text, as in metadata. Never throws. */
export function toSortedJson(value: unknown): string | undefined {
  return guard(() => JSON.stringify(value, sortKeys)) ?? JSON.stringify(toJsonValue(value, LIMITS_OF_JSON));
}

/** What a text holds when it is JSON of an object or a list. */
export function isStructuredJson(text: string): boolean {
  return /^\s*[[{]/.test(text) && isRecord(guard(() => JSON.parse(text)));
}

const LIMITS_OF_JSON = { maxDepth: LIMITS.sanitizeDepth, maxNodes: LIMITS.sanitizeNodes };

function isJson(text: string): boolean {
  // Null is JSON too.
  return guard(() => ({ value: JSON.parse(text) as unknown })) !== undefined;
}

function sortKeys(_key: string, value: unknown): unknown {
  if (!isRecord(value) || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
