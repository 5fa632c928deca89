// SPDX-License-Identifier: Apache-2.0

/** Whether a value is an object whose properties may be read. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
