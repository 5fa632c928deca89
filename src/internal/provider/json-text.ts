// SPDX-License-Identifier: Apache-2.0
import { LIMIT_SANITIZE_DEPTH, LIMIT_SANITIZE_NODES } from "../../../generated/ts/limits.js";
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
  return guard(() => JSON.stringify(sortKeys(value))) ?? JSON.stringify(toJsonValue(value, LIMITS_OF_JSON));
}

/** What a text holds when it is JSON of an object or a list. */
export function isStructuredJson(text: string): boolean {
  return /^\s*[[{]/.test(text) && isRecord(guard(() => JSON.parse(text)));
}

const LIMITS_OF_JSON = { maxDepth: LIMIT_SANITIZE_DEPTH, maxNodes: LIMIT_SANITIZE_NODES };

/** What JSON begins with, since a parser that throws takes its time. */
const JSON_START = /^\s*(?:["[{\d-]|true|false|null)/;

function isJson(text: string): boolean {
  // Null is JSON too.
  return JSON_START.test(text) && guard(() => ({ value: JSON.parse(text) as unknown })) !== undefined;
}

/** A copy, since asking for each key of the JSON writer takes twice the time. */
function sortKeys(value: unknown): unknown {
  if (!isRecord(value) || typeof value["toJSON"] === "function") return value;
  if (Array.isArray(value)) return value.map(sortKeys);
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const item = sortKeys(value[key]);
    if (key in sorted) Object.defineProperty(sorted, key, { value: item, enumerable: true });
    else sorted[key] = item;
  }
  return sorted;
}
