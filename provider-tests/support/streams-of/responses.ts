// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import type { SampleEvent } from "../../../src/testing-support/provider-samples.js";
import { argumentsText, count, pieces, text, toolName } from "./pieces.js";

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
