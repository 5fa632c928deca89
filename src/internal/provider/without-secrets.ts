// SPDX-License-Identifier: Apache-2.0
import { JSON_MARK_TRUNCATED } from "../../../generated/ts/json-marks.js";
import { LIMIT_SANITIZE_DEPTH } from "../../../generated/ts/limits.js";
import { SECRETS } from "../../../generated/ts/providers.js";
import { isDictionary } from "../value-types.js";
import { mapSame } from "./map-same.js";

/** JSON of a provider without headers, keys and signals of the request; shares what holds none. */
export function withoutSecrets(value: unknown): unknown {
  return strip(value, 0);
}

function strip(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) {
    return depth > LIMIT_SANITIZE_DEPTH ? JSON_MARK_TRUNCATED : mapSame(value, (item) => strip(item, depth + 1));
  }
  if (!isDictionary(value)) return value;
  return depth > LIMIT_SANITIZE_DEPTH ? JSON_MARK_TRUNCATED : stripMembers(value, depth);
}

function stripMembers(value: Record<string, unknown>, depth: number): unknown {
  const entries = Object.entries(value);
  const shown = entries.filter(([key]) => !SECRETS.members.includes(key));
  const stripped = mapSame(shown, (entry) => {
    const [key, item] = entry;
    const kept = isOwnData(key, item) ? item : strip(item, depth + 1);
    return kept === item ? entry : ([key, kept] as [string, unknown]);
  });
  return stripped === shown && shown.length === entries.length ? value : Object.fromEntries(stripped);
}

/** Arguments of a call and the like, in which a name such as `headers` is the application's. */
function isOwnData(key: string, value: unknown): boolean {
  return SECRETS.data.includes(key) && isDictionary(value) && typeof value["type"] !== "string";
}
