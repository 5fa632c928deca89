// SPDX-License-Identifier: Apache-2.0

export type StatusPattern = number | readonly [number, number];

/** Whether a status is one of the listed ones or inside one of the inclusive ranges. */
export function matchesStatus(patterns: readonly StatusPattern[], status: number): boolean {
  return patterns.some((pattern) =>
    typeof pattern === "number" ? pattern === status : status >= pattern[0] && status <= pattern[1],
  );
}
