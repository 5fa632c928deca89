// SPDX-License-Identifier: Apache-2.0
import { isObject } from "./value-types.js";

/**
 * Shallow merge into a new object; later layers win, `__proto__` is an ordinary key. A layer that is no object at all (from
 * untyped callers) is returned as it is, so that validation reports it.
 */
export function overlay<T>(...layers: readonly (Record<string, T> | undefined)[]): Record<string, T> {
  const foreign = layers.find((layer) => layer !== undefined && layer !== null && !isObject(layer));
  if (foreign !== undefined) return foreign;
  return Object.fromEntries(layers.flatMap((layer) => Object.entries(layer ?? {})));
}
