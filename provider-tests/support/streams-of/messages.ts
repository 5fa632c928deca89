// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import type { SampleEvent } from "../../../src/testing-support/provider-samples.js";
import { argumentsText, count, pieces, text, toolName } from "./pieces.js";

const block = fc.oneof(
  fc.record({ type: fc.constant("text" as const), pieces: pieces(text) }),
  fc.record({ type: fc.constant("thinking" as const), pieces: pieces(text) }),
  fc.record({ type: fc.constant("redacted_thinking" as const), pieces: fc.constant([] as string[]) }),
  fc.record({ type: fc.constant("tool_use" as const), name: toolName, pieces: pieces(argumentsText) }),
);

export const messageStreams: fc.Arbitrary<SampleEvent[]> = fc
  .record({
    blocks: fc.array(block, { minLength: 1, maxLength: 5 }),
    start: fc.record({ input_tokens: count, output_tokens: count, cache_read_input_tokens: fc.option(count) }),
    end: fc.record({ output_tokens: count, cache_read_input_tokens: fc.option(count), input_tokens: fc.option(count) }),
    pings: fc.boolean(),
    stop: fc.constantFrom("end_turn", "tool_use", "max_tokens"),
  })
  .map(({ blocks, start, end, pings, stop }) => {
    const event = (type: string, data: object = {}): SampleEvent => ({ event: type, data: { type, ...data } });
    const message = {
      id: "msg_1",
      type: "message",
      role: "assistant",
      model: "m-2",
      content: [],
      stop_reason: null,
      usage: start,
    };
    return [
      event("message_start", { message }),
      ...(pings ? [event("ping")] : []),
      ...blocks.flatMap((given, index) => [
        event("content_block_start", { index, content_block: emptyBlock(given, index) }),
        ...given.pieces.map((piece) => event("content_block_delta", { index, delta: deltaOf(given.type, piece) })),
        event("content_block_stop", { index }),
      ]),
      event("message_delta", { delta: { stop_reason: stop, stop_sequence: null }, usage: end }),
      event("message_stop"),
    ];
  });

function emptyBlock(given: { readonly type: string; readonly name?: string }, index: number): object {
  switch (given.type) {
    case "tool_use":
      return { type: "tool_use", id: `toolu_${index}`, name: given.name, input: {} };
    case "thinking":
      return { type: "thinking", thinking: "", signature: "" };
    case "redacted_thinking":
      return { type: "redacted_thinking", data: "encrypted" };
    default:
      return { type: "text", text: "" };
  }
}

function deltaOf(type: string, piece: string): object {
  if (type === "tool_use") return { type: "input_json_delta", partial_json: piece };
  return type === "thinking" ? { type: "thinking_delta", thinking: piece } : { type: "text_delta", text: piece };
}
