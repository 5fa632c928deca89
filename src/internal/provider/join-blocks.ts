// SPDX-License-Identifier: Apache-2.0
import { nonBlank } from "../non-blank.js";

/** Blocks of a system prompt or of reasoning, joined by a blank line; undefined when there are none. */
export function joinBlocks(blocks: readonly (string | undefined)[]): string | undefined {
  const kept = blocks.filter((block) => nonBlank(block) !== undefined);
  return kept.length === 0 ? undefined : kept.join("\n\n");
}
