// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../internal/is-record.js";
import { nonBlank } from "../internal/non-blank.js";
import type { StreamState } from "../internal/provider/generation-api.js";
import { at, listOf, member } from "../internal/provider/read.js";
import { isDictionary } from "../internal/value-types.js";
import { ArgumentPieces } from "./argument-pieces.js";
import { partHasContent, partReader, textKindOf } from "./parts.js";

type Part = Record<string, unknown>;

/** Members that every chunk may have; those of the last one count. */
const HEAD = ["responseId", "modelVersion", "usageMetadata", "promptFeedback", "automaticFunctionCallingHistory"];

/**
 * Puts chunks together to a response, of which only the first candidate is looked at. Neighbours of one kind are one part, except
 * for calls, unless one says that it goes on. Counts are cumulative: those of the last chunk stay.
 */
export class ModelsStreamState implements StreamState {
  readonly #head: Record<string, unknown> = {};
  readonly #parts: Part[] = [];
  #candidates = 0;
  #finishReason: unknown;
  /** Kind of the last part when it is text, to which more may be added. */
  #textKind: string | undefined;
  #open: ArgumentPieces | undefined;

  push(chunk: unknown): void {
    for (const key of HEAD) {
      const value = member(chunk, key);
      if ((value ?? null) !== null) this.#head[key] = value;
    }
    listOf(member(chunk, "candidates")).forEach((candidate, position) => {
      const given = member(candidate, "index");
      const index = typeof given === "number" ? given : position;
      this.#candidates = Math.max(this.#candidates, index + 1);
      if (index === 0) this.#pushCandidate(candidate);
    });
  }

  get isComplete(): boolean {
    return nonBlank(this.#finishReason) !== undefined || nonBlank(at(this.#head, BLOCKED)) !== undefined;
  }

  response(): unknown {
    const content = { role: "model", parts: this.#parts };
    const first = { index: 0, content, finishReason: this.#finishReason };
    const others = Array.from({ length: Math.max(0, this.#candidates - 1) }, (_, index) => ({ index: index + 1 }));
    return { ...this.#head, candidates: this.#candidates === 0 ? [] : [first, ...others] };
  }

  #pushCandidate(candidate: unknown): void {
    const parts = listOf(at(candidate, ["content", "parts"])).filter(isDictionary);
    const reason = member(candidate, "finishReason");
    // What comes after a reason is the next turn of automatic function calling, which needs one of its own.
    this.#finishReason = reason ?? (parts.some(hasContent) ? undefined : this.#finishReason);
    for (const part of parts) this.#pushPart(part);
  }

  #pushPart(part: Part): void {
    const call = part["functionCall"];
    if (isRecord(call)) {
      this.#textKind = undefined;
      this.#pushCall(part, call);
      return;
    }
    this.#open = undefined;
    const kind = textKindOf(part);
    const last = this.#parts.at(-1);
    // Of this kind there is nothing but text.
    if (last !== undefined && kind !== undefined && kind === this.#textKind) last["text"] += part["text"] as string;
    else this.#parts.push({ ...part });
    this.#textKind = kind;
  }

  /** A call that goes on has its arguments in pieces. */
  #pushCall(part: Part, call: Record<string, unknown>): void {
    const isPiece = call["willContinue"] === true || Array.isArray(call["partialArgs"]);
    const last = this.#parts.at(-1);
    if (this.#open !== undefined && last !== undefined && nonBlank(call["name"]) === undefined) this.#open.push(call);
    else {
      this.#parts.push({ ...part });
      this.#open = isPiece ? new ArgumentPieces(call) : undefined;
    }
    const open = this.#open;
    const current = this.#parts.at(-1);
    if (open !== undefined && current !== undefined) current["functionCall"] = open.call();
    if (call["willContinue"] !== true) this.#open = undefined;
  }
}

const BLOCKED = ["promptFeedback", "blockReason"];

/** Whether a chunk shows something of the answer. */
export function chunkHasContent(chunk: unknown): boolean {
  return listOf(member(chunk, "candidates")).some((candidate) =>
    listOf(at(candidate, ["content", "parts"])).some(hasContent),
  );
}

const READER = partReader(false);

function hasContent(part: unknown): boolean {
  return partHasContent(READER, part);
}
