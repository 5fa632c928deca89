// SPDX-License-Identifier: Apache-2.0
import { guard } from "./guard.js";
import { isRecord } from "./is-record.js";

/** Takes a promise that nobody waits for, so that its rejection does not reach the host as an unhandled one. */
export function ignoreRejection(value: unknown): void {
  if (!isRecord(value)) return;
  guard(() => {
    if (typeof value["then"] === "function") Promise.resolve(value).then(undefined, () => undefined);
  });
}
