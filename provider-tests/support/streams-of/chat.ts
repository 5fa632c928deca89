// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import type { SampleEvent } from "../../../src/testing-support/provider-samples.js";
import { argumentsText, count, pieces, text, toolName } from "./pieces.js";

/** A tool call by its name and the pieces of its input. */
const call = fc.record({ name: toolName, input: pieces(argumentsText) });

/** Deals the elements of several lists into one, each list in its own order. */
function interleave<T>(lists: readonly (readonly T[])[], turns: readonly number[]): T[] {
  const waiting = lists.map((list) => [...list]);
  const dealt: T[] = [];
  for (let turn = 0; waiting.some((list) => list.length > 0); turn += 1) {
    const open = waiting.filter((list) => list.length > 0);
    dealt.push(...(open[(turns[turn % turns.length] ?? 0) % open.length]?.splice(0, 1) ?? []));
  }
  return dealt;
}

export const chatStreams: fc.Arbitrary<SampleEvent[]> = fc
  .record({
    content: pieces(text),
    refusal: fc.option(pieces(text), { nil: [] as string[] }),
    calls: fc.array(call, { maxLength: 3 }),
    usage: fc.option(fc.record({ prompt: count, completion: count, cached: count, reasoning: count }), {
      nil: undefined,
    }),
    older: fc.option(call, { nil: undefined }),
    others: fc.array(pieces(text), { maxLength: 2 }),
    turns: fc.array(fc.nat(5), { minLength: 1, maxLength: 20 }),
    finish: fc.constantFrom("stop", "tool_calls", "content_filter"),
  })
  .map(({ content, refusal, calls, older, others, turns, usage, finish }) => {
    const chunk = (delta: object, finishReason: string | null = null, index = 0): SampleEvent => ({
      data: { ...CHAT_HEAD, choices: [{ index, delta, logprobs: null, finish_reason: finishReason }] },
    });
    const toolCall = (index: number, fields: object): SampleEvent => chunk({ tool_calls: [{ index, ...fields }] });
    return [
      chunk({ role: "assistant", content: "" }),
      ...interleave(
        [
          content.map((piece) => chunk({ content: piece })),
          refusal.map((piece) => chunk({ refusal: piece })),
          ...calls.map(({ name, input: [first = "", ...rest] }, index) => [
            toolCall(index, { id: `call_${index}`, type: "function", function: { name, arguments: first } }),
            ...rest.map((piece) => toolCall(index, { function: { arguments: piece } })),
          ]),
          olderCall(calls.length === 0 ? older : undefined).map((body) => chunk({ function_call: body })),
          ...others.map((texts, index) => [
            chunk({ role: "assistant", content: "" }, null, index + 1),
            ...texts.map((piece) => chunk({ content: piece }, null, index + 1)),
            chunk({}, "stop", index + 1),
          ]),
        ],
        turns,
      ),
      chunk({}, finish),
      ...(usage === undefined ? [] : [{ data: { ...CHAT_HEAD, choices: [], usage: chatUsage(usage) } }]),
      { raw: "[DONE]" },
    ];
  });

/** The only call of an older request, whose name comes first; the helper gives it alone or none. */
function olderCall(call: { readonly name: string; readonly input: readonly string[] } | undefined): object[] {
  if (call === undefined) return [];
  const [first = "", ...rest] = call.input;
  return [{ name: call.name, arguments: first }, ...rest.map((piece) => ({ arguments: piece }))];
}

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
