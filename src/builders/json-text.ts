// SPDX-License-Identifier: Apache-2.0
import { LIMIT_SANITIZE_DEPTH, LIMIT_SANITIZE_NODES } from "../../generated/ts/limits.js";
import { toJsonValue } from "../internal/to-json-value.js";

/**
 * JSON text of any value. It never throws: cycles, BigInt and values without a JSON form become text or are left out, as in
 * metadata. Undefined when nothing remains.
 */
export function toJsonText(value: unknown): string | undefined {
  const limits = { maxDepth: LIMIT_SANITIZE_DEPTH, maxNodes: LIMIT_SANITIZE_NODES };
  return JSON.stringify(toJsonValue(value, limits));
}
