// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../internal/is-record.js";
import { nonBlank } from "../internal/non-blank.js";
import { at, listOf, member } from "../internal/provider/read.js";
import { isDictionary } from "../internal/value-types.js";
import { ArgumentPieces } from "./argument-pieces.js";
import { partHasContent, partReader, textKindOf } from "./parts.js";

type Part = Record<string, unknown>;

/**
 * A candidate as its pieces come in. Neighbours of one kind are one part, except for calls, unless one says that it goes on.
 */
export class CandidatePieces {
  readonly #parts: Part[] = [];
  #finishReason: unknown;
  /** Kind of the last part when it is text, to which more may be added. */
  #textKind: string | undefined;
  #open: ArgumentPieces | undefined;

  push(candidate: unknown): void {
    const parts = listOf(at(candidate, ["content", "parts"])).filter(isDictionary);
    const reason = member(candidate, "finishReason");
    // What comes after a reason is the next turn of automatic function calling, which needs one of its own.
    const isNextTurn = this.isFinished && parts.some(hasContent);
    this.#finishReason = reason ?? (isNextTurn ? undefined : this.#finishReason);
    for (const part of parts) this.#pushPart(part);
  }

  get isFinished(): boolean {
    return nonBlank(this.#finishReason) !== undefined;
  }

  choice(): Record<string, unknown> {
    return { content: { role: "model", parts: this.#parts }, finishReason: this.#finishReason };
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

const READER = partReader(false);

/** Whether a part shows something of the answer. */
export function hasContent(part: unknown): boolean {
  return partHasContent(READER, part);
}
