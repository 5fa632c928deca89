// SPDX-License-Identifier: Apache-2.0
import { nonBlank } from "../internal/non-blank.js";
import { StreamedChoices } from "../internal/provider/choices.js";
import type { StreamState } from "../internal/provider/generation-api.js";
import { at, listOf, member } from "../internal/provider/read.js";
import { CandidatePieces, hasContent } from "./candidate-pieces.js";

/** Members that every chunk may have; those of the last one count. */
const HEAD = ["responseId", "modelVersion", "usageMetadata", "promptFeedback", "automaticFunctionCallingHistory"];
const BLOCKED = ["promptFeedback", "blockReason"];

/** Puts chunks together to a response. Counts are cumulative: those of the last chunk stay. */
export class ModelsStreamState implements StreamState {
  readonly #head: Record<string, unknown> = {};
  readonly #candidates = new StreamedChoices(() => new CandidatePieces());

  push(chunk: unknown): void {
    for (const key of HEAD) {
      const value = member(chunk, key);
      if ((value ?? null) !== null) this.#head[key] = value;
    }
    this.#candidates.push(listOf(member(chunk, "candidates")));
  }

  get isComplete(): boolean {
    return this.#candidates.first?.isFinished === true || nonBlank(at(this.#head, BLOCKED)) !== undefined;
  }

  response(): unknown {
    return { ...this.#head, candidates: this.#candidates.list() };
  }
}

/** Whether a chunk shows something of the answer. */
export function chunkHasContent(chunk: unknown): boolean {
  return listOf(member(chunk, "candidates")).some((candidate) =>
    listOf(at(candidate, ["content", "parts"])).some(hasContent),
  );
}
