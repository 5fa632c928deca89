// SPDX-License-Identifier: Apache-2.0

/** From start to completion, never below zero. */
export function secondsBetween(startedAt: Date, completedAt: Date): number {
  return Math.max(0, completedAt.getTime() - startedAt.getTime()) / 1000;
}
