// SPDX-License-Identifier: Apache-2.0
import { guard } from "../internal/guard.js";
import { configError } from "./config-error.js";

/**
 * What a function of the caller gives for an option. Its error may quote the secret that it was asked for: only the option and the
 * kind of the error are told (contract F-S2).
 */
export async function askFunction(label: string, fn: () => unknown): Promise<unknown> {
  try {
    return await fn();
  } catch (error) {
    const kind = guard(() => (error instanceof Error ? error.constructor.name : typeof error)) ?? "something";
    throw configError(label, `: the function threw ${kind}`);
  }
}
