// SPDX-License-Identifier: Apache-2.0
import { nonBlank } from "../internal/non-blank.js";
import { StreamedChoices } from "../internal/provider/choices.js";
import type { StreamState } from "../internal/provider/generation-api.js";
import { listOf, member, textOf } from "../internal/provider/read.js";
import { MessagePieces } from "./message-pieces.js";

/** Puts chunks together to a chat completion. */
export class ChatStreamState implements StreamState {
  #head: Record<string, unknown> = {};
  #usage: unknown;
  readonly #choices = new StreamedChoices(() => new MessagePieces());

  push(chunk: unknown): void {
    for (const key of ["id", "model", "service_tier"]) {
      const value = member(chunk, key);
      // The same in nearly all chunks.
      if (value !== this.#head[key] && nonBlank(value) !== undefined) this.#head[key] = value;
    }
    this.#usage = member(chunk, "usage") ?? this.#usage;
    this.#choices.push(listOf(member(chunk, "choices")));
  }

  get isComplete(): boolean {
    return this.#choices.first?.isFinished === true;
  }

  response(): unknown {
    return { ...this.#head, choices: this.#choices.list(), usage: this.#usage };
  }
}

/** Whether a chunk shows something of the answer. */
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
