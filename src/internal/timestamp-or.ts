// SPDX-License-Identifier: Apache-2.0
import { isTimestamp } from "./value-types.js";

/** The date when spans and records can hold it, else the fallback: untyped callers hand over texts and invalid dates. */
export function timestampOr(value: unknown, fallback: Date): Date {
  return isTimestamp(value) ? value : fallback;
}
