// SPDX-License-Identifier: Apache-2.0
import { guard } from "../internal/guard.js";
import { readWaitOptions } from "../internal/wait-options.js";
import type { OpenRecordings } from "../status/open-recordings.js";
import type { FlushOptions } from "./flush-options.js";
import { waitForSettled } from "./wait-for-settled.js";

/** Waits, if the options ask for it, until no recording is open. What comes back is what is left of the time. */
export async function waitForOpen(
  open: OpenRecordings,
  options: FlushOptions | undefined,
  defaultMs: number,
): Promise<FlushOptions> {
  const { timeoutMs, signal } = readWaitOptions(options, defaultMs);
  if (guard(() => options?.waitForOpen) !== true) return { timeoutMs, signal };
  const endsAt = performance.now() + timeoutMs;
  await waitForSettled(open.whenNone(timeoutMs), timeoutMs, signal);
  return { timeoutMs: Math.max(0, endsAt - performance.now()), signal };
}
