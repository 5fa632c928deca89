// SPDX-License-Identifier: Apache-2.0
import { isObject } from "./value-types.js";

/** The objects in a list; none when it is not a list. For code that must not trip over a record of wrong shape. */
export function elements<T extends object>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? list.filter((element: T) => isObject(element)) : [];
}
