// SPDX-License-Identifier: Apache-2.0
import { nonBlank } from "../non-blank.js";

/** Blocks of a system prompt or of reasoning, joined by a blank line; undefined when there are none. */
export function joinBlocks(blocks: readonly (string | undefined)[]): string | undefined {
  return joinShown(blocks, "\n\n") || undefined;
}

/** Texts without the blank ones, which a record may not hold. */
export function joinShown(texts: readonly (string | undefined)[], separator = "\n"): string {
  return texts.filter((text) => nonBlank(text) !== undefined).join(separator);
}
