// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../internal/is-record.js";
import { nonBlank } from "../internal/non-blank.js";
import { byIndex } from "../internal/provider/by-index.js";
import { listOf, member, textOf } from "../internal/provider/read.js";
import { AudioPieces } from "./audio-pieces.js";

/** A tool call as its pieces come in. */
interface CallPieces {
  id?: unknown;
  type?: unknown;
  name?: unknown;
  text: string;
}

/** A choice of a chat completion as its pieces come in. */
export class MessagePieces {
  readonly #texts = { content: "", refusal: "" };
  /** What came between the texts, with those before it. */
  readonly #parts: unknown[] = [];
  readonly #calls = new Map<unknown, CallPieces>();
  #older: CallPieces | undefined;
  readonly #audio = new AudioPieces();
  #finishReason: unknown;

  push(choice: unknown): void {
    const delta = member(choice, "delta");
    this.#finishReason = member(choice, "finish_reason") ?? this.#finishReason;
    const content = member(delta, "content");
    if (typeof content === "string") this.#texts.content += content;
    else if (content !== undefined && content !== null) this.#pushContent(content);
    this.#texts.refusal += textOf(member(delta, "refusal")) ?? "";
    const audio = member(delta, "audio");
    if (isRecord(audio)) this.#audio.push(audio);
    for (const piece of listOf(member(delta, "tool_calls"))) this.#pushCall(piece);
    const older = member(delta, "function_call");
    if (isRecord(older)) {
      this.#older ??= { text: "" };
      addPiece(this.#older, older, "arguments");
    }
  }

  get isFinished(): boolean {
    return nonBlank(this.#finishReason) !== undefined;
  }

  choice(): Record<string, unknown> {
    const { content, refusal } = this.#texts;
    const message = {
      role: "assistant",
      content: this.#parts.length === 0 ? content : [...this.#parts, toTextPart(content)],
      refusal,
      ...this.#audio.message(),
      tool_calls: byIndex(this.#calls).map(toToolCall),
      ...(this.#older !== undefined && { function_call: { name: this.#older.name, arguments: this.#older.text } }),
    };
    return { message, finish_reason: this.#finishReason };
  }

  /** Content in parts, as a whole answer may have it. */
  #pushContent(content: unknown): void {
    for (const part of Array.isArray(content) ? content : [content]) {
      const text = member(part, "type") === "text" ? textOf(member(part, "text")) : textOf(part);
      if (text !== undefined) this.#texts.content += text;
      else {
        this.#parts.push(toTextPart(this.#texts.content), part);
        this.#texts.content = "";
      }
    }
  }

  /** Pieces belong together by index; a piece without one by its id, or to the call before. */
  #pushCall(piece: unknown): void {
    if (!isRecord(piece)) {
      this.#pushContent([piece]);
      return;
    }
    const last = [...this.#calls.keys()].at(-1);
    const key = member(piece, "index") ?? member(piece, "id") ?? last ?? 0;
    const call = this.#calls.get(key) ?? { text: "" };
    this.#calls.set(key, call);
    call.id = nonBlank(member(piece, "id")) ?? call.id;
    const custom = member(piece, "custom");
    call.type = nonBlank(member(piece, "type")) ?? call.type ?? (custom === undefined ? undefined : "custom");
    if (isRecord(custom)) addPiece(call, custom, "input");
    const fn = member(piece, "function");
    if (isRecord(fn)) addPiece(call, fn, "arguments");
  }
}

function toTextPart(text: string): unknown {
  return { type: "text", text };
}

function addPiece(call: CallPieces, body: Record<string, unknown>, key: string): void {
  call.name = nonBlank(body["name"]) ?? call.name;
  call.text += textOf(body[key]) ?? "";
}

function toToolCall({ id, type = "function", name, text }: CallPieces): unknown {
  return type === "custom"
    ? { id, type, custom: { name, input: text } }
    : { id, type, function: { name, arguments: text } };
}
