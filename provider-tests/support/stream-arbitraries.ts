// SPDX-License-Identifier: Apache-2.0
// Streams that providers could send: any content, in pieces of any length.
import fc from "fast-check";
import type { SampleEvent } from "../../src/testing-support/provider-samples.js";

/** A text with something to see in it, and with characters of one to four bytes. */
const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }).map((value) => `x${value}`);

/** A text in pieces that together are the text; some are empty, and some cut a character. */
const pieces = (whole: fc.Arbitrary<string>): fc.Arbitrary<string[]> =>
  fc.tuple(whole, fc.array(fc.nat(60), { maxLength: 6 })).map(([value, cuts]) => {
    const places = [
      0,
      ...cuts.map((cut) => Math.min(cut, value.length)).sort((left, right) => left - right),
      value.length,
    ];
    return places.slice(1).map((end, index) => value.slice(places[index], end).toWellFormed());
  });

/** Without the fractions that the tolerant parser of an old SDK reads as something else. */
const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const member = fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }), fc.dictionary(fc.string(), scalar, { maxKeys: 2 }));

const argumentsText = fc
  .dictionary(fc.string({ minLength: 1, maxLength: 8 }), member, { maxKeys: 3 })
  .map((value) => JSON.stringify(value));

const toolName = fc.stringMatching(/^[a-z][a-z_]{0,12}$/);
const count = fc.nat(5000);

/** A tool call by its name and the pieces of its input. */
const call = fc.record({ name: toolName, input: pieces(argumentsText) });

export const chatStreams: fc.Arbitrary<SampleEvent[]> = fc
  .record({
    content: pieces(text),
    refusal: fc.option(pieces(text), { nil: [] as string[] }),
    calls: fc.array(call, { maxLength: 3 }),
    usage: fc.option(fc.record({ prompt: count, completion: count, cached: count, reasoning: count }), {
      nil: undefined,
    }),
    finish: fc.constantFrom("stop", "tool_calls", "content_filter"),
  })
  .map(({ content, refusal, calls, usage, finish }) => {
    const chunk = (delta: object, finishReason: string | null = null): SampleEvent => ({
      data: { ...CHAT_HEAD, choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }] },
    });
    const toolCall = (index: number, fields: object): SampleEvent => chunk({ tool_calls: [{ index, ...fields }] });
    return [
      chunk({ role: "assistant", content: "" }),
      ...content.map((piece) => chunk({ content: piece })),
      ...refusal.map((piece) => chunk({ refusal: piece })),
      ...calls.flatMap(({ name, input: [first = "", ...rest] }, index) => [
        toolCall(index, { id: `call_${index}`, type: "function", function: { name, arguments: first } }),
        ...rest.map((piece) => toolCall(index, { function: { arguments: piece } })),
      ]),
      chunk({}, finish),
      ...(usage === undefined ? [] : [{ data: { ...CHAT_HEAD, choices: [], usage: chatUsage(usage) } }]),
      { raw: "[DONE]" },
    ];
  });

const CHAT_HEAD = {
  id: "chatcmpl-1",
  object: "chat.completion.chunk",
  created: 1,
  model: "m-2",
  service_tier: "default",
};

function chatUsage(usage: Readonly<Record<"prompt" | "completion" | "cached" | "reasoning", number>>): object {
  return {
    prompt_tokens: usage.prompt,
    completion_tokens: usage.completion,
    total_tokens: usage.prompt + usage.completion,
    prompt_tokens_details: { cached_tokens: usage.cached },
    completion_tokens_details: { reasoning_tokens: usage.reasoning },
  };
}

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

const item = fc.oneof(
  fc.record({ type: fc.constant("message" as const), pieces: pieces(text) }),
  fc.record({ type: fc.constant("refusal" as const), pieces: pieces(text) }),
  fc.record({ type: fc.constant("reasoning" as const), pieces: pieces(text) }),
  fc.record({ type: fc.constant("function_call" as const), name: toolName, pieces: pieces(argumentsText) }),
  fc.record({ type: fc.constant("custom_tool_call" as const), name: toolName, pieces: pieces(text) }),
);

export const responseStreams: fc.Arbitrary<SampleEvent[]> = fc
  .record({ items: fc.array(item, { minLength: 1, maxLength: 4 }), input: count, output: count })
  .map(({ items, input, output }) => {
    let sequence = 0;
    const event = (type: string, data: object): SampleEvent => ({
      event: type,
      data: { type, sequence_number: sequence++, ...data },
    });
    const response = { id: "resp_1", object: "response", model: "m-2", status: "in_progress", output: [], usage: null };
    const usage = { input_tokens: input, output_tokens: output, total_tokens: input + output };
    const events = [event("response.created", { response })];
    const done = items.map((given, index) => {
      const { start, deltas, whole } = itemEvents(given, index);
      events.push(
        ...[...start, ...deltas].map(([type, data]) =>
          event(type, { output_index: index, item_id: `i_${index}`, ...data }),
        ),
      );
      events.push(event("response.output_item.done", { output_index: index, item: whole }));
      return whole;
    });
    events.push(event("response.completed", { response: { ...response, status: "completed", output: done, usage } }));
    return events;
  });

type Named = readonly [type: string, data: object];

function itemEvents(
  given: { readonly type: string; readonly name?: string; readonly pieces: readonly string[] },
  index: number,
): { readonly start: readonly Named[]; readonly deltas: readonly Named[]; readonly whole: object } {
  const whole = given.pieces.join("");
  const id = `i_${index}`;
  const added = (item: object): Named => ["response.output_item.added", { item }];
  const call = { type: given.type, id, call_id: `call_${index}`, name: given.name };
  switch (given.type) {
    case "function_call":
      return {
        start: [added({ ...call, arguments: "" })],
        deltas: given.pieces.map((delta): Named => ["response.function_call_arguments.delta", { delta }]),
        whole: { ...call, arguments: whole },
      };
    case "custom_tool_call":
      return {
        start: [added({ ...call, input: "" })],
        deltas: given.pieces.map((delta): Named => ["response.custom_tool_call_input.delta", { delta }]),
        whole: { ...call, input: whole },
      };
    case "reasoning": {
      const part = { type: "summary_text", text: "" };
      return {
        start: [
          added({ type: "reasoning", id, summary: [] }),
          ["response.reasoning_summary_part.added", { summary_index: 0, part }],
        ],
        deltas: given.pieces.map(
          (delta): Named => ["response.reasoning_summary_text.delta", { summary_index: 0, delta }],
        ),
        whole: { type: "reasoning", id, summary: [{ ...part, text: whole }] },
      };
    }
    default: {
      const isRefusal = given.type === "refusal";
      const part = isRefusal ? { type: "refusal", refusal: "" } : { type: "output_text", text: "", annotations: [] };
      const name = isRefusal ? "response.refusal.delta" : "response.output_text.delta";
      const message = { type: "message", id, role: "assistant", status: "in_progress", content: [] as object[] };
      return {
        start: [added(message), ["response.content_part.added", { content_index: 0, part }]],
        deltas: given.pieces.map((delta): Named => [name, { content_index: 0, delta }]),
        whole: {
          ...message,
          status: "completed",
          content: [{ ...part, ...(isRefusal ? { refusal: whole } : { text: whole }) }],
        },
      };
    }
  }
}

const modelPart = fc.oneof(
  fc.record({ kind: fc.constant("text" as const), pieces: pieces(text) }),
  fc.record({ kind: fc.constant("thought" as const), pieces: pieces(text) }),
  fc.record({
    kind: fc.constant("call" as const),
    name: toolName,
    args: fc.dictionary(toolName, member, { maxKeys: 2 }),
  }),
);

/** A whole answer of Gemini, and a stream of the same. */
export const modelStreams: fc.Arbitrary<{ readonly whole: object; readonly chunks: readonly object[] }> = fc
  .record({ parts: fc.array(modelPart, { minLength: 1, maxLength: 5 }), prompt: count, candidates: count })
  .map(({ parts, prompt, candidates }) => {
    const usage = { promptTokenCount: prompt, candidatesTokenCount: candidates, totalTokenCount: prompt + candidates };
    const chunk = (given: readonly object[], fields: object = {}): object => ({
      responseId: "g-1",
      modelVersion: "m-2",
      candidates: [{ index: 0, content: { role: "model", parts: given }, ...fields }],
    });
    const partOf = (given: (typeof parts)[number], value: string): object =>
      given.kind === "call"
        ? { functionCall: { name: given.name, args: given.args } }
        : { text: value, ...(given.kind === "thought" && { thought: true }) };
    // Neighbours of one kind cannot be told apart in a stream, so that a whole answer has them as one.
    const merged: object[] = [];
    const pieces: object[] = [];
    let last: (typeof parts)[number]["kind"] | undefined;
    for (const given of parts) {
      const texts = given.kind === "call" ? [""] : given.pieces;
      pieces.push(...texts.map((value) => partOf(given, value)));
      const joined = partOf(given, texts.join(""));
      const before = merged.at(-1) as { text?: string } | undefined;
      if (given.kind !== "call" && given.kind === last && before !== undefined)
        before.text += (joined as { text: string }).text;
      else merged.push(joined);
      last = given.kind;
    }
    return {
      whole: { ...chunk(merged, { finishReason: "STOP" }), usageMetadata: usage },
      chunks: [
        ...pieces.map((piece) => chunk([piece])),
        { ...chunk([], { finishReason: "STOP" }), usageMetadata: usage },
      ],
    };
  });
