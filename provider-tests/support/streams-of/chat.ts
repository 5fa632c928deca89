// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import type { SampleEvent } from "../../../src/testing-support/provider-samples.js";
import { argumentsText, count, pieces, text, toolName } from "./pieces.js";

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
