// SPDX-License-Identifier: Apache-2.0
import { isObject } from "./value-types.js";

/** What a caller handed over, if it is an object at all: a null or a text from untyped code becomes an object without fields. */
export function objectOrEmpty<T extends object>(value: T): T {
  // Fields that T requires are then missing; the validators of the model report that.
  return isObject(value) ? value : ({} as T);
}
