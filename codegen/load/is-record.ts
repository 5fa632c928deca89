// SPDX-License-Identifier: Apache-2.0

/** Whether a value is a plain map of names to values. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
