// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../internal/is-record.js";
import { nonBlank } from "../internal/non-blank.js";
import { byIndex } from "../internal/provider/by-index.js";
import type { StreamState } from "../internal/provider/generation-api.js";
import { listOf, member, textOf } from "../internal/provider/read.js";
import { AudioPieces } from "./audio-pieces.js";

/** A tool call as its pieces come in. */
interface CallPieces {
  id?: unknown;
  type?: unknown;
  name?: unknown;
  text: string;
}

/** Puts chunks together to a chat completion, of which only the first choice is looked at. */
export class ChatStreamState implements StreamState {
  #head: Record<string, unknown> = {};
  #usage: unknown;
  #choices = 0;
  readonly #texts = { content: "", refusal: "" };
  /** What came between the texts, with those before it. */
  readonly #parts: unknown[] = [];
  readonly #calls = new Map<unknown, CallPieces>();
  #older: CallPieces | undefined;
  readonly #audio = new AudioPieces();
  #finishReason: unknown;

  push(chunk: unknown): void {
    for (const key of ["id", "model", "service_tier"]) {
      const value = member(chunk, key);
      // The same in nearly all chunks.
      if (value !== this.#head[key] && nonBlank(value) !== undefined) this.#head[key] = value;
    }
    this.#usage = member(chunk, "usage") ?? this.#usage;
    for (const choice of listOf(member(chunk, "choices"))) {
      const index = member(choice, "index");
      this.#choices = Math.max(this.#choices, typeof index === "number" ? index + 1 : 1);
      if (typeof index !== "number" || index === 0) this.#pushChoice(choice);
    }
  }

  get isComplete(): boolean {
    return nonBlank(this.#finishReason) !== undefined;
  }

  response(): unknown {
    const { content, refusal } = this.#texts;
    const message = {
      role: "assistant",
      content: this.#parts.length === 0 ? content : [...this.#parts, toTextPart(content)],
      refusal,
      ...this.#audio.message(),
      tool_calls: byIndex(this.#calls).map(toToolCall),
      ...(this.#older !== undefined && { function_call: { name: this.#older.name, arguments: this.#older.text } }),
    };
    const first = { index: 0, message, finish_reason: this.#finishReason };
    const others = Array.from({ length: Math.max(0, this.#choices - 1) }, (_, index) => ({ index: index + 1 }));
    return { ...this.#head, choices: this.#choices === 0 ? [] : [first, ...others], usage: this.#usage };
  }

  #pushChoice(choice: unknown): void {
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

/** Whether a chunk shows something of the first choice. */
export function chunkHasContent(chunk: unknown): boolean {
  return listOf(member(chunk, "choices")).some((choice) => {
    const delta = member(choice, "delta");
    const audio = member(delta, "audio");
    const calls = [...listOf(member(delta, "tool_calls")), { function: member(delta, "function_call") }];
    const content = member(delta, "content");
    const texts = [
      ...(Array.isArray(content) ? content.map((part: unknown) => textOf(part) ?? member(part, "text")) : [content]),
      member(delta, "refusal"),
      member(audio, "transcript"),
      member(audio, "data"),
    ];
    const pieces = calls.flatMap((call) => {
      const body = member(call, "function") ?? member(call, "custom");
      return [member(body, "name"), member(body, "arguments"), member(body, "input")];
    });
    return [...texts, ...pieces].some((text) => typeof text === "string" && text !== "");
  });
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
