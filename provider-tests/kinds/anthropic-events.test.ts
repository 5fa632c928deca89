// SPDX-License-Identifier: Apache-2.0
import type Anthropic from "@anthropic-ai/sdk";
import type { GenerationResult, MessagePart } from "sigil-sdk";
import { fromStream, toObserveOptions } from "sigil-sdk/anthropic";
import { describe, expect, it } from "vitest";
import { type CasesByType, call, partsOf, text, thinking } from "./cases.js";

type Delta = Anthropic.RawContentBlockDelta | Anthropic.Beta.BetaRawContentBlockDelta;

const REQUEST = { model: "claude-sonnet-5-5", max_tokens: 1, messages: [] };

/** What one delta becomes when no event has announced its block. */
const DELTAS: CasesByType<Delta, MessagePart[]> = {
  text_delta: { given: { type: "text_delta", text: "H" }, becomes: [text("H")] },
  thinking_delta: { given: { type: "thinking_delta", thinking: "So" } as never, becomes: [thinking("So", "thinking")] },
  input_json_delta: {
    given: { type: "input_json_delta", partial_json: '{"a":' },
    becomes: [call(undefined, "tool", JSON.stringify('{"a":'), "tool_use")],
  },
  compaction_delta: {
    given: { type: "compaction_delta", content: "In short.", encrypted_content: null },
    becomes: [text("In short.", "compaction")],
  },
  signature_delta: { given: { type: "signature_delta", signature: "c2ln" }, becomes: [] },
  citations_delta: {
    given: {
      type: "citations_delta",
      citation: {
        type: "char_location",
        cited_text: "x",
        document_index: 0,
        document_title: null,
        start_char_index: 0,
        end_char_index: 1,
        file_id: null,
      },
    },
    becomes: [],
  },
};

function start(usage: object, content: readonly unknown[] = []): unknown {
  return { type: "message_start", message: { id: "msg_1", model: "claude-sonnet-5-5", content, usage } };
}

function block(index: number, content_block: unknown): unknown {
  return { type: "content_block_start", index, content_block };
}

function delta(index: number, piece: unknown): unknown {
  return { type: "content_block_delta", index, delta: piece };
}

function map(...events: readonly unknown[]): GenerationResult {
  return fromStream(REQUEST, { events: events as never[] });
}

describe("a delta", () => {
  it.each(Object.entries(DELTAS))("%s", (_, { given, becomes }) => {
    expect(partsOf(map(delta(0, given)).output)).toEqual(becomes);
  });

  it.each(Object.entries(DELTAS))("%s is the first token when it shows something", (_, { given, becomes }) => {
    expect(toObserveOptions(REQUEST).isFirstToken?.(delta(0, given) as never)).toBe(becomes.length > 0);
  });

  it.each([
    [{ type: "text_delta", text: "" }],
    [{ type: "text_delta" }],
    [{ type: "hologram_delta", text: "x" }],
    [undefined],
  ])("%j adds nothing", (odd) => {
    expect(partsOf(map(delta(0, odd)).output)).toEqual([]);
  });
});

describe("blocks", () => {
  it("grow by their index, whichever comes first, and keep their order", () => {
    const mapped = map(
      start({ input_tokens: 1 }),
      block(0, { type: "text", text: "" }),
      block(1, { type: "tool_use", id: "t_1", name: "add", input: {} }),
      delta(1, { type: "input_json_delta", partial_json: '{"a":' }),
      delta(0, { type: "text_delta", text: "Su" }),
      delta(1, { type: "input_json_delta", partial_json: "1}" }),
      delta(0, { type: "text_delta", text: "re" }),
    );
    expect(partsOf(mapped.output)).toEqual([text("Sure"), call("t_1", "add", { a: 1 }, "tool_use")]);
  });

  it("that were there at the start of the message stay", () => {
    expect(partsOf(map(start({}, [{ type: "text", text: "Before." }])).output)).toEqual([text("Before.")]);
  });

  it("of a tool without input have an empty one; what was cut off is text", () => {
    const announced = block(0, { type: "tool_use", id: "t_1", name: "add", input: {} });
    expect(partsOf(map(announced).output)).toEqual([call("t_1", "add", {}, "tool_use")]);
    const cut = delta(0, { type: "input_json_delta", partial_json: '{"a":"' });
    expect(partsOf(map(announced, cut).output)).toEqual([call("t_1", "add", JSON.stringify('{"a":"'), "tool_use")]);
  });

  it("of a second message in one stream stand behind those of the first", () => {
    const mapped = map(
      start({ input_tokens: 1, output_tokens: 1, cache_read_input_tokens: 7 }),
      block(0, { type: "text", text: "One" }),
      start({ input_tokens: 5, output_tokens: 2 }),
      block(1, { type: "text", text: "Three" }),
      block(0, { type: "text", text: "Two" }),
    );
    expect(mapped.output).toEqual([
      { role: "assistant", parts: [text("One")] },
      { role: "assistant", parts: [text("Two"), text("Three")] },
    ]);
    expect(mapped.usage).toMatchObject({ inputTokens: 5, outputTokens: 2, cacheReadInputTokens: 7 });
  });

  it("that begin with white space are the first token", () => {
    const isFirst = (shown: string): unknown =>
      toObserveOptions(REQUEST).isFirstToken?.(block(0, { type: "text", text: shown }) as never);
    expect([isFirst(""), isFirst(" ")]).toEqual([false, true]);
  });

  it("of the events stay as they came", () => {
    const announced = { type: "text", text: "" };
    map(block(0, announced), delta(0, { type: "text_delta", text: "x" }));
    expect(announced.text).toBe("");
  });
});

describe("counts", () => {
  it("that come later replace those before; what is missing or null stays", () => {
    const { usage } = map(
      start({ input_tokens: 10, output_tokens: 1, cache_read_input_tokens: 7, cache_creation_input_tokens: null }),
      { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 5, input_tokens: null } },
      { type: "message_delta", delta: {}, usage: { output_tokens: 9 } },
      { type: "message_delta", delta: {} },
    );
    expect(usage).toEqual({ inputTokens: 10, outputTokens: 9, totalTokens: 19, cacheReadInputTokens: 7 });
  });
});

describe("the end of a stream", () => {
  const answered = { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: {} };

  it("is complete with its last event alone", () => {
    const whole = map(start({}), answered, { type: "message_stop" });
    expect([whole.stopReason, whole.metadata]).toEqual(["end_turn", {}]);
    const cut = map(start({}), answered);
    expect([cut.stopReason, cut.metadata]).toEqual([undefined, { "sigil.stream.outcome": "truncated" }]);
  });

  it("is what the caller says", () => {
    const events = [start({}), answered] as never[];
    const cancelled = fromStream(REQUEST, { events, outcome: "cancelled" });
    expect([cancelled.stopReason, cancelled.metadata]).toEqual(["end_turn", { "sigil.stream.outcome": "cancelled" }]);
    const failed = fromStream(REQUEST, { events, error: new Error("broke off") });
    expect(failed).toMatchObject({ callError: "broke off", metadata: { "sigil.stream.outcome": "error" } });
    const aborted = fromStream(REQUEST, { events, outcome: "aborted", error: new Error("aborted") });
    expect(aborted.callError).toBeUndefined();
  });
});
