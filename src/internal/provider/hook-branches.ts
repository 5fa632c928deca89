// SPDX-License-Identifier: Apache-2.0
import { guard } from "../guard.js";
import { isRecord } from "../is-record.js";
import { define } from "./hook-result.js";

type Tee = (...args: unknown[]) => unknown;

/**
 * Sees when all branches of a stream that was split are left. In some SDKs the iterator of a branch has no `return`, so that
 * nobody hears of it.
 */
export function hookBranches(stream: Record<string, unknown>, onLeft: () => void): void {
  const { tee } = stream;
  if (typeof tee !== "function") return;
  define(stream, "tee", (...args: unknown[]): unknown => {
    const branches = (tee as Tee).apply(stream, args);
    guard(() => watchBranches(Array.isArray(branches) ? branches : [], onLeft));
    return branches;
  });
}

function watchBranches(branches: readonly unknown[], onLeft: () => void): void {
  const open = new Set(branches);
  for (const branch of branches) {
    if (!isRecord(branch) || typeof branch["iterator"] !== "function") continue;
    const { iterator } = branch as { iterator: Tee };
    branch["iterator"] = (...args: unknown[]): unknown => {
      const opened = iterator.apply(branch, args);
      if (isRecord(opened) && opened["return"] === undefined) define(opened, "return", leave);
      return opened;
    };
    const leave = async (value?: unknown): Promise<unknown> => {
      open.delete(branch);
      if (open.size === 0) onLeft();
      return { done: true, value };
    };
  }
}
