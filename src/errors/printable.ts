// SPDX-License-Identifier: Apache-2.0
import { LIMIT_ERROR_TEXT_CHARACTERS } from "../../generated/ts/limits.js";

/** Text of somebody else made safe for a log line: one line, printable, cut (contract F-S9). */
export function printable(text: string, maxCharacters: number = LIMIT_ERROR_TEXT_CHARACTERS): string {
  const head = text.slice(0, maxCharacters * 4);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences of terminals start with one
  const line = head.replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, "").replace(controls, " ");
  const points = Array.from(line.toWellFormed().trim());
  return points.length <= maxCharacters ? points.join("") : `${points.slice(0, maxCharacters).join("")}...`;
}
