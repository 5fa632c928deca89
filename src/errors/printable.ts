// SPDX-License-Identifier: Apache-2.0
import { LIMITS } from "../../generated/ts/limits.js";

/** Text of somebody else, such as a server's error, made safe for a log line: one line, printable, cut (contract faults F-S9). */
export function printable(text: string, maxLength: number = LIMITS.errorTextCharacters): string {
  const head = text.slice(0, maxLength * 4);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  const line = head.replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, "").replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
  const points = Array.from(line.trim());
  return points.length <= maxLength ? points.join("") : `${points.slice(0, maxLength).join("")}...`;
}
