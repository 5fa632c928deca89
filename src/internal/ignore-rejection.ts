// SPDX-License-Identifier: Apache-2.0
import { guard } from "./guard.js";

/** Takes a promise that nobody waits for, so that its rejection does not reach the host as an unhandled one. */
export function ignoreRejection(value: unknown): void {
  void guard(() => Promise.resolve(value).catch(() => undefined));
}
